import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { parseYuan, formatYuan } from '../kernel/values/money.js';
import { allOf } from '../kernel/lists/list-statement.js';
import { normaliseCreditCode } from '../kernel/values/credit-code.js';
import { RouteRefused } from '../kernel/errors/route-refused.js';
import { recipientConditions } from '../recipient/recipient-conditions.js';

const words = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\0]*$/, 'must not hold NUL');
const amount = z.string().transform((text, context) => {
  const fen = parseYuan(text);
  if (fen !== undefined) return formatYuan(fen);
  context.addIssue({ code: 'custom', message: 'is an amount in yuan with at most two decimals, as 12345.60' });
  return z.NEVER;
});

/** URL parameters with the same conditions and orders as `recipients` of the API. */
const Parameters = z.strictObject({
  city: words.optional(),
  name: words.optional(),
  creditCode: words.transform((code) => normaliseCreditCode(code)).optional(),
  product: words.optional(),
  qualification: words.optional(),
  amountFrom: amount.optional(),
  amountTo: amount.optional(),
  orderBy: z.enum(['RANK', 'AMOUNT_ASC', 'NAME', 'CREDIT_CODE']).default('RANK'),
});

export type Selection = z.infer<typeof Parameters>;

export const everything: Selection = { orderBy: 'RANK' };

/** Parses the parameters of a URL. Refuses unknown ones by name. */
export function readSelection(query: unknown): Selection {
  const parsed = Parameters.safeParse(query);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => [...issue.path, issue.message].join(': '));
  throw new RouteRefused(400, faults.join('; '));
}

const orders: Record<Selection['orderBy'], RawBuilder<unknown>> = {
  RANK: sql`rank`,
  AMOUNT_ASC: sql`amount, rank`,
  NAME: sql`name, rank`,
  CREDIT_CODE: sql`credit_code`,
};

/** Returns the query for the selected lines of a release, with these columns and in the requested order. */
export function selectLines(releaseId: string, selection: Selection, columns: RawBuilder<unknown>) {
  const { orderBy, ...filter } = selection;
  const conditions = recipientConditions(filter);
  return sql`
    select ${columns} from recipient
    where ${allOf([sql`release_id = ${releaseId}::uuid`, ...conditions])} order by ${orders[orderBy]}`;
}
