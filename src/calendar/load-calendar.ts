import chineseDays from 'chinese-days';
import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { addDays } from '../kernel/values/dates.js';

const weekdayNames = new Set(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']);

/** Inserts the days of these years; days that exist already are not changed. */
export async function loadCalendar(em: EntityManager, years: readonly number[]): Promise<void> {
  const days = years.flatMap(daysOfYear);
  await sql`
    insert into calendar_day (day, working)
    select * from unnest(${days}::date[], ${days.map(isWorkingDay)}::boolean[])
    on conflict (day) do nothing`.execute(em.getKysely());
}

function daysOfYear(year: number): string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) days.push(day);
  return days;
}

/**
 * Checks whether a day is a working day. The package has the State Council's arrangement. The weekday of other days is
 * computed here, because the package uses the day before on a machine whose time zone is west of UTC.
 */
function isWorkingDay(day: string): boolean {
  const { name, work } = chineseDays.getDayDetail(day);
  if (!weekdayNames.has(name)) return work;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
