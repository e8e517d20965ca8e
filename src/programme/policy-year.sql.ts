import { type RawBuilder, sql } from 'kysely';

/** The days of a policy year (保单年度): a policy counts whole in the year in which it starts (ours). */
export const policyYearDays: RawBuilder<unknown> = sql`
  daterange(make_date(policy_year, 1, 1), make_date(policy_year, 12, 31), '[]')`;
