import { distanceOf } from '../kernel/text/distance.js';

/** Beginnings of names that only settings of ours have. */
const ours = ['DATABASE_', 'SMS_', 'OIDC_', 'SHUTDOWN_', 'DATA_KEY', 'LOG_SIGNING', 'LOG_ORIGIN'];
/** A name this long is not another program's by chance where it differs from one of ours by so many letters. */
const shortest = 8;
const mostDifferences = 2;

/** Settings that look like ours and are not: each with the known name that is nearest. */
export function unknownSettings(given: string[], known: string[]): string[] {
  const unknown = given.filter((name) => !known.includes(name));
  return unknown.flatMap((name) => {
    const [nearest = '', distance = Infinity] = nearestOf(name, known);
    const misspelt = name.length >= shortest && distance <= mostDifferences;
    if (!misspelt && !ours.some((beginning) => name.startsWith(beginning))) return [];
    return [`  ${name}: there is no such setting; did you mean ${nearest}?`];
  });
}

function nearestOf(name: string, known: string[]): [string, number] | [] {
  return known
    .map((other): [string, number] => [other, distanceOf(name, other)])
    .reduce<[string, number] | []>((best, one) => (one[1] < (best[1] ?? Infinity) ? one : best), []);
}
