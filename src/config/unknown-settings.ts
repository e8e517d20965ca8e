import { distanceOf } from '../kernel/text/distance.js';

/** Prefixes that only our settings have. */
const ours = ['DATABASE_', 'SMS_', 'OIDC_', 'SHUTDOWN_', 'DATA_KEY', 'LOG_SIGNING', 'LOG_ORIGIN'];
/**
 * In characters: a name of at least this length that differs from one of ours by a few letters is not another program's
 * by chance.
 */
const shortest = 8;
const mostDifferences = 2;

/** Returns settings with names like ours that do not exist, each with the nearest known name. */
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
