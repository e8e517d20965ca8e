import { writeXlsx } from 'hucre/xlsx';
import { findUnwritable } from '../../src/kernel/text/text.js';
import { sheetText } from '../../src/spreadsheet/text/write-text.js';
import { odsOf, odsRow, odsTable } from '../kit/ods.js';

type Writer = (heads: string[], rows: string[][]) => Promise<Buffer>;

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const escaped = (text: string) => text.replaceAll(/[&<>]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** Blanks and line breaks are elements in an OpenDocument text; bare ones would be one blank. */
const odsText = (text: string) =>
  escaped(text)
    .replaceAll(' ', '<text:s/>')
    .replaceAll('\t', '<text:tab/>')
    .replaceAll(/\r\n?|\n/g, '<text:line-break/>');

/** Every format that a table of texts is read from. */
export const writers: Record<string, Writer> = {
  csv: async (heads, rows) => Buffer.from([heads, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')),
  ndjson: async (heads, rows) =>
    Buffer.from(
      rows.map((row) => JSON.stringify(Object.fromEntries(row.map((text, at) => [heads[at], text])))).join('\n'),
    ),
  xlsx: async (heads, rows) =>
    Buffer.from(
      await writeXlsx({ sheets: [{ name: '数据', rows: [heads, ...rows.map((row) => row.map(sheetText))] }] }),
    ),
  ods: (heads, rows) => {
    const cell = (text: string) =>
      `<table:table-cell office:value-type="string"><text:p>${odsText(text)}</text:p></table:table-cell>`;
    return odsOf(odsTable('数据', ...[heads, ...rows].map((row) => odsRow(...row.map(cell)))));
  },
};

/** XML cannot hold every character: the program that writes such a file has lost them before. */
export const canWrite = (format: string, text: string) =>
  format === 'csv' || format === 'ndjson' ? text.isWellFormed() && !text.includes('\0') : !findUnwritable(text);
