import type { EntityManager } from '@mikro-orm/postgresql';
import { recordEvent } from '../../event/record-event.js';
import type { Context } from '../../access/context.js';
import { excludePolicy } from '../../funding/exclude-policy.js';
import { ExclusionReason } from '../../funding/policy-exclusion.js';
import { Policy } from '../../policy/policy.js';
import { transit } from '../../transition/transit.js';
import { itemStates } from '../inspection.states.js';
import { findersOf, openFinding, type SeenItem } from './open-finding.js';
import { recoverPaid } from './recover-paid.js';
import { type SpotCheckFinding, Verdict } from './spot-check-finding.js';
import type { SpotCheckItem } from '../spot-check-item.js';
import { SpotCheck } from '../spot-check.js';

export interface ConfirmFinding extends SeenItem {
  /** The last day for repaying; needed only where the claim is paid. */
  repayBy: string | null;
}

/** Confirms a finding of another person. A failed policy is excluded, and what was paid for it is recovered (§4). */
export function confirmFinding(context: Context, input: ConfirmFinding): Promise<string> {
  const { itemId: id, version } = input;
  return context.db.write(async (em) => {
    const asked = { operation: 'confirmFinding', id, version };
    const item = await transit(em, context, itemStates, asked, {
      preparers: (found) => findersOf(em, found),
      change: async (found) => {
        const finding = await openFinding(em, found);
        const { verdict, faults } = finding;
        const now = context.clock.now();
        finding.confirm(context.viewer.accountId, now);
        found.confirm(verdict, now);
        const { programmeId, institutionId } = found;
        return {
          type: 'FINDING_CONFIRMED',
          scope: { programmeId, institutionId },
          data: { verdict, faults },
          ...(verdict === Verdict.FAILED && {
            afterwards: () => excludeFailed(em, context, found, finding, input.repayBy),
          }),
        };
      },
    });
    return item.id;
  });
}

async function excludeFailed(
  em: EntityManager,
  context: Context,
  item: SpotCheckItem,
  { text, faults }: SpotCheckFinding,
  repayBy: string | null,
): Promise<void> {
  const { number } = await em.findOneOrFail(SpotCheck, { id: item.spotCheckId });
  const policy = await em.findOneOrFail(Policy, { id: item.policyId });
  const source = `第 ${number} 批抽核`;
  await excludePolicy(em, context, policy, { reason: ExclusionReason.FAILED_SPOT_CHECK, explanation: text, source });
  const { id, programmeId, institutionId, enterpriseId } = policy;
  await recordEvent(em, context, {
    type: 'SPOT_CHECK_FAILED',
    subject: { type: 'Policy', id },
    programmeId,
    institutionId,
    enterpriseId,
    data: { number, faults },
  });
  // The public reads the reason of a recovery: it names the draw, and nothing that was found.
  await recoverPaid(em, context, policy, { reason: `抽核不合格（${source}）`, repayBy });
}
