import { type RawBuilder, sql } from 'kysely';

/** The days of a policy year (保单年度): a policy counts completely in the year in which it starts (our choice). */
export const policyYearDays: RawBuilder<unknown> = sql`
  daterange(make_date(policy_year, 1, 1), make_date(policy_year, 12, 31), '[]')`;
