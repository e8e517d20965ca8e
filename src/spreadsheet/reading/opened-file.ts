import type { Refusal } from '../../kernel/errors/refusal.js';
import type { Layout } from '../headings.js';
import type { RawRow } from '../row-kind.js';

export interface Batch {
  rows: RawRow[];
  /** How far into the file this is, in bytes. */
  bytesRead: number;
}

/** A file whose headings were found, with its rows to be read in bounded memory. */
export interface OpenFile {
  layout: Layout;
  /** How many rows are above the data, with the headings. */
  skip: number;
  batches: AsyncIterable<Batch>;
  /** What its sender should know of how it was read; complete at the end. */
  notes: () => Refusal[];
  close: () => void;
}
