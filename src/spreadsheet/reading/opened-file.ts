import type { Refusal } from '../../kernel/errors/refusal.js';
import type { Layout } from '../headings.js';
import type { RawRow } from '../row-kind.js';

export interface Batch {
  rows: RawRow[];
  /** How many bytes of the file were read up to here. */
  bytesRead: number;
}

/** A file whose headings were found; its rows are read in bounded memory. */
export interface OpenFile {
  layout: Layout;
  /** How many rows are above the data, including the headings. */
  skip: number;
  batches: AsyncIterable<Batch>;
  /** Notes for the sender on how the file was read; complete after the last batch. */
  notes: () => Refusal[];
  close: () => void;
}
