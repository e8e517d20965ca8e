import { createHash } from 'node:crypto';
import { inSlices } from '../../kernel/in-slices.js';
import type { Vault } from '../../kernel/vault.js';
import { applicationNumberPlace } from '../../claim/claiming/claim-application.js';
import {
  type LayoutData,
  LayoutDelimiter,
  LayoutEncoding,
  LayoutField,
  LayoutFormat,
  TotalsLine,
} from '../layout/payment-layout.js';
import type { FileLine } from '../payments.sql.js';
import { type LayoutBatch, type LayoutLine, writeLayout } from '../layout/write-layout.js';

export const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  txt: 'text/plain',
};
export type FileFormat = keyof typeof mediaTypes;

export interface TreasuryFile {
  format: FileFormat;
  bytes: Buffer;
  sha256: string;
}

/** Yields the lines of a batch in pages; called again for each file. */
export type FilePages = () => AsyncIterable<FileLine[]>;

/** The layout for a programme without its own: a workbook, and the same as CSV. */
const usual: LayoutData = {
  format: LayoutFormat.XLSX,
  encoding: LayoutEncoding.UTF_8_BOM,
  delimiter: LayoutDelimiter.COMMA,
  headings: true,
  totals: TotalsLine.NONE,
  totalsLabel: '',
  columns: [
    { field: LayoutField.REFERENCE, heading: '付款编号' },
    { field: LayoutField.CREDIT_CODE, heading: '统一社会信用代码' },
    { field: LayoutField.HOLDER, heading: '户名' },
    { field: LayoutField.BANK_NAME, heading: '开户行' },
    { field: LayoutField.BANK_CODE, heading: '联行号' },
    { field: LayoutField.ACCOUNT_NUMBER, heading: '账号' },
    { field: LayoutField.AMOUNT, heading: '金额' },
  ],
};
const usualFiles: Record<'xlsx' | 'csv', LayoutData> = { xlsx: usual, csv: { ...usual, format: LayoutFormat.TEXT } };

/**
 * Writes the files of a batch for the treasury, with whole account numbers; identifiers are text, so that no digit is
 * lost. The files are written one after the other while the lines are read, because a batch of 180,000 lines does not
 * fit into memory.
 */
export async function* writeTreasuryFiles(
  vault: Vault,
  layout: LayoutData | null,
  batch: LayoutBatch,
  pages: FilePages,
): AsyncGenerator<TreasuryFile, void> {
  const own = layout && { [layout.format === LayoutFormat.XLSX ? 'xlsx' : 'txt']: layout };
  for (const [format, data] of Object.entries<LayoutData>(own ?? usualFiles)) {
    const bytes = await writeLayout(data, batch, inSlices(linesOf(vault, pages)));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    yield { format: format as FileFormat, bytes, sha256 };
  }
}

async function* linesOf(vault: Vault, pages: FilePages): AsyncGenerator<LayoutLine, void> {
  for await (const page of pages()) {
    for (const { sealedNumber, ...line } of page) {
      yield { ...line, accountNumber: vault.open(sealedNumber, applicationNumberPlace) };
    }
  }
}
