import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import type { Job } from '../job/job.js';
import { type Deletion, retentionRules } from './retention-rules.js';

const pieceOfWork = 1_000;

const deleting = retentionRules.filter(({ deletions }) => deletions);

/** Deletes what no rule keeps any longer, and records for each rule how much that was. */
export const applyRetention: Job = {
  name: 'delete what is no longer kept',
  work: ({ system, clock }) =>
    system.write(async (em) => {
      const counts: number[] = [];
      for (const { name, deletions = [] } of deleting) {
        let deleted = 0;
        for (const deletion of deletions) {
          const count = await remove(em, deletion, clock.now());
          counts.push(count);
          deleted += count;
        }
        await record(em, name, deleted, clock.now());
      }
      return counts.some((count) => count >= pieceOfWork);
    }),
};

async function remove(em: EntityManager, { table, key, ended }: Deletion, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where ${sql.ref(key)} in (
      select ${sql.ref(key)} from ${sql.table(table)} where ${at(ended, now)} limit ${pieceOfWork})`.execute(
    em.getKysely(),
  );
  return Number(numAffectedRows ?? 0);
}

/** The condition of a rule with the present time in it. */
function at(ended: string, now: Date): RawBuilder<unknown> {
  const parts = ended.split('$now').map((part) => sql.raw(part));
  return sql.join(parts, sql`${now}::timestamptz`);
}

async function record(em: EntityManager, rule: string, deleted: number, now: Date): Promise<void> {
  await sql`
    insert into retention_run (rule, deleted_count, last_run_at, last_deleted_at)
    values (${rule}, ${deleted}, ${now}, ${deleted > 0 ? now : null})
    on conflict (rule) do update set deleted_count = retention_run.deleted_count + excluded.deleted_count,
      last_run_at = excluded.last_run_at,
      last_deleted_at = coalesce(excluded.last_deleted_at, retention_run.last_deleted_at)`.execute(em.getKysely());
}
