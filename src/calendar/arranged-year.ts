import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { addDays } from '../kernel/values/dates.js';

/** The State Council's arrangement of a year: its differences from ordinary weeks. */
export interface ArrangedYear {
  year: number;
  /** Weekdays that are not working days. */
  holidays: string[];
  /** Saturdays and Sundays that are working days. */
  makeUpDays: string[];
}

export function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** Returns the calendar's arrangement of a year; undefined where the calendar does not cover it. */
export async function readYear(em: EntityManager, year: number): Promise<ArrangedYear | undefined> {
  const { rows } = await sql<ArrangedYear>`
    select ${year}::int as year,
      coalesce(json_agg(day order by day) filter (where not working and extract(isodow from day) < 6), '[]') as holidays,
      coalesce(json_agg(day order by day) filter (where working and extract(isodow from day) > 5), '[]') as "makeUpDays"
    from calendar_day where day between make_date(${year}::int, 1, 1) and make_date(${year}::int, 12, 31)
    having count(*) > 0`.execute(em.getKysely());
  return rows[0];
}

/** Replaces the calendar of a year. Deadlines that were set before do not change, because they are stored as days. */
export async function putYearInForce(em: EntityManager, arranged: ArrangedYear): Promise<void> {
  const days = daysOf(arranged);
  await sql`
    insert into calendar_day (day, working)
    select * from unnest(${days.map(({ day }) => day)}::date[], ${days.map(({ working }) => working)}::boolean[])
    on conflict (day) do update set working = excluded.working`.execute(em.getKysely());
}

function daysOf({ year, holidays, makeUpDays }: ArrangedYear): { day: string; working: boolean }[] {
  const [off, on] = [new Set(holidays), new Set(makeUpDays)];
  const days = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    days.push({ day, working: on.has(day) || (!off.has(day) && !isWeekend(day)) });
  }
  return days;
}

/** Returns those of these years that the calendar does not cover. */
export async function findMissingYears(em: EntityManager, years: number[]): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select year from unnest(${years}::int[]) as year
    where not exists (select from calendar_day where day = make_date(year, 1, 1)) order by year`.execute(
    em.getKysely(),
  );
  return rows.map(({ year }) => year);
}
