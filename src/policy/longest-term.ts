import { type RawBuilder, sql } from 'kysely';
import { latestEndOfTerm } from '../kernel/values/dates.js';

/** How long a policy may last (§1 two): as it is pushed, and again for a proposal, by the rules that are then in force. */
interface LongestTerm {
  maximumTermMonths: number;
  termEndInclusive: boolean;
}

/** The last day on which a policy may end. */
export const latestEnd = (startsOn: string, { maximumTermMonths, termEndInclusive }: LongestTerm): string =>
  latestEndOfTerm(startsOn, maximumTermMonths, termEndInclusive);

/** `latestEnd` over many rows, in two parts, so that the day is computed once and most rows need no more than it. */
export const anniversaryInSql = (startsOn: RawBuilder<unknown>, months: RawBuilder<unknown>): RawBuilder<string> =>
  sql`(${startsOn} + make_interval(months => ${months}))::date`;

/**
 * In a month that is too short for it, the anniversary is the first of the next. Whether a policy may end on it is one of
 * the rules.
 */
export function isTooLongInSql(inclusive: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`ends_on >= anniversary
          and ends_on + (not ${inclusive})::int
            > anniversary + (extract(day from anniversary) <> extract(day from starts_on))::int`;
}
