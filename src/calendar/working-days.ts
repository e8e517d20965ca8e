import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/errors/refusal.js';
import { refuseCalendar } from './calendar.refusals.js';

/**
 * The last day of a period of working days after `start`, which itself does not count (Civil Code 201).
 * Throws where the calendar does not cover the period: no day is guessed.
 */
export async function lastWorkingDay(em: EntityManager, start: string, count: number): Promise<string> {
  const { rows } = await sql<{ day: string; consecutive: boolean }>`
    select day, day - ${start}::date = span as consecutive from (
      select day, working, count(*) over (order by day) as span,
        count(*) filter (where working) over (order by day) as working_days
      from calendar_day where day > ${start}::date and day <= ${start}::date + 400
    ) as days
    where working and working_days = ${count}`.execute(em.getKysely());
  const found = rows[0];
  if (!found?.consecutive) throw new Refused(refuseCalendar('CALENDAR_YEAR_MISSING', null, { since: start }));
  return found.day;
}

/** Refuses a deadline in a year whose working days are not known: a reminder before it could only be guessed. */
export async function requireCovered(em: EntityManager, day: string): Promise<void> {
  const { rows } = await sql`select from calendar_day where day = ${day}::date`.execute(em.getKysely());
  if (rows.length === 0) throw new Refused(refuseCalendar('CALENDAR_YEAR_MISSING', null, { since: day }));
}

/** How many working days remain after `day`, up to and including `until`. */
export async function workingDaysBetween(em: EntityManager, day: string, until: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from calendar_day
    where working and day > ${day}::date and day <= ${until}::date`.execute(em.getKysely());
  return rows[0]?.count ?? 0;
}
