import { dayOf } from '../../kernel/values/dates.js';
import { Refused } from '../../kernel/errors/refusal.js';
import type { Context } from '../../access/context.js';
import { requireCovered } from '../../calendar/working-days.js';
import { requireReason, transit } from '../../transition/transit.js';
import { claimStates } from '../claim.states.js';
import { refuseClaim } from '../claim.refusals.js';

export interface ExtendClaim {
  claimId: string | undefined;
  version: number;
  until: string;
  reason: string;
}

/** Extends an enterprise's time to claim, with a reason; it is reminded again before that ends. */
export function extendClaim(context: Context, input: ExtendClaim): Promise<string> {
  const { claimId: id, version, until } = input;
  return context.db.write(async (em) => {
    const asked = { operation: 'extendClaim', id, version };
    const claim = await transit(em, context, claimStates, asked, {
      change: async (found) => {
        const reason = requireReason(input.reason);
        const from = found.claimBy ?? '';
        if (until <= from || until <= dayOf(context.clock.now())) {
          throw new Refused(refuseClaim('EXTENSION_UNFIT', ['until'], { claimBy: from }));
        }
        await requireCovered(em, dayOf(context.clock.now()), until);
        const changes = [{ field: 'claimBy', from: found.claimBy, to: until }];
        found.extend(until);
        return { type: 'CLAIM_EXTENDED', data: { until, reason, changes } };
      },
    });
    return claim.id;
  });
}
