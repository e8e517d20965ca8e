import { type RawBuilder, sql } from 'kysely';
import { type Bound, boundOf } from '../kernel/lists/bound.js';
import type { Executor } from '../kernel/lists/list-statement.js';

export const validFrom = sql`valid_from`;
export const validUntil = sql`valid_until`;

const dayOf = (day: string): RawBuilder<unknown> => sql`${day}::date`;

/** Qualifications that are valid on a day. */
export const validOnDay = (day: string): Bound[] => [
  boundOf(validFrom, '<=', dayOf(day)),
  boundOf(validUntil, '>=', dayOf(day)),
];

/**
 * None of them begins or ends further from the day than any lasts. So a page begins near the day from either end of the
 * list, and does not pass what ended long before or begins long after. The planner knows how many are left by the value.
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
