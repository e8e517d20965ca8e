import type { Refusal } from '../../kernel/errors/refusal.js';
import { showInvisible } from '../../kernel/text/text.js';

/** PostgreSQL keeps no NUL and no half of a surrogate pair; the mark shows where one was. */
export function readable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** What a refusal quotes from a row may hold what PostgreSQL cannot keep, or a cell of thirty thousand characters. */
export function legible(refusal: Refusal): Refusal {
  const details = Object.entries(refusal.details).map(([key, value]) => [
    key,
    typeof value === 'string' ? readable(showInvisible(value)).slice(0, 500) : value,
  ]);
  return { ...refusal, details: Object.fromEntries(details) as Refusal['details'] };
}
