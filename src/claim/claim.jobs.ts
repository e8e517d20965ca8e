import { remindEnterprises, extendOverdueClaims, type DueClaim, lockUnreminded } from './notification/remind-claims.js';
import { itemJob } from '../job/item-job.js';
import { findExpired, forfeit } from './claiming/forfeit-claims.js';

/**
 * Reminds an enterprise that has not claimed once, shortly before its time ends. Where that day was missed (the gateway
 * was down, or the clock jumped), the reminder is sent late and extends the time to the same number of working days.
 */
export const remindClaims = itemJob<DueClaim>({
  name: 'remind claims',
  atOnce: 200,
  find: lockUnreminded,
  work: async (em, context, due) => {
    await extendOverdueClaims(em, context, due);
    for (const [programmeId, claims] of Map.groupBy(due, (claim) => claim.programmeId)) {
      await remindEnterprises(em, context, programmeId, claims);
    }
  },
});

/**
 * Forfeits claims that were not confirmed in time (§3 six). The company must have been notified, by a delivered message
 * or a service notice, and reminded: nobody loses a subsidy without notice.
 */
export const forfeitClaims = itemJob<{ id: string }>({
  name: 'forfeit claims',
  atOnce: 500,
  find: findExpired,
  work: forfeit,
});
