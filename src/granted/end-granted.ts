import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { itemJob, type ItemJob, type Portion } from '../job/item-job.js';
import { SmsTemplate } from '../message/text-message.js';
import type { Context } from '../access/context.js';
import { grantEnded } from './grant-ended.sql.js';
import type { StoredThing } from './long-lived.js';
import { informOwner } from './inform-owner.js';
import { named } from '../database/schema/columns.js';

/** Ends things that depend on a grant that has ended, one at a time, and informs their owners. */
export function endGranted(kinds: readonly StoredThing[]): ItemJob {
  return itemJob<EndedThing>({
    name: 'end what depends on an ended grant',
    follows: 'granted_things',
    atOnce: 1,
    find: (em, _, portion) => findEnded(em, portion),
    work: async (em, context, things) => {
      for (const thing of things) await end(em, context, kinds, thing);
    },
  });
}

async function end(em: EntityManager, context: Context, kinds: readonly StoredThing[], ended: EndedThing) {
  await sql`delete from granted_thing where kind = ${ended.kind} and id = ${ended.id}`.execute(em.getKysely());
  const kind = kinds.find((one) => one.kind === ended.kind);
  if (!kind) throw new Error(`No module declares ${ended.kind} as long-lived`);
  if (!(await kind.end(em, context, ended.id))) return;
  const parameters = { thing: kind.name };
  await informOwner(em, context, ended.accountId, { template: SmsTemplate.GRANT_ENDED, parameters });
}

interface EndedThing {
  kind: string;
  id: string;
  accountId: string;
}

async function findEnded(em: EntityManager, { limit, except }: Portion): Promise<EndedThing[]> {
  const { rows } = await sql<EndedThing>`
    select ${named('kind', 'id', 'account_id')} from granted_thing
    where ${grantEnded('granted_thing')} and id <> all(${except}) limit ${limit} for update skip locked`.execute(
    em.getKysely(),
  );
  return rows;
}
