import { Refused } from '../kernel/refusal.js';
import { EventType } from '../event/event.js';
import type { Context } from '../access/context.js';
import { refuseInspection } from './inspection.refusals.js';
import { lockItem, recordItemEvent, type SeenItem } from './lock-item.js';
import { type FindingFault, ItemStatus, SpotCheckFinding, Verdict } from './spot-check-item.js';

export interface RecordFinding extends SeenItem {
  verdict: Verdict;
  faults: FindingFault[];
  text: string;
}

/** What somebody found in the papers of a drawn policy; it counts once another person has confirmed it. */
export function recordFinding(context: Context, input: RecordFinding): Promise<string> {
  return context.db.write(async (em) => {
    const item = await lockItem(em, input, ItemStatus.TO_EXAMINE);
    const [text, faults] = [input.text.trim(), [...new Set(input.faults)]];
    if (text === '') throw new Refused(refuseInspection('FINDING_TEXT_MISSING', ['text']));
    if ((input.verdict === Verdict.FAILED) !== faults.length > 0) {
      throw new Refused(refuseInspection('FINDING_FAULTS_UNFIT', ['faults']));
    }
    em.create(SpotCheckFinding, {
      itemId: item.id,
      institutionId: item.institutionId,
      verdict: input.verdict,
      faults,
      text,
      recordedBy: context.viewer.accountId,
      recordedAs: context.viewer.role,
      recordedAt: context.clock.now(),
      confirmed: false,
    } as SpotCheckFinding);
    item.status = ItemStatus.RECORDED;
    item.version += 1;
    await em.flush();
    await recordItemEvent(em, context, EventType.FINDING_RECORDED, item, { verdict: input.verdict, faults });
    return item.id;
  });
}
