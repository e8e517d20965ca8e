import { buffer } from 'node:stream/consumers';
import { writeXlsx } from 'hucre/xlsx';
import { ZipFile } from 'yazl';
import { odsCell, odsOf, odsRow, odsTable } from '../kit/ods.js';
import type { Column } from '../../src/spreadsheet/column.js';

const samples: Record<string, string> = {
  policyNo: 'PZ-1',
  creditCode: '91350100M000100Y43',
  enterpriseName: '福建示例科技有限公司',
  name: '福建示例（䶮）科技有限公司',
  product: 'x',
  startsOn: '2024-03-01',
  endsOn: '2025-02-28',
  premium: '100.5',
  invoiceNo: '24352000000000000001',
  reference: 'FJ-1',
  amount: '100.00',
  outcome: '成功',
  status: '存续',
  kind: '瞪羚企业',
  validFrom: '2024-01-01',
  validUntil: '2026-12-31',
  formerNames: '甲公司；乙公司',
  divisionCode: '350102',
};

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A good file of these columns in every format that is read. */
export async function validFiles(columns: readonly Column[]): Promise<Buffer[]> {
  const row = columns.map(({ key }) => samples[key] ?? '');
  const heads = columns.map(({ heading }) => heading);
  const rows = [heads, row, row];
  const csv = rows.map((cells) => cells.map(quoted).join(',')).join('\r\n');
  const object = JSON.stringify(Object.fromEntries(columns.map(({ key }) => [key, samples[key] ?? ''])));
  const workbook = await writeXlsx({
    sheets: [
      { name: '说明', rows: [['x']] },
      { name: '数据', rows },
    ],
  });
  return [
    Buffer.from(csv),
    Buffer.from(`\ufeff${csv}`, 'utf16le'),
    Buffer.from(`${object}\n${object}\n`),
    Buffer.from(workbook),
    await odsOf(odsTable('数据', ...rows.map((cells) => odsRow(...cells.map(odsCell))))),
  ];
}

export async function archiveOf(files: Record<string, string>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
}

export const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n');

export async function validPapers(): Promise<Buffer[]> {
  return [
    pdf,
    await archiveOf({ 'OFD.xml': '<ofd/>', 'Doc_0/Document.xml': '<x/>' }),
    await archiveOf({ 'PZ-1_保单.pdf': '%PDF-1.7', 'PZ-1/发票.pdf': '%PDF-1.7', '发票.ofd': 'x'.repeat(500) }),
  ];
}
