import fs from 'node:fs/promises';
import { Refused } from '../kernel/refusal.js';
import type { ColumnIndex } from './column.js';
import { findHeadings, type FoundHeadings, headingRowsSearched, layoutOf } from './headings.js';
import type { Batch, OpenFile } from './opened-file.js';
import { SheetReader } from './read-sheet.js';
import type { RawRow } from './row-kind.js';
import { SharedStrings } from './shared-strings.js';
import { refuseFile } from './spreadsheet.refusals.js';
import { damaged, XlsxPackage } from './xlsx-package.js';
import { readWorkbook, type Sheet, type Workbook } from './xlsx-workbook.js';

/** Opens a workbook: chooses the sheet whose headings match, and reads it straight from the file. */
export async function openXlsx(file: string, index: ColumnIndex, sheetName?: string): Promise<OpenFile> {
  const fileSize = (await fs.stat(file)).size;
  const parts = await XlsxPackage.open(file);
  const strings = new SharedStrings(`${file}.strings`);
  const close = () => {
    strings.close();
    parts.close();
  };
  try {
    const workbook = await readWorkbook(parts, strings);
    const { sheet, headings, skip } = await chooseSheet(parts, workbook, index, sheetName);
    const layout = layoutOf(headings, index, workbook.sheets.length > 1 ? sheet.name : undefined);
    const reader = new SheetReader(workbook, sheet.name);
    const size = Math.max(1, parts.sizeOf(sheet.part));
    const notes = () => notesOf(workbook, sheet, reader);
    return {
      layout,
      skip,
      batches: batchesOf(parts.parseSheet(sheet.part, reader), reader, fileSize / size),
      notes,
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

async function* batchesOf(parsing: AsyncIterable<number>, reader: SheetReader, scale: number): AsyncGenerator<Batch> {
  for await (const unpacked of parsing) yield { rows: reader.take(), bytesRead: Math.round(unpacked * scale) };
}

interface Choice extends FoundHeadings {
  sheet: Sheet;
  hasRows: boolean;
  hasData: boolean;
}

/** The sheet that the template names, if it has the headings; else the only one that has them, with rows below. */
async function chooseSheet(parts: XlsxPackage, workbook: Workbook, index: ColumnIndex, name?: string): Promise<Choice> {
  const choices: Choice[] = [];
  for (const sheet of workbook.sheets) choices.push(await lookInto(parts, workbook, sheet, index));
  const [first] = choices;
  if (!first) throw damaged('worksheet');
  if (!choices.some(({ hasRows }) => hasRows)) throw new Refused(refuseFile('FILE_EMPTY', ['file']));
  const named = choices.find(({ sheet, complete }) => complete && sheet.name === name);
  if (named) return named;
  const complete = choices.filter(({ sheet, complete: matches, hasData }) => matches && hasData && !sheet.hidden);
  if (complete.length > 1) {
    const found = complete.map(({ sheet }) => `“${sheet.name.slice(0, 40)}”`);
    throw new Refused(refuseFile('FILE_SHEETS_DOUBTFUL', ['file'], { found }));
  }
  return (
    complete[0] ?? mostRecognised(choices.filter(({ sheet }) => !sheet.hidden)) ?? mostRecognised(choices) ?? first
  );
}

function mostRecognised(choices: Choice[]): Choice | undefined {
  return choices.toSorted((one, other) => other.recognised - one.recognised)[0];
}

/** Of the rows at the beginning of a sheet, the empty ones included. */
const rowsLookedAt = 2_000;

/** Reads the first rows of a sheet and no more. */
async function lookInto(parts: XlsxPackage, workbook: Workbook, sheet: Sheet, index: ColumnIndex): Promise<Choice> {
  const reader = new SheetReader(workbook, sheet.name);
  const rows: RawRow[] = [];
  for await (const _ of parts.parseSheet(sheet.part, reader)) {
    rows.push(...reader.take());
    if (rows.length > headingRowsSearched + 1 || reader.rowCount > rowsLookedAt) break;
  }
  const found = findHeadings(
    rows.slice(0, headingRowsSearched + 1).map(({ cells }) => cells),
    index,
  );
  return { ...found, sheet, hasRows: rows.length > 0, hasData: rows.length > found.skip };
}

function notesOf({ sheets }: Workbook, sheet: Sheet, { hiddenRows }: SheetReader) {
  const chosen = sheets.filter(({ hidden }) => !hidden).length > 1;
  return [
    ...(chosen ? [refuseFile('FILE_SHEET_CHOSEN', ['file'], { sheet: sheet.name.slice(0, 40) })] : []),
    ...(hiddenRows.count > 0 ? [refuseFile('FILE_HIDDEN_ROWS_READ', ['file'], hiddenRows)] : []),
  ];
}
