import { csvValue, neutralise } from '../../spreadsheet/text/write-text.js';
import type { Column } from '../export-document.js';
import { ExportFormat } from '../list-export.js';

type Row = Record<string, unknown>;

/** Returns a page of rows as text. For Parquet, JSON lines are stored and converted when the file is read. */
export function writeRows(format: ExportFormat, columns: Column[], rows: Row[]): string {
  const lines =
    format === ExportFormat.CSV
      ? rows.map((row) => csvLine(columns.map(({ path }) => textAt(row, path))))
      : rows.map((row) => `${JSON.stringify(row)}\n`);
  return lines.join('');
}

/**
 * Returns what precedes the first row. For CSV that includes a byte order mark, because Excel would assume the local
 * code page without it.
 */
export function writeHead(format: ExportFormat, columns: Column[]): string {
  return format === ExportFormat.CSV ? `\uFEFF${csvLine(columns.map(({ path }) => path.join('.')))}` : '';
}

const csvLine = (texts: string[]) => `${texts.map((text) => csvValue(neutralise(text))).join(',')}\r\n`;

/** Returns the value of a column; undefined if an object on the path is absent. */
export function valueAt(row: Row, path: string[]): unknown {
  let value: unknown = row;
  for (const key of path) value = (value as Row | null | undefined)?.[key];
  return value;
}

function textAt(row: Row, path: string[]): string {
  const value = valueAt(row, path);
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}
