import {
  noteScan,
  type DueEnterprise,
  findDueProgramme,
  inviteToRegister,
  findWithoutAccount,
} from './invite-enterprises.js';
import { itemJob } from '../job/item-job.js';

/**
 * Asks companies with policies of the programme but without an account by text message to register before the deadline
 * (§3 three), each once. Companies that come later or were missed are asked late, until the list is published; after
 * that the request for payment information informs them.
 */
export const inviteEnterprises = itemJob<DueEnterprise>({
  name: 'invite enterprises',
  atOnce: 200,
  find: async (em, context, portion) => {
    for (;;) {
      const programme = await findDueProgramme(em, context);
      if (!programme) return [];
      const ids = await findWithoutAccount(em, programme.id, portion);
      if (ids.length < portion.limit) await noteScan(em, context, programme.id);
      if (ids.length > 0) return ids.map((id) => ({ id, programme }));
    }
  },
  work: async (em, context, due) => {
    for (const [programme, enterprises] of Map.groupBy(due, (enterprise) => enterprise.programme)) {
      await inviteToRegister(
        em,
        context,
        programme,
        enterprises.map(({ id }) => id),
      );
    }
  },
});
