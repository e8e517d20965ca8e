import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../access/context.js';
import { Refused } from '../kernel/errors/refusal.js';
import { refuseRow } from './rows/policy-row.refusals.js';
import { lock, requireStart, requireVersion, type Step, transit } from '../transition/transit.js';
import type { Policy } from './policy.js';
import { policyStates } from './policy.states.js';
import { whyUnchangeable } from './rows/rules/unchangeable.sql.js';

/** The policy, and the version that the person saw. */
export interface SeenPolicy {
  policyId: string | undefined;
  version: number;
}

/** Makes one change to a policy of the viewer's institution, while it may change. */
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

/** Locks and returns a policy of the viewer's institution that may still change, in the version that the viewer saw. */
export async function lockPolicy(em: EntityManager, { policyId, version }: SeenPolicy): Promise<Policy> {
  const policy = await lock(em, policyStates, policyId);
  requireVersion(policy, version);
  requireStart(policyStates, policy, 'removeDocument');
  await requireChangeable(em, policy);
  return policy;
}

/** Refuses to change a policy that is excluded, examined by a spot check, or part of an approved proposal. */
async function requireChangeable(em: EntityManager, { id, policyNo }: Policy): Promise<void> {
  const code = await whyUnchangeable(em, id);
  if (code) throw new Refused(refuseRow(code, ['policyId'], { found: policyNo }));
}
