import { readContactPhone } from '../../contact/contact-phone.js';
import type { Refusal } from '../../kernel/errors/refusal.js';
import {
  type CheckedPolicyRow,
  checkPolicyRow,
  type RowRules,
  type SentPolicyRow,
} from '../../policy/rows/policy-row.js';
import type { RowAction } from '../../policy/rows/staged-row.js';
import type { CheckedRow } from './checked-rows.js';

/** A row as it was sent, by a mutation or in a file. */
export interface IncomingRow {
  number: number;
  rowKey: string | null;
  action: RowAction;
  sent: SentPolicyRow;
  contactPhone: string | null | undefined;
  /** Faults of the cells of a file. */
  faults?: Refusal[];
}

/** Returns all faults of a row at once, those of its cells first; and the checked row where it has none. */
export function checkRow(
  { number, rowKey, action, sent, contactPhone, faults = [] }: IncomingRow,
  rules: RowRules,
): { checked: CheckedRow; row: CheckedPolicyRow | undefined } {
  const { row, ...verdict } = checkPolicyRow(sent, rules);
  const contact = readContactPhone(contactPhone);
  // A cell that could not be read is not also reported as missing.
  const unreadable = new Set(faults.map(({ path }) => path?.[0]));
  const refusals = [...faults, ...verdict.refusals.filter(({ path }) => !unreadable.has(path?.[0]))];
  const isDoubtful = [...refusals, ...verdict.warnings].some(({ code }) => code.startsWith('CREDIT_CODE_'));
  const checked: CheckedRow = {
    number,
    rowKey,
    action,
    good: row && refusals.length === 0 ? goodRow(row, contact.phone) : null,
    refusals,
    warnings: [...verdict.warnings, ...contact.warnings],
    ...(isDoubtful && { doubtful: sent.enterpriseName ?? '' }),
  };
  return { checked, row };
}

function goodRow(row: CheckedPolicyRow, contactPhone: string | null): CheckedRow['good'] {
  const { policyNo, creditCode, enterpriseName, coinsuranceNo } = row;
  return { policyNo, creditCode, enterpriseName, isCoinsured: coinsuranceNo !== null, contactPhone };
}
