import type { Refusal } from '../../kernel/refusal.js';
import type { Cell } from './cell.js';

/** A row of a file, as it is there. */
export interface RawRow {
  /** Its number as the spreadsheet program or the editor shows it, from 1. */
  number: number;
  cells: Cell[];
  /** Why nothing of it could be read. */
  fault?: Refusal;
}

export interface Batch {
  rows: RawRow[];
  /** How far into the file this is, in bytes. */
  bytesRead: number;
}

export const mostColumns = 100;
/** The longest value that any column takes is 200 characters; this leaves room for columns that are not ours. */
export const longestCell = 32_767;
