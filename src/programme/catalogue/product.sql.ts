import { type RawBuilder, sql } from 'kysely';
import { plainColumnsOf } from '../../database/schema/columns.js';
import type { RelatedRows } from '../../database/schema/relation.js';
import { Product } from './product.js';
import { idOfRulesInForce } from '../rules-in-force.js';

/** The columns of a product. Rates are without trailing zeros, however many digits the column has. */
export const productColumns = (of: string): Record<string, RawBuilder<unknown>> => ({
  ...plainColumnsOf(Product, of),
  rate: sql`trim_scale(${sql.id(of, 'rate')})::text`,
  laterRates: sql`array(select trim_scale(later)::text from unnest(${sql.id(of, 'later_rates')}) as later)`,
});

/** The product by the rules in force of the programme. */
export function productInForce(programme: RawBuilder<unknown>, code: RawBuilder<unknown>, own: string): RelatedRows {
  return {
    select: productColumns(own),
    from: sql`product as ${sql.id(own)}`,
    where: sql`${sql.id(own, 'code')} = ${code} and ${sql.id(own, 'rules_id')} = ${idOfRulesInForce(programme)}`,
  };
}
