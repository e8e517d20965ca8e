import type { Refusal } from '../kernel/errors/refusal.js';
import type { Cell } from './cell.js';
import type { Column } from './column.js';

/** A row of a file, not interpreted. */
export interface RawRow {
  /** The number of the row as the spreadsheet program or the editor shows it, from 1. */
  number: number;
  cells: Cell[];
  /** Why nothing of the row could be read. */
  fault?: Refusal;
}

/** A row of a file, with its cells by column. */
export interface SheetRow<Key extends string = string> {
  number: number;
  /**
   * The values for the checks of a row: trimmed text, days as YYYY-MM-DD, amounts without separators. Blank cells are
   * absent.
   */
  texts: Partial<Record<Key, string>>;
  /**
   * Refusals of cells that cannot be trusted, with the column as path; or the one refusal of a row that cannot be read.
   */
  faults: Refusal[];
  /** All cells in the file's order, as they are given back to the sender. */
  sent: string[];
}

/**
 * A kind of file: its columns, and how its rows are converted. The module that exports it as default is loaded in the
 * reading process by URL, so its imports must not need a database, and its rows must be plain JSON.
 */
export interface RowKind<Options, Row, Key extends string = string> {
  columns: readonly Column<Key>[];
  /** The name of the sheet in the template; it is preferred to other sheets with matching headings. */
  sheetName?: string;
  /** Called once for a file; returns a function that converts a row, or returns undefined for a row without data. */
  open: (options: Options) => (row: SheetRow<Key>) => Row | undefined;
}

export const mostColumns = 100;
/**
 * In characters. No value of our columns is longer than some hundred; this leaves room for the sender's other columns.
 */
export const longestCell = 32_767;
/** The most rows that a spreadsheet program supports. */
export const mostSheetRows = 1_048_576;
