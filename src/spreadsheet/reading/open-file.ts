import { Refused } from '../../kernel/errors/refusal.js';
import { type Column, ColumnIndex } from '../column.js';
import { type FileFormat, detectEncoding, detectFormat } from '../file-format.js';
import { openCsv } from '../text/read-csv.js';
import { openNdjson } from '../text/read-ndjson.js';
import { openOds } from '../ods/read-ods.js';
import { openXlsx } from '../xlsx/read-xlsx.js';
import { XlsxPackage } from '../xlsx/xlsx-package.js';
import { refuseFile } from '../spreadsheet.refusals.js';
import type { OpenFile, Batch } from './opened-file.js';

/** Opens a file of any supported format, which its content shows. */
export async function openFile(
  file: string,
  columns: readonly Column[],
  sheetName?: string,
): Promise<OpenFile & { format: FileFormat }> {
  const index = new ColumnIndex(columns);
  const format = await detectFormat(file);
  if (format === 'ZIP') return openWorkbook(file, index, sheetName);
  const encoding = await detectEncoding(file);
  const opened = format === 'CSV' ? await openCsv(file, encoding, index) : openNdjson(file, encoding, index);
  return { ...opened, format, batches: dataRows(opened) };
}

async function openWorkbook(
  file: string,
  index: ColumnIndex,
  sheetName?: string,
): Promise<OpenFile & { format: FileFormat }> {
  const parts = await XlsxPackage.open(file);
  const open = parts.format === 'ODS' ? openOds : openXlsx;
  const opened = await open(file, parts, index, sheetName);
  return { ...opened, format: parts.format, batches: dataRows(opened) };
}

/** Yields the rows below the headings; at the end refuses a file that has none. */
async function* dataRows({ batches, skip }: OpenFile): AsyncGenerator<Batch> {
  let left = skip;
  let any = skip === 0;
  for await (const { rows, bytesRead } of batches) {
    any ||= rows.length > 0;
    yield { rows: left > 0 ? rows.slice(left) : rows, bytesRead };
    left = Math.max(0, left - rows.length);
  }
  if (!any) throw new Refused(refuseFile('FILE_EMPTY', ['file']));
}
