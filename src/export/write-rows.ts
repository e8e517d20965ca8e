import { csvValue, neutralise } from '../spreadsheet/text/write-text.js';
import { ExportFormat } from './list-export.js';

type Row = Record<string, unknown>;

/** A page of rows as text. */
export function writeRows(format: ExportFormat, columns: string[][], rows: Row[]): string {
  const lines =
    format === ExportFormat.NDJSON
      ? rows.map((row) => `${JSON.stringify(row)}\n`)
      : rows.map((row) => csvLine(columns.map((path) => textAt(row, path))));
  return lines.join('');
}

/** What comes before the first row. Excel takes a CSV for the local code page unless it begins so. */
export function writeHead(format: ExportFormat, columns: string[][]): string {
  return format === ExportFormat.CSV ? `\uFEFF${csvLine(columns.map((path) => path.join('.')))}` : '';
}

const csvLine = (texts: string[]) => `${texts.map((text) => csvValue(neutralise(text))).join(',')}\r\n`;

function textAt(row: Row, path: string[]): string {
  let value: unknown = row;
  for (const key of path) value = (value as Row | null | undefined)?.[key];
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}
