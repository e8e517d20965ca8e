import { canonicalIdentifier } from '../../kernel/values/identifier.js';
import { messageOf, type Refusal } from '../../kernel/errors/refusal.js';
import { parseYuan } from '../../kernel/values/yuan.js';
import type { RowKind, SheetRow } from '../../spreadsheet/row-kind.js';
import type { BankResult } from '../payments.sql.js';

type Key = 'reference' | 'amount' | 'outcome' | 'reason' | 'bankReference';

/** A line of the bank's results, or what is wrong with it. */
export type BankResultRow = { result: BankResult } | { fault: { en: string; zh: string } };

const columns = [
  { key: 'reference', kind: 'identifier', required: true, heading: '付款编号', synonyms: ['reference'] },
  { key: 'amount', kind: 'amount', required: true, heading: '金额', synonyms: ['amount'] },
  { key: 'outcome', kind: 'text', required: true, heading: '结果', synonyms: ['拨付结果', 'result'] },
  { key: 'reason', kind: 'text', required: false, heading: '失败原因', synonyms: ['退回原因', 'reason'] },
  {
    key: 'bankReference',
    kind: 'identifier',
    required: false,
    heading: '银行流水号',
    synonyms: ['流水号', 'bank reference'],
  },
] as const;

/** The kind of row of a bank's results, with columns in any order; loaded by the reading process. */
const bankResults: RowKind<null, BankResultRow, Key> = {
  columns,
  open: () => (row) => resultOf(row),
};

export default bankResults;

const paid = ['成功', 'success', 'paid'];
const failed = ['失败', '退回', 'failed'];

function resultOf({ number, texts, faults }: SheetRow<Key>): BankResultRow {
  const [unreadable] = faults;
  if (unreadable) return { fault: cellFault(number, unreadable) };
  const outcome = (texts.outcome ?? '').normalize('NFKC').toLowerCase();
  const isPaid = paid.includes(outcome);
  if (!isPaid && !failed.includes(outcome)) {
    return faultAt(
      number,
      'outcome',
      `"${texts.outcome ?? ''}" is neither 成功 nor 失败`,
      `“${texts.outcome ?? ''}”既不是“成功”也不是“失败”`,
    );
  }
  const amount = (texts.amount ?? '').replaceAll(',', '');
  if (parseYuan(amount) === undefined) {
    return faultAt(number, 'amount', `"${texts.amount ?? ''}" is no amount`, `“${texts.amount ?? ''}”不是有效金额`);
  }
  const { reference = '', bankReference, reason = '' } = texts;
  return {
    result: {
      reference: canonicalIdentifier(reference),
      amount,
      paid: isPaid,
      reason: isPaid ? null : reason,
      bankReference: bankReference === undefined ? null : canonicalIdentifier(bankReference),
    },
  };
}

function headingOf(key: string | undefined): string {
  return columns.find((column) => column.key === key)?.heading ?? '';
}

function faultAt(row: number, key: Key, en: string, zh: string): BankResultRow {
  return { fault: { en: `row ${row}, ${headingOf(key)}: ${en}`, zh: `第 ${row} 行“${headingOf(key)}”：${zh}` } };
}

function cellFault(row: number, fault: Refusal) {
  const heading = headingOf(fault.path?.[0]);
  return {
    en: `row ${row}, ${heading}: ${messageOf(fault, 'en')}`,
    zh: `第 ${row} 行“${heading}”：${messageOf(fault, 'zh')}`,
  };
}
