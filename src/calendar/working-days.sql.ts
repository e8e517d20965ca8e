import { type RawBuilder, sql } from 'kysely';

/** A day in SQL: a value, or an expression of the statement. */
type Day = string | RawBuilder<unknown>;
type Count = number | RawBuilder<unknown>;

/**
 * The working day that is so many after `start`, which itself does not count (Civil Code 201). Null where the calendar does not
 * cover every day up to it: a known day in its place would come too early for a deadline.
 */
export function nthWorkingDay(start: Day, count: Count): RawBuilder<string | null> {
  return sql`(select nth.day from (
      select day from calendar_day where working and day > ${start}::date order by day offset ${count}::int - 1 limit 1) as nth
    where nth.day - ${start}::date = (
      select count(*) from calendar_day where day > ${start}::date and day <= nth.day))`;
}

/**
 * Whether at most so many working days are left after `today` up to a deadline, so that it is time for a reminder. Deadlines are
 * days that the calendar reaches: where it does not reach so far as to count the days, the deadline is before them.
 */
export function isNear(deadline: RawBuilder<unknown>, today: string, count: number): RawBuilder<boolean> {
  return sql`${deadline} < coalesce(${nthWorkingDay(today, count + 1)}, 'infinity')`;
}

/** How many working days there are after `start`, up to and including `until`: at least, where days are not covered. */
export function countWorkingDays(start: Day, until: Day): RawBuilder<number> {
  return sql`(select count(*)::int from calendar_day where working and day > ${start}::date and day <= ${until}::date)`;
}
