import { withoutMobileNumbers } from '../../kernel/values/mobile-number.js';
import { foldName } from '../../kernel/text/fold-name.js';
import type { ProgrammeRowRules } from '../../policy/rows/find-row-rules.js';
import type { RowRules, SentPolicyRow } from '../../policy/rows/policy-row.js';
import type { RowAction } from '../../policy/rows/staged-row.js';
import type { RowKind, SheetRow } from '../../spreadsheet/row-kind.js';
import { checkRow } from '../rows/check-row.js';
import type { CheckedRow } from '../rows/checked-rows.js';
import { type ColumnKey, columns, exampleMark, sheetName } from './columns.js';
import { refuseRow } from '../../policy/rows/policy-row.refusals.js';
import { legible, readable } from './legible.js';
import { stageLine } from './stage-line.js';

/** A row of a file after all checks that need only the row and the programme. */
export interface PolicyFileRow extends CheckedRow {
  /** Includes the row's line for COPY into the stage. */
  good: (NonNullable<CheckedRow['good']> & { line: string }) | null;
  /** The cells as they were sent. */
  sent: string[];
}

/** The kind of row of policy files, loaded by the reading process. */
const policyFile: RowKind<ProgrammeRowRules, PolicyFileRow, ColumnKey> = {
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
    return (row) => (isExample(row) ? undefined : keepable(checkFileRow(row, names, rowRules)));
  },
};

export default policyFile;

/**
 * Makes a row storable in the database. The reading process does it, so that the gateway spends no time on failed rows.
 */
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

function checkFileRow(
  { number, texts, faults, sent }: SheetRow<ColumnKey>,
  productNames: Map<string, string>,
  rules: RowRules,
): PolicyFileRow {
  if (faults[0]?.path?.length === 0) {
    return {
      number,
      rowKey: null,
      action: 'NEW',
      good: null,
      refusals: faults,
      warnings: [],
      sent: sent.map(withoutMobileNumbers),
    };
  }
  const known = actionOf(texts.action);
  const action = known ?? 'NEW';
  const { checked, row } = checkRow(
    {
      number,
      action,
      rowKey: texts.rowKey?.slice(0, 200) ?? null,
      sent: sentRow(texts, productNames),
      contactPhone: texts.contactPhone,
      faults: known
        ? faults
        : [...faults, refuseRow('ACTION_UNKNOWN', ['action'], { found: (texts.action ?? '').slice(0, 40) })],
    },
    rules,
  );
  return {
    ...checked,
    good: checked.good && row ? { ...checked.good, line: stageLine({ number, action, row }) } : null,
    sent: withoutPhone(sent, texts.contactPhone),
  };
}

/** Removes the phone number from what is stored of a row, because phone numbers are stored only encrypted. */
function withoutPhone(sent: string[], phone: string | undefined): string[] {
  return phone ? sent.map((cell) => (cell.trim() === phone.trim() ? '' : cell)) : sent;
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
