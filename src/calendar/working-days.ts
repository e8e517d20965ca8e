import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/errors/refusal.js';
import { refuseCalendar } from './calendar.refusals.js';
import { countWorkingDays, nthWorkingDay } from './working-days.sql.js';

/** The last day of a period of working days after `start`. Throws where the calendar does not cover the period: no day is guessed. */
export async function lastWorkingDay(em: EntityManager, start: string, count: number): Promise<string> {
  const { rows } = await sql<{ day: string | null }>`select ${nthWorkingDay(start, count)} as day`.execute(
    em.getKysely(),
  );
  const day = rows[0]?.day;
  if (!day) throw new Refused(refuseCalendar('CALENDAR_YEAR_MISSING', null, { since: start }));
  return day;
}

/** Refuses a deadline of which it is not known how many working days are left: a reminder before it could only be guessed. */
export async function requireCovered(em: EntityManager, today: string, deadline: string): Promise<void> {
  const { rows } = await sql<{ covered: boolean }>`
    select count(*) = ${deadline}::date - ${today}::date as covered
    from calendar_day where day > ${today}::date and day <= ${deadline}::date`.execute(em.getKysely());
  if (!rows[0]?.covered) throw new Refused(refuseCalendar('CALENDAR_YEAR_MISSING', null, { since: deadline }));
}

/** How many working days remain after `day`, up to and including `until`. */
export async function workingDaysBetween(em: EntityManager, day: string, until: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select ${countWorkingDays(day, until)} as count`.execute(
    em.getKysely(),
  );
  return rows[0]?.count ?? 0;
}
