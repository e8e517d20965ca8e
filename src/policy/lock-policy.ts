import type { EntityManager } from '@mikro-orm/postgresql';
import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import { Refused } from '../kernel/refusal.js';
import { refuse } from '../kernel/refusals.js';
import { refuseRow } from './policy-row.refusals.js';
import { Policy, PolicyStatus } from './policy.js';
import { refusePolicy } from './policy.refusals.js';
import { standstillOf } from './standstill.js';

/** A living policy of the viewer's institution that may still change, as the viewer saw it; locked until the commit. */
export async function lockPolicy(em: EntityManager, policyId: string | undefined, version: number): Promise<Policy> {
  const policy = policyId ? await em.findOne(Policy, { id: policyId }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
  if (!policy) throw new Refused(refusePolicy('POLICY_NOT_FOUND', ['policyId']));
  const { policyNo, version: present } = policy;
  if (present !== version) throw new Refused(refuse('VERSION_CONFLICT', ['version'], { present }));
  if (policy.status === PolicyStatus.WITHDRAWN) {
    throw new Refused(refusePolicy('POLICY_ALREADY_WITHDRAWN', ['policyId'], { policyNo }));
  }
  await requireMoving(em, policy);
  if (await isSettled(em, policy.id)) throw new Refused(refuseRow('POLICY_SETTLED', ['policyId'], { found: policyNo }));
  return policy;
}

/** Refuses a change of what is kept out, or examined by a spot check. */
async function requireMoving(em: EntityManager, { id, policyNo }: Policy): Promise<void> {
  const { rows } = await sql<{ standstill: 'POLICY_EXCLUDED' | 'POLICY_UNDER_CHECK' | null }>`
    select ${standstillOf(sql`${id}::uuid`)} as standstill`.execute(em.getKysely());
  const standstill = rows[0]?.standstill;
  if (standstill) throw new Refused(refuseRow(standstill, ['policyId'], { found: policyNo }));
}

async function isSettled(em: EntityManager, id: string): Promise<boolean> {
  const { rows } = await sql`select from settled_policies(array[${id}::uuid])`.execute(em.getKysely());
  return rows.length > 0;
}
