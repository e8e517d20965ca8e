import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { fewOf } from '../../kernel/lists/few.js';
import { allOf } from '../../kernel/lists/list-statement.js';

/** The most flags whose policies are read and sorted; with more of them, a scan in order finds the next one soon. */
const fewFlags = 10_000;

/**
 * Begins with the flags where they are few. The planner expects flagged policies evenly in a scan in order, but there
 * may be none for a long way. The policies of one company or insurer are few enough without this.
 */
export async function flaggedConditions(
  em: EntityManager,
  flagged: boolean | undefined,
  areFew: boolean,
): Promise<RawBuilder<unknown>[]> {
  const isFlagged = sql`exists (select from policy_flag where policy_flag.policy_id = policy.id)`;
  if (flagged == null) return [];
  if (!flagged) return [sql`not ${isFlagged}`];
  if (areFew) return [isFlagged];
  const few = await fewOf(em, sql`select policy_id from policy_flag`, fewFlags);
  return few.length > 0 ? few : [isFlagged];
}

/** The most policies of some days that are read and sorted; with more of them, a scan in order finds the next one soon. */
const fewOnDays = 700;

/**
 * Begins with the policies of a submission or a programme on some days where they are few. A submission is accepted
 * within minutes, a programme within its years; the planner expects some on each day, and would scan all policies in
 * the order of their numbers where a day has none, or the few that were accepted after midnight.
 */
export async function fewOnTheseDays(
  em: EntityManager,
  together: RawBuilder<unknown>[],
  days: RawBuilder<unknown>[],
): Promise<RawBuilder<unknown>[]> {
  if (together.length === 0 || days.length === 0) return [];
  return fewOf(em, sql`select id from policy where ${allOf([...together, ...days])}`, fewOnDays);
}
