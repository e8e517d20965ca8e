import type { Refusal } from '../kernel/errors/refusal.js';
import type { Cell } from './cell.js';
import type { Column } from './column.js';

/** A row of a file, as it is there. */
export interface RawRow {
  /** Its number as the spreadsheet program or the editor shows it, from 1. */
  number: number;
  cells: Cell[];
  /** Why nothing of it could be read. */
  fault?: Refusal;
}

/** A row of a file, with its cells found by their columns. */
export interface SheetRow<Key extends string = string> {
  number: number;
  /** What the checks of a row want: trimmed text, days as YYYY-MM-DD, amounts without separators; blank is absent. */
  texts: Partial<Record<Key, string>>;
  /** Cells that cannot be trusted, each with its column as path; or the one fault that makes the row unreadable. */
  faults: Refusal[];
  /** All cells in the file's order, as they are given back to their sender. */
  sent: string[];
}

/**
 * A kind of file: which columns it has, and what is made of a row. A module that the reading process loads by its
 * address exports it as default; so it and what it imports need no database, and its rows are plain JSON.
 */
export interface RowKind<Options, Row, Key extends string = string> {
  columns: readonly Column<Key>[];
  /** The sheet that the template names; taken before others whose headings match too. */
  sheetName?: string;
  /** Called once for a file; what it returns makes of each row what is handed over, or undefined: no row of data. */
  open: (options: Options) => (row: SheetRow<Key>) => Row | undefined;
}

export const mostColumns = 100;
/** No value that a column takes is longer than some hundred characters; this leaves room for columns that are not ours. */
export const longestCell = 32_767;
/** What a spreadsheet program can have at most. */
export const mostSheetRows = 1_048_576;
