import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/errors/refusal.js';
import { refuseCalendar } from './calendar.refusals.js';
import { countWorkingDays, nthWorkingDay } from './working-days.sql.js';

/**
 * Returns the last day of a period of working days after `start`. Throws where the calendar does not cover the period,
 * because no day is guessed.
 */
export async function lastWorkingDay(em: EntityManager, start: string, count: number): Promise<string> {
  const { rows } = await sql<{ day: string | null }>`select ${nthWorkingDay(start, count)} as day`.execute(
    em.getKysely(),
  );
  const day = rows[0]?.day;
  if (!day) throw new Refused(refuseCalendar('CALENDAR_YEAR_MISSING', null, { since: start }));
  return day;
}

/** Refuses a deadline to which the number of working days is unknown: the day of the reminder would be a guess. */
export async function requireCovered(em: EntityManager, today: string, deadline: string): Promise<void> {
  const { rows } = await sql<{ covered: boolean }>`
    select count(*) = ${deadline}::date - ${today}::date as covered
    from calendar_day where day > ${today}::date and day <= ${deadline}::date`.execute(em.getKysely());
  if (!rows[0]?.covered) throw new Refused(refuseCalendar('CALENDAR_YEAR_MISSING', null, { since: deadline }));
}

/** Returns the number of working days after `day` up to and including `until`. */
export async function workingDaysBetween(em: EntityManager, day: string, until: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select ${countWorkingDays(day, until)} as count`.execute(
    em.getKysely(),
  );
  return rows[0]?.count ?? 0;
}
