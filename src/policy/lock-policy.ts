import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../access/context.js';
import { sql } from 'kysely';
import { Refused } from '../kernel/refusal.js';
import { refuseRow } from './policy-row.refusals.js';
import { lock, requireStart, requireVersion, type Step, transit } from '../transition/transit.js';
import type { Policy } from './policy.js';
import { policyStates } from './policy.states.js';
import { standstillOf } from './standstill.js';

/** Which policy, and the version of it that the person saw. */
export interface SeenPolicy {
  policyId: string | undefined;
  version: number;
}

/** One change of a policy of the viewer's institution, while it may still change. */
export async function changePolicy(
  em: EntityManager,
  context: Context,
  operation: string,
  { policyId: id, version }: SeenPolicy,
  change: Step<Policy>['change'],
): Promise<string> {
  const policy = await transit(
    em,
    context,
    policyStates,
    { operation, id, version },
    {
      change: async (found) => {
        await requireChangeable(em, found);
        return change(found);
      },
    },
  );
  return policy.id;
}

/** A policy of the viewer's institution that may still change, as the viewer saw it; locked until the commit. */
export async function lockPolicy(em: EntityManager, { policyId, version }: SeenPolicy): Promise<Policy> {
  const policy = await lock(em, policyStates, policyId);
  requireVersion(policy, version);
  requireStart(policyStates, policy, 'removeDocument');
  await requireChangeable(em, policy);
  return policy;
}

async function requireChangeable(em: EntityManager, policy: Policy): Promise<void> {
  await requireMoving(em, policy);
  if (!(await isSettled(em, policy.id))) return;
  throw new Refused(refuseRow('POLICY_SETTLED', ['policyId'], { found: policy.policyNo }));
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
