import { type RawBuilder, sql } from 'kysely';
import { wordsOf } from './search-words.js';

/** Returns conditions that a search key (see `searchKeyOf`) contains every word of a text in any spelling. */
export function nameContains(text: string | null | undefined, key: RawBuilder<unknown>): RawBuilder<unknown>[] {
  return wordsOf(text ?? '').map((word) => anyOf(word.map((form) => sql`strpos(${key}, ${form}) > 0`)));
}

/** As `nameContains`, for a large table that has an index on the character pairs of the key. */
export function nameContainsByIndex(text: string | null | undefined, key: RawBuilder<unknown>): RawBuilder<unknown>[] {
  // A single character is in too many names for the index to help.
  const pairs = wordsOf(text ?? '').filter(([folded]) => folded.length > 1);
  return [
    ...pairs.map((word) => anyOf(word.map((form) => sql`bigrams(${key}) @> bigrams(${form})`))),
    ...nameContains(text, key),
  ];
}

function anyOf(conditions: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`(${sql.join(conditions, sql` or `)})`;
}
