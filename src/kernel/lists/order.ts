import type { RawBuilder } from 'kysely';

/** One key of an order. Its SQL never returns null: otherwise rows would be missing between pages. */
export interface SortKey {
  sql: RawBuilder<unknown>;
  /** The PostgreSQL type of the value in a cursor. */
  type: 'text' | 'uuid' | 'numeric' | 'bigint' | 'timestamptz' | 'date' | 'integer';
}

export interface Order {
  /** The name of the order: a cursor of another order is refused. */
  name: string;
  /**
   * All keys have the same direction, so that a cursor is a single row comparison, which an index on the keys supports.
   */
  descending?: boolean;
  /** The last key is unique. */
  keys: SortKey[];
}
