import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';

/** Which of these numbers the institution has a living policy under. */
export async function findPolicyNumbers(
  em: EntityManager,
  institutionId: string,
  numbers: string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ policyNo: string }>`
    select policy_no as "policyNo" from policy
    where institution_id = ${institutionId}::uuid and policy_no = any(${numbers}::text[])
      and status = 'ACCEPTED'`.execute(em.getKysely());
  return new Set(rows.map((row) => row.policyNo));
}

/** What the accepted shares of these contracts come to, over all institutions, in per cent; by contract and enterprise. */
export async function findCoinsuredShares(
  em: EntityManager,
  contracts: string[],
): Promise<{ contract: string; share: string }[]> {
  const { rows } = await sql<{ contract: string; share: string }>`
    select coinsurance_no || '/' || credit_code as contract, share
    from coinsured_shares(${contracts}::text[])`.execute(em.getKysely());
  return rows;
}
