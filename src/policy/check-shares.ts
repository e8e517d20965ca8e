import type { EntityManager } from '@mikro-orm/postgresql';
import type { Refusal } from '../kernel/refusal.js';
import { refuseRow } from './policy-row.refusals.js';
import { findCoinsuredShares } from './policies.sql.js';
import type { CheckedPolicyRow } from './policy-row.js';

interface Checked {
  row: CheckedPolicyRow | undefined;
  refusals: Refusal[];
}

/** Shares have four decimals: in these units they are whole, and three thirds make no more than all. */
const unit = 10_000;
const unitsOf = (share: string) => Math.round(Number(share) * unit);

const contractOf = (row: CheckedPolicyRow) => `${row.coinsuranceNo}/${row.creditCode}`;

/** What is held of each contract, in units. */
async function heldUnits(em: EntityManager, contracts: string[]): Promise<Map<string, number>> {
  const held = await findCoinsuredShares(em, contracts);
  return new Map(held.map(({ contract, share }) => [contract, unitsOf(share)]));
}

function overAll({ coinsuranceNo }: CheckedPolicyRow, sum: number, path: string[]): Refusal | undefined {
  if (sum <= 100 * unit) return undefined;
  return refuseRow('COINSURANCE_OVER_100', path, { contract: coinsuranceNo, sum: String(sum / unit) });
}

/** Refuses the shares that would bring a co-insured contract above 100 per cent over all its insurers. */
export async function checkShares<Row extends Checked>(em: EntityManager, rows: Row[]): Promise<Row[]> {
  const contracts = rows.flatMap(({ row }) => row?.coinsuranceNo ?? []);
  if (contracts.length === 0) return rows;
  const sums = await heldUnits(em, contracts);
  for (const { row } of rows) {
    if (row?.coinsuranceNo) sums.set(contractOf(row), (sums.get(contractOf(row)) ?? 0) + unitsOf(row.share));
  }
  return rows.map((checked) => {
    const { row } = checked;
    const refusal = row?.coinsuranceNo ? overAll(row, sums.get(contractOf(row)) ?? 0, ['share']) : undefined;
    return refusal ? { ...checked, row: undefined, refusals: [refusal] } : checked;
  });
}

/** The same for the share of one policy that is corrected from another. */
export async function checkCorrectedShare(
  em: EntityManager,
  present: { share: string; coinsuranceNo: string | null },
  row: CheckedPolicyRow,
): Promise<Refusal | undefined> {
  if (!row.coinsuranceNo) return undefined;
  const held = (await heldUnits(em, [row.coinsuranceNo])).get(contractOf(row)) ?? 0;
  const own = present.coinsuranceNo === row.coinsuranceNo ? unitsOf(present.share) : 0;
  return overAll(row, held - own + unitsOf(row.share), ['changes', 'share']);
}
