import { putInForce } from './put-in-force.js';
import { LockMode } from '@mikro-orm/core';
import { itemJob } from '../job/item-job.js';
import { Draft, DraftStatus } from './draft.js';

/** Puts approved drafts in force whose instant has come. */
export const putDraftsInForce = itemJob<Draft>({
  name: 'put drafts in force',
  atOnce: 1,
  find: (em, context, { limit, except }) => {
    const due = { status: DraftStatus.APPROVED, inForceFrom: { $lte: context.clock.now() }, id: { $nin: except } };
    const orderBy = { inForceFrom: 'asc', id: 'asc' } as const;
    return em.find(Draft, due, { lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE, orderBy, limit });
  },
  work: async (em, context, drafts) => {
    for (const draft of drafts) await putInForce(em, context, draft);
  },
  nextDue: (context) =>
    context.db.inSnapshot(async (em) => {
      const next = await em.findOne(Draft, { status: DraftStatus.APPROVED }, { orderBy: { inForceFrom: 'asc' } });
      return next?.inForceFrom ?? undefined;
    }),
});
