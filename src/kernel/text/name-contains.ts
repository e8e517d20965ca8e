import { type RawBuilder, sql } from 'kysely';
import { wordsOf } from './search-words.js';

/** Whether a search key (see `searchKeyOf`) contains every word of a text, however the name and the text are written. */
export function nameContains(text: string | null | undefined, key: RawBuilder<unknown>): RawBuilder<unknown>[] {
  return wordsOf(text ?? '').map((word) => anyOf(word.map((form) => sql`strpos(${key}, ${form}) > 0`)));
}

/** As `nameContains`, for a large table whose key has an index of its pairs of characters. */
export function nameContainsByIndex(text: string | null | undefined, key: RawBuilder<unknown>): RawBuilder<unknown>[] {
  // One character alone is in too many names for the index to be of use.
  const pairs = wordsOf(text ?? '').filter(([folded]) => folded.length > 1);
  return [
    ...pairs.map((word) => anyOf(word.map((form) => sql`bigrams(${key}) @> bigrams(${form})`))),
    ...nameContains(text, key),
  ];
}

function anyOf(conditions: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`(${sql.join(conditions, sql` or `)})`;
}
