import { type RawBuilder, sql } from 'kysely';
import { normaliseCreditCode } from '../kernel/values/credit-code.js';

/**
 * The condition that a row with an `enterprise_id` belongs to the enterprise with this code; none where it is absent.
 */
export function ofEnterprise(creditCode: string | null | undefined): RawBuilder<unknown>[] {
  if (!creditCode) return [];
  return [sql`enterprise_id = (select id from enterprise where credit_code = ${normaliseCreditCode(creditCode)})`];
}
