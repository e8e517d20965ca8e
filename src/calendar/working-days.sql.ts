import { type RawBuilder, sql } from 'kysely';

/** A day in SQL: a value, or an expression of the statement. */
type Day = string | RawBuilder<unknown>;
type Count = number | RawBuilder<unknown>;

/**
 * The working day with this number after `start`, which is not counted (Civil Code 201). Null where the calendar does
 * not cover every day up to it, because another day would be too early for a deadline.
 */
export function nthWorkingDay(start: Day, count: Count): RawBuilder<string | null> {
  return sql`(select nth.day from (
      select day from calendar_day where working and day > ${start}::date order by day offset ${count}::int - 1 limit 1) as nth
    where nth.day - ${start}::date = (
      select count(*) from calendar_day where day > ${start}::date and day <= nth.day))`;
}

/**
 * Whether at most `count` working days are left after `today` until a deadline, so that a reminder is due. Where the
 * calendar ends before as many days, every deadline is near, because deadlines are days in the calendar.
 */
export function isNear(deadline: RawBuilder<unknown>, today: string, count: number): RawBuilder<boolean> {
  return sql`${deadline} < coalesce(${nthWorkingDay(today, count + 1)}, 'infinity')`;
}

/** The number of working days after `start` up to and including `until`; a lower bound where days are not covered. */
export function countWorkingDays(start: Day, until: Day): RawBuilder<number> {
  return sql`(select count(*)::int from calendar_day where working and day > ${start}::date and day <= ${until}::date)`;
}
