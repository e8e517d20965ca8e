import type { Refusal } from '../../kernel/errors/refusal.js';
import { showInvisible } from '../../kernel/text/text.js';

/** Replaces NUL and unpaired surrogates, which PostgreSQL does not store, by a replacement character. */
export function readable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** Makes the quotations in a refusal storable, and shortens them: a cell may have thirty thousand characters. */
export function legible(refusal: Refusal): Refusal {
  const details = Object.entries(refusal.details).map(([key, value]) => [
    key,
    typeof value === 'string' ? readable(showInvisible(value)).slice(0, 500) : value,
  ]);
  return { ...refusal, details: Object.fromEntries(details) as Refusal['details'] };
}
