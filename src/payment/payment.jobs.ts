import { lockFailed, type FailedClaim, returnFailedClaims } from './results/return-failed-payments.js';
import { itemJob } from '../job/item-job.js';
import { Programme } from '../programme/programme.js';
import { readNextCheck, checkLine, findUnchecked, postponeCheck } from './payees/check-payees.js';
import { traced } from '../kernel/tracing.js';
import type { Job } from '../job/job.js';
import { isTemporaryFault } from '../database/database-fault.js';
import { OutsideServiceFault } from '../kernel/outside/outside-service.js';

/** Returns payments that failed or were kept back to the enterprise, with the reason and new time to claim. */
export const returnFailedPayments = itemJob<FailedClaim>({
  name: 'return failed payments',
  atOnce: 200,
  find: lockFailed,
  work: async (em, context, failed) => {
    for (const [programmeId, claims] of Map.groupBy(failed, (claim) => claim.programmeId)) {
      await returnFailedClaims(em, context, await em.findOneOrFail(Programme, { id: programmeId }), claims);
    }
  },
});

const checks = 'check payees';

/** Asks the payee check about the accounts of ordered lines; stores the answer, and puts a line with a "no" on hold. */
export const checkPayees: Job = {
  name: checks,
  work: async (context, aside) => {
    if (!context.payees) return false;
    const due = await context.db.write((em) => findUnchecked(em, context.clock.now(), aside.ids()));
    for (const line of due) {
      const error = await traced(`job ${checks}`, {}, () => checkLine(context, line)).catch((fault: unknown) => fault);
      if (error === undefined) continue;
      if (isTemporaryFault(error)) throw error;
      if (!(error instanceof OutsideServiceFault)) {
        aside.add(line.id, error);
        continue;
      }
      await context.db.write((em) => postponeCheck(em, line.id, context.clock.now()));
      // The service is down, so the other lines are not tried one by one.
      return false;
    }
    return due.length > 0;
  },
  nextDue: (context) => (context.payees ? context.db.inSnapshot(readNextCheck) : Promise.resolve(undefined)),
};
