import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Job } from '../job/job.js';
import { SmsTemplate } from '../message/text-message.js';
import { grantEnded } from './grant-ended.sql.js';
import type { StoredThing } from './long-lived.js';
import { tellOwner } from './tell-owner.js';

/** Ends what rests on a grant that has ended, one thing at a time, and tells its owner. */
export function endGranted(kinds: readonly StoredThing[]): Job {
  return {
    name: 'end what rests on an ended grant',
    work: (context) =>
      context.db.write(async (em) => {
        const ended = await takeEnded(em);
        if (!ended) return false;
        const kind = kinds.find((one) => one.kind === ended.kind);
        if (!kind) throw new Error(`No module declares ${ended.kind} as long-lived`);
        if (await kind.end(em, context, ended.id)) {
          const parameters = { thing: kind.name };
          await tellOwner(em, context, ended.accountId, { template: SmsTemplate.GRANT_ENDED, parameters });
        }
        return true;
      }),
  };
}

interface EndedThing {
  kind: string;
  id: string;
  accountId: string;
}

async function takeEnded(em: EntityManager): Promise<EndedThing | undefined> {
  const { rows } = await sql<EndedThing>`
    delete from granted_thing where (kind, id) in (
      select kind, id from granted_thing where ${grantEnded('granted_thing')} limit 1 for update skip locked)
    returning kind, id, account_id as "accountId"`.execute(em.getKysely());
  return rows[0];
}
