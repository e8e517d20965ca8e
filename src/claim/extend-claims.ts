import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { dayOf } from '../kernel/dates.js';
import { Refused } from '../kernel/refusal.js';
import { refuse } from '../kernel/refusals.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { requireCovered } from '../calendar/working-days.js';
import type { Claim } from './claim.js';
import { requireStatus } from './claim-moves.js';
import { ClaimStatus } from './claim-status.js';
import { lockClaim } from './confirm-claim.js';
import { refuseClaim } from './claim.refusals.js';

export interface ExtendClaim {
  claimId: string | undefined;
  version: number;
  until: string;
  reason: string;
}

/** Gives an enterprise more time to claim, with a reason; it is reminded again before that ends. */
export function extendClaim(context: Context, input: ExtendClaim): Promise<string> {
  return context.db.write(async (em) => {
    const claim = await lockClaim(em, input.claimId, input.version);
    requireStatus(claim.status, ClaimStatus.AWAITING_CLAIM, ['claimId']);
    if (input.reason.trim() === '') throw new Refused(refuse('REASON_MISSING', ['reason']));
    const claimBy = claim.claimBy ?? '';
    if (input.until <= claimBy || input.until <= dayOf(context.clock.now())) {
      throw new Refused(refuseClaim('EXTENSION_UNFIT', ['until'], { claimBy }));
    }
    await requireCovered(em, input.until);
    await extend(em, context, claim, input.until, input.reason.trim());
    return claim.id;
  });
}

async function extend(em: EntityManager, context: Context, claim: Claim, until: string, reason: string) {
  const { id, programmeId, enterpriseId, claimBy } = claim;
  await sql`
    update claim set claim_by = ${until}::date, reminded_at = null, version = version + 1
    where id = ${id}::uuid`.execute(em.getKysely());
  await recordEvent(em, context, {
    type: EventType.CLAIM_EXTENDED,
    subject: { type: 'Claim', id },
    programmeId,
    enterpriseId,
    data: { until, reason, changes: [{ field: 'claimBy', from: claimBy, to: until }] },
  });
}
