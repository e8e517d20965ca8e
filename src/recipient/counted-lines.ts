import { type RawBuilder, sql } from 'kysely';
import { allOf } from '../kernel/lists/list-statement.js';
import {
  linesOfRelease,
  type RecipientConditions,
  recipientConditions,
  type ReleaseOfNotice,
} from './recipient-conditions.js';

/** How lines are grouped: all together, by a code, or by the number of a band of amounts. */
export type CountedBy = 'ALL' | 'CITY' | 'PRODUCT' | 'QUALIFICATION' | 'BAND';

/** Returns the counts of the lines that match a filter, as a table `groups (code, recipient_count, total_amount)`. */
export type CountedLines = (by: CountedBy) => RawBuilder<unknown>;

/** The lower limits of the bands of amounts, in yuan: only for display, not a rule of a programme. */
export const bandStarts = [0, 10_000, 50_000, 100_000, 300_000];

/** A facet ignores the condition on its own field, so that it shows the result of choosing another value. */
const ownConditions: Record<CountedBy, readonly string[]> = {
  ALL: [],
  CITY: ['city'],
  PRODUCT: ['product'],
  QUALIFICATION: ['qualification'],
  BAND: ['amountFrom', 'amountTo'],
};

export function withoutOwn<Filter extends object>(filter: Filter, by: CountedBy): Filter {
  return Object.fromEntries(Object.entries(filter).filter(([key]) => !ownConditions[by].includes(key))) as Filter;
}

const codes: Record<CountedBy, RawBuilder<unknown>> = {
  ALL: sql`''`,
  CITY: sql`region_code`,
  PRODUCT: sql`unnest(product_codes)`,
  QUALIFICATION: sql`unnest(qualification_kinds)`,
  BAND: sql`width_bucket(amount, ${sql.lit(`{${bandStarts.join()}}`)}::numeric[])::text`,
};

export function countInDatabase(release: ReleaseOfNotice, filter: RecipientConditions): CountedLines {
  return (by) => {
    const where = [...linesOfRelease(release, filter.statuses), ...recipientConditions(withoutOwn(filter, by))];
    return sql`(
      select code, count(*)::int, sum(amount)::text
      from (select ${codes[by]} as code, amount from recipient where ${allOf(where)}) as line group by code
    ) as groups (code, recipient_count, total_amount)`;
  };
}
