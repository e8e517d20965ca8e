import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/errors/refusal.js';
import { Policy } from '../policy/policy.js';
import { refusePolicy } from '../policy/policy.refusals.js';
import type { Scope } from '../transition/stateful.js';

/** The policy that an input names, among those that the viewer sees. */
export async function findPolicy(em: EntityManager, id: string | undefined): Promise<Policy> {
  const policy = id ? await em.findOne(Policy, { id }) : null;
  if (!policy) throw new Refused(refusePolicy('POLICY_NOT_FOUND', ['policyId']));
  return policy;
}

/** Whom an event about a policy concerns. */
export function scopeOf({ programmeId, institutionId, enterpriseId }: Policy): Scope {
  return { programmeId, institutionId, enterpriseId };
}
