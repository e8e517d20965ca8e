import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import type { Portion } from '../job/item-job.js';
import { type Deletion, retentionRules } from './retention-rules.js';

export const deletingRules = retentionRules.filter(({ deletions }) => deletions);

/** A row whose retention period is over. */
export interface Expired {
  id: string;
  rule: string;
  deletion: Deletion;
  key: string;
}

export const itemIdOf = ({ table }: Deletion, key: string) => `${table}/${key}`;

export async function findExpired(em: EntityManager, deletion: Deletion, now: Date, { limit, except }: Portion) {
  const { table, key, ended } = deletion;
  const prefix = itemIdOf(deletion, '');
  const kept = except.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
  const { rows } = await sql<{ key: string }>`
    select ${sql.ref(key)}::text as key from ${sql.table(table)}
    where ${at(ended, now)} and ${sql.ref(key)}::text <> all(${kept}) limit ${limit}`.execute(em.getKysely());
  return rows.map((row) => row.key);
}

const typeOf: Record<string, string> = { id: 'uuid', ctid: 'tid' };

export async function deleteRows(
  em: EntityManager,
  { table, key, ended }: Deletion,
  keys: string[],
  now: Date,
): Promise<void> {
  const type = sql.raw(`${typeOf[key] ?? 'text'}[]`);
  await sql`
    delete from ${sql.table(table)} where ${sql.ref(key)} = any(${keys}::${type}) and ${at(ended, now)}`.execute(
    em.getKysely(),
  );
}

/** Returns the condition of a rule with the present time in it. */
function at(ended: string, now: Date): RawBuilder<unknown> {
  const parts = ended.split('$now').map((part) => sql.raw(part));
  return sql.join(parts, sql`${now}::timestamptz`);
}
