import type { Refusal } from '../../kernel/refusal.js';
import { type CheckedPolicyRow, checkPolicyRow, type RowRules, type SentPolicyRow } from '../../policy/policy-row.js';
import { type Cell, cellText, readCell } from './cell.js';
import { type ColumnKey, exampleMark } from './columns.js';
import type { Layout } from './headings.js';
import { refuseRow } from './intake.refusals.js';
import type { RawRow } from './raw-row.js';

export type RowAction = 'NEW' | 'CORRECT';

/** A row of a file after every check that needs nothing but the row and the programme. */
export interface FileRow {
  number: number;
  rowKey: string | null;
  action: RowAction;
  row: CheckedPolicyRow | undefined;
  refusals: Refusal[];
  warnings: Refusal[];
  /** The cells as they were sent. */
  sent: Cell[];
}

export interface FileRules extends RowRules {
  /** Names and codes of the products, without width and spaces, to their codes. */
  productNames: ReadonlyMap<string, string>;
}

export function productMeaning(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
}

/** Whether a row is nothing: blank, or the example that the template shows. */
export function isNoRow({ cells, fault }: RawRow, { places }: Layout): boolean {
  if (fault) return false;
  const policyNo = places.find(({ column }) => column.key === 'policyNo');
  if (policyNo && cellText(cells[policyNo.place]).trimStart().startsWith(exampleMark)) return true;
  return cells.every((cell) => cellText(cell).trim() === '');
}

/** Reads the cells by their columns and checks the row: every fault at once, those of the cells first. */
export function checkFileRow(raw: RawRow, layout: Layout, rules: FileRules): FileRow {
  const { number, cells: sent } = raw;
  if (raw.fault) {
    return { number, rowKey: null, action: 'NEW', row: undefined, refusals: [raw.fault], warnings: [], sent };
  }
  const faults: Refusal[] = [];
  const texts: Partial<Record<ColumnKey, string>> = {};
  for (const { column, place } of layout.places) {
    const read = readCell(sent[place], column.key, column.kind);
    if (typeof read === 'string') texts[column.key] = read;
    else faults.push(read);
  }
  const action = actionOf(texts.action);
  if (!action) faults.push(refuseRow('ACTION_UNKNOWN', ['action'], { found: (texts.action ?? '').slice(0, 40) }));
  const { row, refusals, warnings } = checkPolicyRow(sentRow(texts, rules), rules);
  const all = faults.length === 0 ? refusals : withFaults(faults, refusals);
  return {
    number,
    rowKey: texts.rowKey ? readable(texts.rowKey).slice(0, 200) : null,
    action: action ?? 'NEW',
    row: all.length === 0 ? row : undefined,
    refusals: all,
    warnings,
    sent,
  };
}

/** A cell that could not be read is not also missing. */
function withFaults(faults: Refusal[], refusals: Refusal[]): Refusal[] {
  const unreadable = new Set(faults.map(({ path }) => path?.[0]));
  return [...faults, ...refusals.filter(({ path }) => !unreadable.has(path?.[0]))];
}

function sentRow(texts: Partial<Record<ColumnKey, string>>, rules: FileRules): SentPolicyRow {
  const product = texts.product ?? '';
  return {
    policyNo: texts.policyNo ?? null,
    creditCode: texts.creditCode ?? null,
    enterpriseName: texts.enterpriseName ?? null,
    product: rules.products.has(product) ? product : (rules.productNames.get(productMeaning(product)) ?? product),
    startsOn: texts.startsOn ?? null,
    endsOn: texts.endsOn ?? null,
    premium: texts.premium ?? null,
    invoiceNo: texts.invoiceCode ? texts.invoiceCode + (texts.invoiceNo ?? '') : (texts.invoiceNo ?? null),
    share: texts.share ?? null,
    coinsuranceNo: texts.coinsuranceNo ?? null,
  };
}

function actionOf(text = ''): RowAction | undefined {
  if (text === '') return 'NEW';
  const meaning = text.normalize('NFKC').trim().toUpperCase();
  if (['新增', 'NEW', '新单'].includes(meaning)) return 'NEW';
  return ['更正', '修改', '批改', 'CORRECT'].includes(meaning) ? 'CORRECT' : undefined;
}

/** PostgreSQL keeps no NUL and no half of a surrogate pair; the mark shows where one stood. */
export function readable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
