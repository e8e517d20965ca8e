import {
  renewConcerned,
  type Followed,
  findAgain,
  findNext,
  saveProgress,
  policiesAtOnce,
  lockProgress,
} from './follow-outcomes.js';
import { sql } from 'kysely';
import { itemJob } from '../job/item-job.js';
import { renewOutcomes } from './outcomes.sql.js';

/**
 * Updates the outcome of every policy by following the event log in small pieces, so that a publication with a million
 * policies does not block anything. It continues where it stopped, and repeating a piece changes nothing. A failed item
 * is skipped and retried later, with the state that the policy has then.
 */
export const followOutcomes = itemJob<Followed>({
  name: 'follow outcomes',
  atOnce: policiesAtOnce,
  find: async (em, _, portion) => {
    const progress = await lockProgress(em);
    if (!progress) return [];
    if (portion.again.length > 0) return findAgain(em, portion);
    return findNext(em, progress, portion);
  },
  work: async (em, context, items) => {
    const policies = items.filter(({ event }) => !event).map(({ id }) => id);
    if (policies.length > 0) await renewOutcomes(em, context, sql`policy.id = any(${policies}::uuid[])`);
    await renewConcerned(
      em,
      context,
      items.flatMap(({ event }) => event ?? []),
    );
    const after = items[0]?.after;
    if (after) await saveProgress(em, after);
  },
});
