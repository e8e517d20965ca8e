import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type Item, type Portion, itemJob } from '../job/item-job.js';
import { recordEvents } from '../event/record-event.js';

/** Days after which a scan without a request is deleted. */
const daysWithoutRequest = 3;

async function findPapers(em: EntityManager, before: Date, { limit, except }: Portion): Promise<Item[]> {
  const { rows } = await sql<Item>`
    select id from identity_paper
    where person_check_id is null and uploaded_at < ${before} and id <> all(${except}::uuid[])
    order by uploaded_at, id limit ${limit} for update skip locked`.execute(em.getKysely());
  return rows;
}

async function findChecks(em: EntityManager, before: Date, { limit, except }: Portion): Promise<Item[]> {
  const { rows } = await sql<Item>`
    select id from person_check
    where sealed_person is not null and decided_at < ${before} and id <> all(${except}::uuid[])
    order by decided_at, id limit ${limit} for update skip locked`.execute(em.getKysely());
  return rows;
}

/**
 * Deletes scans of identity papers, and the typed data of the person, some days after the decision. The record of who
 * was verified, by whom and when is kept.
 */
export const forgetPapers = itemJob<Item>({
  name: 'delete identity papers',
  follows: 'identity_papers',
  atOnce: 200,
  session: 'system',
  find: async (em, context, portion) => {
    const before = (days: number) => new Date(context.clock.now().getTime() - days * 86_400_000);
    const papers = await findPapers(em, before(daysWithoutRequest), portion);
    return papers.length > 0 ? papers : findChecks(em, before(context.identityPaperDays), portion);
  },
  work: async (em, context, due) => {
    const ids = due.map(({ id }) => id);
    await sql`
      delete from identity_paper
      where person_check_id = any(${ids}::uuid[]) or (id = any(${ids}::uuid[]) and person_check_id is null)`.execute(
      em.getKysely(),
    );
    const change = sql`
      update person_check set sealed_person = null where id = any(${ids}::uuid[]) returning id`;
    const subjects = sql`
      select id as subject_id, null::uuid as programme_id, null::uuid as institution_id, null::uuid as enterprise_id,
        '{}'::jsonb as data from moved`;
    await recordEvents(em, context, 'IDENTITY_PAPERS_DELETED', 'PersonCheck', subjects, change);
  },
});
