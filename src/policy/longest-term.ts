import { type RawBuilder, sql } from 'kysely';
import { latestEndOfTerm } from '../kernel/values/dates.js';

/**
 * The longest term of a policy (§1 two). It is checked when the policy is pushed, and again for a proposal by the rules
 * then in force.
 */
interface LongestTerm {
  maximumTermMonths: number;
  termEndInclusive: boolean;
}

/** Returns the last day on which a policy may end. */
export const latestEnd = (startsOn: string, { maximumTermMonths, termEndInclusive }: LongestTerm): string =>
  latestEndOfTerm(startsOn, maximumTermMonths, termEndInclusive);

/** The anniversary of the first day, in SQL: computed once for a row, and enough to judge most rows. */
export const anniversaryInSql = (startsOn: RawBuilder<unknown>, months: RawBuilder<unknown>): RawBuilder<string> =>
  sql`(${startsOn} + make_interval(months => ${months}))::date`;

/**
 * Whether a policy ends after its `latestEnd`, in SQL. Where a month is too short, the anniversary is the first day of the next
 * month. A rule says whether a policy may end on the anniversary.
 */
export function isTooLongInSql(inclusive: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`ends_on >= anniversary
          and ends_on + (not ${inclusive})::int
            > anniversary + (extract(day from anniversary) <> extract(day from starts_on))::int`;
}
