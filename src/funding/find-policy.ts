import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/errors/refusal.js';
import { Policy } from '../policy/policy.js';
import { refusePolicy } from '../policy/policy.refusals.js';
import type { Scope } from '../transition/stateful.js';

/** Returns the policy of an input, among those that the viewer sees. */
export async function findPolicy(em: EntityManager, id: string | undefined): Promise<Policy> {
  const policy = id ? await em.findOne(Policy, { id }) : null;
  if (!policy) throw new Refused(refusePolicy('POLICY_NOT_FOUND', ['policyId']));
  return policy;
}

/** Returns the programme, institution and enterprise that an event about a policy concerns. */
export function scopeOf({ programmeId, institutionId, enterpriseId }: Policy): Scope {
  return { programmeId, institutionId, enterpriseId };
}
