import { Refused } from '../kernel/refusal.js';
import { refuse } from '../kernel/refusals.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { flagPolicies } from './flag-policies.sql.js';
import { lockPolicy } from './lock-policy.js';
import { PolicyStatus } from './policy.js';

export interface WithdrawPolicy {
  policyId: string | undefined;
  version: number;
  reason: string;
}

/**
 * Takes a policy of the viewer's institution back: it counts in no later assessment. One that an approved proposal counts
 * can no longer be taken back; it is taken up as a finding or a recovery.
 */
export function withdrawPolicy(context: Context, input: WithdrawPolicy): Promise<string> {
  return context.db.write(async (em) => {
    const reason = input.reason.trim();
    if (reason === '') throw new Refused(refuse('REASON_MISSING', ['reason']));
    const policy = await lockPolicy(em, input.policyId, input.version);
    policy.status = PolicyStatus.WITHDRAWN;
    policy.version += 1;
    await em.flush();
    await flagPolicies(em, policy.submissionId, policy.id);
    await recordEvent(em, context, {
      type: EventType.POLICY_WITHDRAWN,
      subject: { type: 'Policy', id: policy.id },
      programmeId: policy.programmeId,
      institutionId: policy.institutionId,
      data: { reason },
    });
    return policy.id;
  });
}
