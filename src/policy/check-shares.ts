import type { EntityManager } from '@mikro-orm/postgresql';
import type { Refusal } from '../common/refusal.js';
import { refuseRow } from './intake/intake.refusals.js';
import { findCoinsuredShares } from './policies.sql.js';
import type { CheckedPolicyRow } from './policy-row.js';

interface Checked {
  row: CheckedPolicyRow | undefined;
  refusals: Refusal[];
}

const contractOf = (row: CheckedPolicyRow) => `${row.coinsuranceNo}/${row.creditCode}`;

/** Refuses the shares that would bring a co-insured contract above 100 per cent over all its insurers. */
export async function checkShares<Row extends Checked>(em: EntityManager, rows: Row[]): Promise<Row[]> {
  const contracts = rows.flatMap(({ row }) => row?.coinsuranceNo ?? []);
  if (contracts.length === 0) return rows;
  const sums = await findCoinsuredShares(em, contracts);
  for (const { row } of rows) {
    if (row?.coinsuranceNo) sums.set(contractOf(row), (sums.get(contractOf(row)) ?? 0) + Number(row.share));
  }
  return rows.map((checked) => {
    const { row } = checked;
    const sum = row?.coinsuranceNo ? (sums.get(contractOf(row)) ?? 0) : 0;
    if (!row || sum <= 100) return checked;
    const refusal = refuseRow('COINSURANCE_OVER_100', ['share'], { contract: row.coinsuranceNo, sum: String(sum) });
    return { ...checked, row: undefined, refusals: [refusal] };
  });
}
