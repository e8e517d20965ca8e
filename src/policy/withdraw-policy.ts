import type { Context } from '../access/context.js';
import { flagPolicies } from './rows/flag-policies.sql.js';
import { requireReason } from '../transition/transit.js';
import { changePolicy } from './lock-policy.js';
import { PolicyStatus } from './policy.js';

export interface WithdrawPolicy {
  policyId: string | undefined;
  version: number;
  reason: string;
}

/**
 * Withdraws a policy of the viewer's institution: no later assessment counts it. A policy that an approved proposal
 * counts cannot be withdrawn; it needs a finding or a recovery.
 */
export async function withdrawPolicy(context: Context, input: WithdrawPolicy): Promise<string> {
  const reason = requireReason(input.reason);
  return context.db.write((em) =>
    changePolicy(em, context, 'withdrawPolicy', input, async (policy) => {
      policy.status = PolicyStatus.WITHDRAWN;
      await em.flush();
      await flagPolicies(em, policy.submissionId, policy.id);
      return { type: 'POLICY_WITHDRAWN', data: { reason } };
    }),
  );
}
