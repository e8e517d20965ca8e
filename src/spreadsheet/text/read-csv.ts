import { pipeline, Readable } from 'node:stream';
import { CsvError, type Options, parse } from 'csv-parse';
import { parse as parseText } from 'csv-parse/sync';
import { Refused } from '../../kernel/errors/refusal.js';
import type { ColumnIndex } from '../column.js';
import { decodeText, readStreamOf } from './decode-text.js';
import type { TextEncoding } from '../file-format.js';
import { findHeadings, headingRowsSearched, layoutOf } from '../headings.js';
import type { Batch, OpenFile } from '../reading/opened-file.js';
import { longestCell, mostColumns, type RawRow } from '../row-kind.js';
import { refuseCell, refuseFile } from '../spreadsheet.refusals.js';

const batchSize = 1_000;

/** CSV as spreadsheet programs write it: any line ends, also mixed, and ="0012" for digits that are text. */
const reading: Options = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_quotes: true,
  relax_column_count: true,
  max_record_size: longestCell * 8,
};

/** Opens CSV with commas, semicolons or tabs as separators; quoted cells may contain line breaks. */
export async function openCsv(file: string, encoding: TextEncoding, index: ColumnIndex): Promise<OpenFile> {
  const { delimiter, headings, skip } = await detectDelimiter(file, encoding, index);
  const layout = layoutOf(headings, index);
  const source = readStreamOf(file);
  const rows = readRows(decodeText(source, encoding), delimiter);
  const batches = batchesOf(rows, source, { delimiter, width: headings.length });
  return { layout, skip, batches, notes: () => [], close: () => source.destroy() };
}

/** Errors in the text before the parser end its iteration like errors of the parser. */
async function* readRows(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<RawRow & { cells: string[] }> {
  const parser = parse({ ...reading, delimiter });
  // An error of either ends the iteration below, so the callback does nothing.
  pipeline(Readable.from(text, { highWaterMark: 4 }), parser, () => undefined);
  let number = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield { number: ++number, cells };
  } catch (error) {
    throw error instanceof CsvError ? refusalOf(error) : error;
  }
}

interface Shape {
  delimiter: string;
  width: number;
}

async function* batchesOf(
  read: AsyncIterable<RawRow & { cells: string[] }>,
  source: { bytesRead: number },
  shape: Shape,
): AsyncGenerator<Batch> {
  let rows: RawRow[] = [];
  for await (const { number, cells } of read) {
    if (cells.length > mostColumns) {
      throw new Refused(refuseFile('FILE_TOO_WIDE', ['file'], { row: number, limit: mostColumns }));
    }
    const lines = swallowedLines(cells, shape);
    rows.push({ number, cells, ...(lines > 0 && { fault: refuseCell('ROW_SWALLOWED', [], { count: lines }) }) });
    if (rows.length < batchSize) continue;
    yield { rows, bytesRead: source.bytesRead };
    rows = [];
  }
  if (rows.length > 0) yield { rows, bytesRead: source.bytesRead };
}

/** Counts lines inside a cell that look like rows: a quotation mark was not closed, and these rows would be lost. */
function swallowedLines(cells: string[], { delimiter, width }: Shape): number {
  const most = Math.max(1, width - 2);
  return cells
    .filter((cell) => cell.includes('\n') || cell.includes('\r'))
    .flatMap((cell) => cell.split(/\r\n|\n|\r/).slice(1))
    .filter((line) => line.split(delimiter).length > most).length;
}

/** Returns the separator (comma, semicolon or tab) with which the first lines name the most columns. */
async function detectDelimiter(file: string, encoding: TextEncoding, index: ColumnIndex) {
  const source = readStreamOf(file);
  let text = '';
  try {
    for await (const piece of decodeText(source, encoding)) {
      text += piece;
      if (text.length > 64 * 1024) break;
    }
  } finally {
    source.destroy();
  }
  if (text.trim() === '') throw new Refused(refuseFile('FILE_EMPTY', ['file']));
  const tried = [',', ';', '\t'].map((delimiter) => ({
    delimiter,
    ...findHeadings(firstRows(text.slice(0, 64 * 1024), delimiter), index),
  }));
  return tried.reduce((best, other) => (other.recognised > best.recognised ? other : best));
}

/** Returns the first rows that can be read; the reader of the rows reports a quotation mark that is not closed. */
function firstRows(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  const gather = (row: string[]) => {
    rows.push(row);
    return null;
  };
  try {
    parseText(text, { ...reading, delimiter, to: headingRowsSearched + 1, on_record: gather as never });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  return rows;
}

function refusalOf(error: CsvError): Refused {
  const row = Number(error['lines'] ?? 0);
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new Refused(refuseFile('FILE_CELL_TOO_LONG', ['file'], { row, limit: longestCell }));
  }
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new Refused(refuseFile('FILE_DAMAGED', ['file'], { what: `" (${row})` }));
  }
  return new Refused(refuseFile('FILE_MALFORMED', ['file'], { row, what: error.code }));
}
