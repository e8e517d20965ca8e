import { remindEnterprises, giveLateOnesTime, type DueClaim, lockUnreminded } from './notification/remind-claims.js';
import { itemJob } from '../job/item-job.js';
import { findExpired, forfeit } from './claiming/forfeit-claims.js';

/**
 * An enterprise that has not claimed is reminded once, when its time is about to end. Where that day was passed over
 * (the gateway was down, or the clock jumped), the reminder is sent late and gives the same working days from then on.
 */
export const remindClaims = itemJob<DueClaim>({
  name: 'remind claims',
  atOnce: 200,
  find: lockUnreminded,
  work: async (em, context, due) => {
    await giveLateOnesTime(em, context, due);
    for (const [programmeId, claims] of Map.groupBy(due, (claim) => claim.programmeId)) {
      await remindEnterprises(em, context, programmeId, claims);
    }
  },
});

/**
 * Claims that were not confirmed in time are given up (§3 six), by the gateway itself. Only those of companies that were
 * notified, by a message that arrived or by a service notice, and that were reminded: nobody loses a subsidy without notice.
 */
export const forfeitClaims = itemJob<{ id: string }>({
  name: 'forfeit claims',
  atOnce: 500,
  find: findExpired,
  work: forfeit,
});
