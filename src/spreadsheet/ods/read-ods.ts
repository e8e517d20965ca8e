import fs from 'node:fs/promises';
import type { ColumnIndex } from '../column.js';
import { findHeadings, headingRowsSearched, layoutOf } from '../headings.js';
import { OdsReader, type OdsSheet } from './ods-reader.js';
import type { Batch, OpenFile } from '../reading/opened-file.js';
import { chooseSheet, notesOf } from '../choose-sheet.js';
import type { XlsxPackage } from '../xlsx/xlsx-package.js';

const content = 'content.xml';

/** Opens an OpenDocument spreadsheet (ISO/IEC 26300) of LibreOffice or WPS: one part contains all sheets. */
export async function openOds(
  file: string,
  parts: XlsxPackage,
  index: ColumnIndex,
  sheetName?: string,
): Promise<OpenFile> {
  const fileSize = (await fs.stat(file)).size;
  try {
    const sheets = await lookInto(parts);
    const choices = sheets.map((sheet) => {
      const found = findHeadings(
        sheet.rows.slice(0, headingRowsSearched + 1).map(({ cells }) => cells),
        index,
      );
      return { ...found, sheet, hasRows: sheet.rows.length > 0, hasData: sheet.rows.length > found.skip };
    });
    const { sheet, headings, skip } = chooseSheet(choices, sheetName);
    const layout = layoutOf(headings, index, sheets.length > 1 ? sheet.name : undefined);
    const reader = new OdsReader(sheet.place);
    const scale = fileSize / Math.max(1, parts.sizeOf(content));
    return {
      layout,
      skip,
      batches: batchesOf(parts, reader, scale),
      notes: () => notesOf(sheets, sheet, reader.hiddenRows),
      close: () => parts.close(),
    };
  } catch (error) {
    parts.close();
    throw error;
  }
}

/** Reads the first rows of every sheet. */
async function lookInto(parts: XlsxPackage): Promise<OdsSheet[]> {
  const reader = new OdsReader();
  for await (const _ of parts.parseSheet(content, reader)) void _;
  return reader.sheets;
}

async function* batchesOf(parts: XlsxPackage, reader: OdsReader, scale: number): AsyncGenerator<Batch> {
  for await (const unpacked of parts.parseSheet(content, reader)) {
    yield { rows: reader.take(), bytesRead: Math.round(unpacked * scale) };
  }
}
