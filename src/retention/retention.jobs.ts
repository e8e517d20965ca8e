import { deleteRows, findExpired, deletingRules, itemIdOf, type Expired } from './apply-retention.js';
import { itemJob } from '../job/item-job.js';
import { recordDeletion } from '../job/record-deletion.js';

/** Deletes rows whose retention period is over, and records the count for each rule. */
export const applyRetention = itemJob<Expired>({
  name: 'delete what is no longer kept',
  atOnce: 1_000,
  session: 'system',
  find: async (em, { clock }, portion) => {
    for (const { name: rule, deletions = [] } of deletingRules) {
      for (const deletion of deletions) {
        const keys = await findExpired(em, deletion, clock.now(), portion);
        if (keys.length > 0) return keys.map((key) => ({ id: itemIdOf(deletion, key), rule, deletion, key }));
      }
    }
    for (const { name } of deletingRules) await recordDeletion(em.getKysely(), name, 0, clock.now());
    return [];
  },
  work: async (em, { clock }, expired) => {
    const { rule, deletion } = expired[0] as Expired;
    const keys = expired.map(({ key }) => key);
    await deleteRows(em, deletion, keys, clock.now());
    await recordDeletion(em.getKysely(), rule, keys.length, clock.now());
  },
});
