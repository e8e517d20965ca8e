import { type RawBuilder, sql } from 'kysely';
import { allOf } from '../kernel/lists/list-statement.js';
import { type RecipientConditions, recipientConditions } from './recipient-conditions.js';

/** All lines together, or groups by a code of theirs; a band by its number. */
export type CountedBy = 'ALL' | 'CITY' | 'PRODUCT' | 'QUALIFICATION' | 'BAND';

/** The lines that a filter leaves, counted: a table `groups (code, recipient_count, total_amount)`. */
export type CountedLines = (by: CountedBy) => RawBuilder<unknown>;

/** Where one band of amounts ends and the next begins, in yuan: a way to look at a list, not a rule of a programme. */
export const bandStarts = [0, 10_000, 50_000, 100_000, 300_000];

/** A group is counted without its own condition: what each further value would leave. */
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

export function countInDatabase(releaseId: string, filter: RecipientConditions): CountedLines {
  return (by) => {
    const where = [sql`release_id = ${releaseId}::uuid`, ...recipientConditions(withoutOwn(filter, by))];
    return sql`(
      select code, count(*)::int, sum(amount)::text
      from (select ${codes[by]} as code, amount from recipient where ${allOf(where)}) as line group by code
    ) as groups (code, recipient_count, total_amount)`;
  };
}
