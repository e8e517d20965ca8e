import type { Context } from '../../access/context.js';
import { requireReason, transit } from '../../transition/transit.js';
import { itemStates } from '../inspection.states.js';
import { findersOf, openFinding, type SeenItem } from './open-finding.js';

export interface ReturnFinding extends SeenItem {
  reason: string;
}

/** Returns a finding of another person, so that the policy is examined again; the finding stays readable. */
export function returnFinding(context: Context, input: ReturnFinding): Promise<string> {
  const { itemId: id, version } = input;
  return context.db.write(async (em) => {
    const asked = { operation: 'returnFinding', id, version };
    const item = await transit(em, context, itemStates, asked, {
      preparers: (found) => findersOf(em, found),
      change: async (found) => {
        const reason = requireReason(input.reason);
        const finding = await openFinding(em, found);
        finding.return(context.viewer.accountId, context.clock.now(), reason);
        found.examineAgain();
        return { type: 'FINDING_RETURNED', data: { verdict: finding.verdict, reason } };
      },
    });
    return item.id;
  });
}
