import fs from 'node:fs/promises';
import type { ColumnIndex } from '../column.js';
import { type Choice, chooseSheet, notesOf } from '../choose-sheet.js';
import { findHeadings, headingRowsSearched, layoutOf } from '../headings.js';
import type { Batch, OpenFile } from '../reading/opened-file.js';
import { SheetReader } from '../read-sheet.js';
import type { RawRow } from '../row-kind.js';
import { SharedStrings } from './shared-strings.js';
import type { XlsxPackage } from './xlsx-package.js';
import { readWorkbook, type Sheet, type Workbook } from './xlsx-workbook.js';

/** Opens a workbook: chooses the sheet whose headings match, and streams it from the file. */
export async function openXlsx(
  file: string,
  parts: XlsxPackage,
  index: ColumnIndex,
  sheetName?: string,
): Promise<OpenFile> {
  const fileSize = (await fs.stat(file)).size;
  const strings = new SharedStrings(`${file}.strings`);
  const close = () => {
    strings.close();
    parts.close();
  };
  try {
    const workbook = await readWorkbook(parts, strings);
    const choices: Choice<Sheet>[] = [];
    for (const sheet of workbook.sheets) choices.push(await lookInto(parts, workbook, sheet, index));
    const { sheet, headings, skip } = chooseSheet(choices, sheetName);
    const layout = layoutOf(headings, index, workbook.sheets.length > 1 ? sheet.name : undefined);
    const reader = new SheetReader(workbook, sheet.name);
    const size = Math.max(1, parts.sizeOf(sheet.part));
    const notes = () => notesOf(workbook.sheets, sheet, reader.hiddenRows);
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

/** How many rows at the beginning of a sheet are read to find the headings, including empty ones. */
const rowsLookedAt = 2_000;

/** Reads only the first rows of a sheet. */
async function lookInto(
  parts: XlsxPackage,
  workbook: Workbook,
  sheet: Sheet,
  index: ColumnIndex,
): Promise<Choice<Sheet>> {
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
