import { readContactPhone } from '../../contact/contact-phone.js';
import { foldName } from '../../kernel/name-key.js';
import type { Refusal } from '../../kernel/refusal.js';
import { type CheckedPolicyRow, checkPolicyRow, type SentPolicyRow } from '../../policy/policy-row.js';
import type { RowKind, SheetRow } from '../../spreadsheet/row-kind.js';
import { type ColumnKey, columns, exampleMark, sheetName } from './columns.js';
import { refuseRow } from '../../policy/policy-row.refusals.js';
import { legible, readable } from './legible.js';
import { stageLine } from './stage-line.js';

export type RowAction = 'NEW' | 'CORRECT';

/** What a file of policies is checked against: the rules of the programme, as plain JSON. */
export interface PolicyFileRules {
  policyYear: number;
  maximumTermMonths: number;
  termEndInclusive: boolean;
  products: { code: string; name: string }[];
}

/** A row of a file after every check that needs nothing but the row and the programme. */
export interface PolicyFileRow {
  number: number;
  rowKey: string | null;
  action: RowAction;
  /** Of a row without faults: what is still compared in the gateway, and its line for the stage. */
  good: {
    policyNo: string;
    creditCode: string;
    enterpriseName: string;
    isCoinsured: boolean;
    contactPhone: string | null;
    line: string;
  } | null;
  refusals: Refusal[];
  warnings: Refusal[];
  /** The name that was typed beside a credit code that is doubtful. */
  doubtful?: string;
  /** The cells as they were sent. */
  sent: string[];
}

/** Files of policies; loaded by the process that reads them. */
const policyFile: RowKind<PolicyFileRules, PolicyFileRow, ColumnKey> = {
  columns,
  sheetName,
  open: (rules) => {
    const names = new Map(
      rules.products.flatMap(({ code, name }) => [[foldName(name), code] as const, [foldName(code), code] as const]),
    );
    const rowRules = {
      ...rules,
      products: new Set(rules.products.map(({ code }) => code)),
      productsToName: rules.products.map(({ name }) => name),
    };
    return (row) =>
      isExample(row) ? undefined : keepable(checkFileRow(row, names, (sent) => checkPolicyRow(sent, rowRules)));
  },
};

export default policyFile;

/** As the database can keep it; done here, so that the gateway has nothing to do with rows that failed. */
function keepable(row: PolicyFileRow): PolicyFileRow {
  return {
    ...row,
    rowKey: row.rowKey && readable(row.rowKey),
    refusals: row.refusals.map(legible),
    warnings: row.warnings.map(legible),
    sent: row.sent.map(readable),
  };
}

function isExample({ texts }: SheetRow<ColumnKey>): boolean {
  return texts.policyNo?.startsWith(exampleMark) ?? false;
}

/** Every fault of a row at once, those of the cells first. */
function checkFileRow(
  { number, texts, faults, sent }: SheetRow<ColumnKey>,
  productNames: Map<string, string>,
  check: (row: SentPolicyRow) => ReturnType<typeof checkPolicyRow>,
): PolicyFileRow {
  if (faults[0]?.path?.length === 0) {
    return { number, rowKey: null, action: 'NEW', good: null, refusals: faults, warnings: [], sent };
  }
  const action = actionOf(texts.action);
  const { row, refusals, warnings } = check(sentRow(texts, productNames));
  const contact = readContactPhone(texts.contactPhone);
  // A cell that could not be read is not also missing.
  const unreadable = new Set(faults.map(({ path }) => path?.[0]));
  const all = [
    ...faults,
    ...(action ? [] : [refuseRow('ACTION_UNKNOWN', ['action'], { found: (texts.action ?? '').slice(0, 40) })]),
    ...refusals.filter(({ path }) => !unreadable.has(path?.[0])),
  ];
  return {
    number,
    rowKey: texts.rowKey?.slice(0, 200) ?? null,
    action: action ?? 'NEW',
    good: all.length === 0 && row ? goodRow(number, action ?? 'NEW', row, contact.phone) : null,
    refusals: all,
    warnings: [...warnings, ...contact.warnings],
    ...([...all, ...warnings].some(({ code }) => code.startsWith('CREDIT_CODE_')) && {
      doubtful: texts.enterpriseName ?? '',
    }),
    sent: withoutPhone(sent, texts.contactPhone),
  };
}

/** A phone number is kept encrypted or not at all: what is kept of a row goes without it. */
function withoutPhone(sent: string[], phone: string | undefined): string[] {
  return phone ? sent.map((cell) => (cell.trim() === phone.trim() ? '' : cell)) : sent;
}

function goodRow(
  number: number,
  action: RowAction,
  row: CheckedPolicyRow,
  contactPhone: string | null,
): PolicyFileRow['good'] {
  return {
    policyNo: row.policyNo,
    creditCode: row.creditCode,
    enterpriseName: row.enterpriseName,
    isCoinsured: row.coinsuranceNo !== null,
    contactPhone,
    line: stageLine({ number, action, row }),
  };
}

function sentRow(texts: SheetRow<ColumnKey>['texts'], productNames: Map<string, string>): SentPolicyRow {
  const product = texts.product ?? '';
  return {
    policyNo: texts.policyNo ?? null,
    creditCode: texts.creditCode ?? null,
    enterpriseName: texts.enterpriseName ?? null,
    product: productNames.get(foldName(product)) ?? product,
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
