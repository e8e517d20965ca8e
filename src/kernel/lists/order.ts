import type { RawBuilder } from 'kysely';

/** One column of an order; its SQL never yields null, or rows would be lost between pages. */
export interface SortKey {
  sql: RawBuilder<unknown>;
  /** How the cursor's text is read back by PostgreSQL. */
  type: 'text' | 'uuid' | 'numeric' | 'bigint' | 'timestamptz' | 'date' | 'integer';
}

export interface Order {
  /** The name of the order: a cursor of another one is refused. */
  name: string;
  /** All keys run in one direction: so a cursor is one comparison of rows, which an index on the keys serves. */
  descending?: boolean;
  /** The last key is unique. */
  keys: SortKey[];
}
