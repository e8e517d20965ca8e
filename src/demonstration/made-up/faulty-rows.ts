import type { SentPolicyRow } from '../../policy/rows/policy-row.js';
import type { Chance } from './chance.js';

/** Typical mistakes of clerks; each is refused with a different reason. */
const mistakes: ((row: SentPolicyRow) => Partial<SentPolicyRow>)[] = [
  (row) => ({ creditCode: row.creditCode?.slice(0, 17) ?? null }),
  () => ({ product: '团体意外险' }),
  (row) => ({ startsOn: row.startsOn?.replaceAll('-', '/') ?? null }),
  (row) => ({ startsOn: `2023${row.startsOn?.slice(4).replace('02-29', '02-28')}`, endsOn: row.startsOn }),
  (row) => ({ endsOn: `2026${row.endsOn?.slice(4).replace('02-29', '02-28')}` }),
  (row) => ({ premium: `${row.premium}元` }),
  () => ({ premium: '0.00' }),
  (row) => ({ invoiceNo: row.invoiceNo?.slice(0, 17) ?? null }),
  () => ({ policyNo: '' }),
];

/**
 * Adds a mistake to a few of an institution's rows; each is repeated at the end without it, as a clerk sends it
 * corrected.
 */
export function withFaultyRows(chance: Chance, rows: SentPolicyRow[]): SentPolicyRow[] {
  const corrected: SentPolicyRow[] = [];
  const first = rows.map((row) => {
    if (!chance.happens(1.2)) return row;
    corrected.push(row);
    return { ...row, ...chance.pick(mistakes)(row) };
  });
  return [...first, ...corrected];
}
