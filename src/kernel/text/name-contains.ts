import { type RawBuilder, sql } from 'kysely';
import { wordsOf } from './search-words.js';

/** Returns conditions that a search key (see `searchKeyOf`) contains every word of a text in any spelling. */
export function nameContains(text: string | null | undefined, key: RawBuilder<unknown>): RawBuilder<unknown>[] {
  return wordsOf(text ?? '').map((word) => anyOf(word.map((form) => sql`strpos(${key}, ${form}) > 0`)));
}

function anyOf(conditions: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`(${sql.join(conditions, sql` or `)})`;
}
