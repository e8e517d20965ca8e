import { type RawBuilder, sql } from 'kysely';
import { type Bound, boundOf } from '../../kernel/lists/bound.js';
import type { Executor } from '../../kernel/lists/list-statement.js';

export const validFrom = sql`valid_from`;
export const validUntil = sql`valid_until`;

const dayOf = (day: string): RawBuilder<unknown> => sql`${day}::date`;

/** Bounds of the qualifications that are valid on a day. */
export const validOnDay = (day: string): Bound[] => [
  boundOf(validFrom, '<=', dayOf(day)),
  boundOf(validUntil, '>=', dayOf(day)),
];

/**
 * Bounds around a day: no qualification valid on it begins or ends further from the day than the longest one lasts. So
 * a page begins near the day from either end of the list, and does not scan those that ended long before or begin long
 * after. The planner estimates the number of rows from these values.
 */
export async function nearDay(em: Executor, day: string, kind: string | undefined): Promise<Bound[]> {
  const { rows } = await sql<{ longest: number | null }>`
    select max((select max(valid_until - valid_from) from qualification where kind = code)) as longest
    from qualification_kind ${kind ? sql`where code = ${kind}` : sql``}`.execute(em.getKysely());
  const longest = sql`${rows[0]?.longest ?? 0}::int`;
  return [
    boundOf(validFrom, '>=', sql`${dayOf(day)} - ${longest}`),
    boundOf(validUntil, '<=', sql`${dayOf(day)} + ${longest}`),
  ];
}
