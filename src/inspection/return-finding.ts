import { Refused } from '../kernel/refusal.js';
import { refuse } from '../kernel/refusals.js';
import { EventType } from '../event/event.js';
import type { Context } from '../access/context.js';
import { lockItem, recordItemEvent, requireOthersFinding, type SeenItem } from './lock-item.js';
import { ItemStatus } from './spot-check-item.js';

export interface ReturnFinding extends SeenItem {
  reason: string;
}

/** Another person does not confirm a finding: the policy is examined again. The finding stays readable. */
export function returnFinding(context: Context, input: ReturnFinding): Promise<string> {
  return context.db.write(async (em) => {
    const item = await lockItem(em, input, ItemStatus.RECORDED);
    const reason = input.reason.trim();
    if (reason === '') throw new Refused(refuse('REASON_MISSING', ['reason']));
    const finding = await requireOthersFinding(em, context, 'returnFinding', item.id);
    finding.decidedBy = context.viewer.accountId;
    finding.decidedAt = context.clock.now();
    finding.returnReason = reason;
    item.status = ItemStatus.TO_EXAMINE;
    item.version += 1;
    await em.flush();
    await recordItemEvent(em, context, EventType.FINDING_RETURNED, item, { verdict: finding.verdict, reason });
    return item.id;
  });
}
