import { Readable } from 'node:stream';
import { writeSheet } from '../../src/spreadsheet/write-sheet.js';
import { benchRows, headings } from './rows.js';

/** The bench's rows as files of each format. */
export const writers = { NDJSON: writeNdjson, CSV: writeCommas, XLSX: writeWorkbook };
export type Format = keyof typeof writers;

export const writeOverlapping = (count: number): Readable => writeNdjson(count, { overlapping: true });

function writeNdjson(count: number, kind: { overlapping?: boolean } = {}): Readable {
  function* lines() {
    for (const row of benchRows(count, '', kind)) yield `${JSON.stringify(row)}\n`;
  }
  return Readable.from(lines());
}

function writeCommas(count: number): Readable {
  return commas(headings, texts(count));
}

function writeWorkbook(count: number): Readable {
  return workbook('保单', headings, texts(count));
}

function* texts(count: number): Generator<string[]> {
  for (const row of benchRows(count, '')) yield Object.values(row as object).map(String);
}

export function commas(headings: readonly string[], rows: Iterable<string[]>): Readable {
  function* lines() {
    yield `${headings.join(',')}\n`;
    for (const row of rows) yield `${row.join(',')}\n`;
  }
  return Readable.from(lines());
}

export function workbook(sheet: string, headings: readonly string[], rows: Iterable<string[]>): Readable {
  async function* cells() {
    yield headings.map((text) => ({ text, style: 'heading' as const }));
    for (const row of rows) yield row.map((text) => ({ text, style: 'plain' as const }));
  }
  const widths = headings.map(() => 20);
  return writeSheet(sheet, widths, cells());
}
