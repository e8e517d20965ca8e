import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../../access/context.js';
import { Refused } from '../../kernel/errors/refusal.js';
import { transit } from '../../transition/transit.js';
import { refuseInspection } from '../inspection.refusals.js';
import { itemStates } from '../inspection.states.js';
import type { SeenItem } from './open-finding.js';
import { type FindingFault, SpotCheckFinding, Verdict } from './spot-check-finding.js';
import type { SpotCheckItem } from '../spot-check-item.js';

export interface RecordFinding extends SeenItem {
  verdict: Verdict;
  faults: FindingFault[];
  text: string;
}

/** Records the result of examining the papers of a drawn policy; it is valid after another person has confirmed it. */
export function recordFinding(context: Context, input: RecordFinding): Promise<string> {
  const { itemId: id, version, verdict } = input;
  const faults = [...new Set(input.faults)];
  return context.db.write(async (em) => {
    const asked = { operation: 'recordFinding', id, version };
    const item = await transit(em, context, itemStates, asked, {
      change: (found) => {
        writeFinding(em, context, found, { ...input, faults, text: input.text.trim() });
        found.recordFinding();
        return { type: 'FINDING_RECORDED', data: { verdict, faults } };
      },
    });
    return item.id;
  });
}

function writeFinding(
  em: EntityManager,
  { viewer, clock }: Context,
  item: SpotCheckItem,
  { verdict, faults, text }: RecordFinding,
): void {
  if (text === '') throw new Refused(refuseInspection('FINDING_TEXT_MISSING', ['text']));
  if ((verdict === Verdict.FAILED) !== faults.length > 0) {
    throw new Refused(refuseInspection('FINDING_FAULTS_UNFIT', ['faults']));
  }
  em.create(SpotCheckFinding, {
    itemId: item.id,
    institutionId: item.institutionId,
    verdict,
    faults,
    text,
    recordedBy: viewer.accountId as string,
    recordedAs: viewer.role,
    recordedAt: clock.now(),
    confirmed: false,
  });
}
