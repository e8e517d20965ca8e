import { type RawBuilder, sql } from 'kysely';
import type { Executor } from './list-statement.js';

/** Returns the condition that a row has one of these ids, or none if there are more of them than `most`. */
export async function fewOf(em: Executor, ids: RawBuilder<unknown>, most: number): Promise<RawBuilder<unknown>[]> {
  const query = sql<{ few: boolean }>`select count(*) <= ${most} as few from (${ids} limit ${most + 1}) as found`;
  const { rows } = await query.execute(em.getKysely());
  return rows[0]?.few ? [sql`id = any(array(${ids}))`] : [];
}
