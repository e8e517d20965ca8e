import { Refused } from '../common/refusal.js';
import { refuse } from '../common/refusals.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../identity/context.js';
import { flagPolicies } from './intake/intake.sql.js';
import { requireMoving } from './lock-policy.js';
import { Policy, PolicyStatus } from './policy.js';
import { refusePolicy } from './policy.refusals.js';

export interface WithdrawPolicy {
  policyId: string | undefined;
  version: number;
  reason: string;
}

/** Takes a policy of the viewer's institution back: it counts in no later assessment. */
export function withdrawPolicy(context: Context, input: WithdrawPolicy): Promise<string> {
  return context.db.write(async (em) => {
    const reason = input.reason.trim();
    if (reason === '') throw new Refused(refuse('REASON_MISSING', ['reason']));
    const policy = input.policyId ? await em.findOne(Policy, { id: input.policyId }) : null;
    if (!policy) throw new Refused(refusePolicy('POLICY_NOT_FOUND', ['policyId']));
    const present = policy.version;
    if (present !== input.version) throw new Refused(refuse('VERSION_CONFLICT', ['version'], { present }));
    if (policy.status === PolicyStatus.WITHDRAWN) {
      throw new Refused(refusePolicy('POLICY_ALREADY_WITHDRAWN', ['policyId'], { policyNo: policy.policyNo }));
    }
    await requireMoving(em, policy);
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
