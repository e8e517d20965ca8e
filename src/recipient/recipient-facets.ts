import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { Field, Int, ObjectType } from 'type-graphql';
import { MoneyScalar } from '../kernel/values/money.js';
import { allOf } from '../kernel/lists/list-statement.js';
import { Access } from '../access/access.js';
import { everybody } from '../access/role.js';
import { type RecipientConditions, recipientConditions } from './recipients.sql.js';
import { named } from '../database/schema/columns.js';

@ObjectType({ description: '筛选项: one value to filter by, and what it would leave.' })
@Access(...everybody)
export class RecipientFacet {
  @Field(() => String, { description: 'Code of the value, as the filter takes it.' })
  key: string;

  @Field(() => String, { description: '名称: name in Chinese.' })
  name: string;

  @Field(() => String, { description: 'Name in English.' })
  nameInEnglish: string;

  @Field(() => Int, { description: '企业数: how many lines.' })
  recipientCount: number;

  @Field(() => MoneyScalar, {
    nullable: true,
    description: '拟补贴金额: their sum; null by product, where a sum would come near to premiums.',
  })
  totalAmount: string | null;
}

@ObjectType({ description: '金额区间: lines whose amount is from `lowest` to `highest`, both included.' })
@Access(...everybody)
export class AmountBand {
  @Field(() => MoneyScalar, { description: '下限: lowest amount of the band, for `amountFrom`.' })
  lowest: string;

  @Field(() => MoneyScalar, { nullable: true, description: '上限: for `amountTo`; null for the last band.' })
  highest: string | null;

  @Field(() => Int, { description: '企业数: how many lines.' })
  recipientCount: number;

  @Field(() => MoneyScalar, { description: '拟补贴金额: sum of the amounts, in yuan.' })
  totalAmount: string;
}

@ObjectType({
  description:
    '筛选统计: what a filter leaves, and what each further value would; each group without its own condition.',
})
@Access(...everybody)
export class RecipientFacets {
  @Field(() => Int, { description: '企业数: lines that the filter leaves.' })
  recipientCount: number;

  @Field(() => MoneyScalar, { description: '拟补贴金额: sum of the amounts, in yuan.' })
  totalAmount: string;

  @Field(() => [RecipientFacet], { description: '设区市: by reporting region.' })
  cities: RecipientFacet[];

  @Field(() => [RecipientFacet], { description: '险种: by product; a company with several counts in each.' })
  products: RecipientFacet[];

  @Field(() => [RecipientFacet], { description: '企业资质: by kind of company; one with several counts in each.' })
  qualifications: RecipientFacet[];

  @Field(() => [AmountBand], { description: '金额区间: by size of the amount, the smallest first.' })
  amounts: AmountBand[];
}

/** Where one band of amounts ends and the next begins, in yuan: a way to look at a list, not a rule of a programme. */
const bandStarts = [0, 10_000, 50_000, 100_000, 300_000];

const totals = sql`count(*)::int as "recipientCount"`;

export async function readRecipientFacets(
  em: EntityManager,
  releaseId: string,
  filter: RecipientConditions,
): Promise<RecipientFacets> {
  const matching = (without: (keyof RecipientConditions)[]) => {
    const kept = Object.fromEntries(Object.entries(filter).filter(([key]) => !without.includes(key as never)));
    return sql`recipient where ${allOf([sql`release_id = ${releaseId}::uuid`, ...recipientConditions(kept)])}`;
  };
  const read = async <Row>(query: RawBuilder<Row>) => (await query.execute(em.getKysely())).rows;
  const whole = await read(sql<RecipientFacets>`
    select ${totals}, coalesce(sum(amount), 0)::numeric(16,2)::text as "totalAmount" from ${matching([])}`);
  const cities = await read(sql<RecipientFacet>`
    select code as key, ${named('name', 'name_in_english')}, "recipientCount", "totalAmount"
    from (select region_code, ${totals}, sum(amount)::text as "totalAmount"
      from ${matching(['region'])} group by region_code) as groups
    join region on region.code = region_code order by code`);
  const products = await read(sql<RecipientFacet>`
    select code as key, name, "nameInEnglish", "recipientCount", null as "totalAmount"
    from (select code, ${totals} from (select unnest(product_codes) as code
      from ${matching(['product'])}) as each group by code) as groups
    join (select distinct on (code) code, ${named('name', 'name_in_english')} from product
      order by code, rules_id desc) as named using (code) order by "recipientCount" desc, code`);
  const qualifications = await read(sql<RecipientFacet>`
    select code as key, ${named('name', 'name_in_english')}, "recipientCount", null as "totalAmount"
    from (select code, ${totals} from (select unnest(qualification_kinds) as code
      from ${matching(['qualification'])}) as each group by code) as groups
    join qualification_kind using (code) order by "recipientCount" desc, code`);
  const bands = await read(sql<{ band: number; recipientCount: number; totalAmount: string }>`
    select width_bucket(amount, ${bandStarts}::numeric[]) as band, ${totals}, sum(amount)::text as "totalAmount"
    from ${matching(['amountFrom', 'amountTo'])} group by 1`);
  return { ...(whole[0] as RecipientFacets), cities, products, qualifications, amounts: bandsOf(bands) };
}

function bandsOf(found: { band: number; recipientCount: number; totalAmount: string }[]): AmountBand[] {
  return bandStarts.map((start, index) => {
    const next = bandStarts[index + 1];
    const { recipientCount = 0, totalAmount = '0.00' } = found.find(({ band }) => band === index + 1) ?? {};
    return { lowest: `${start}.00`, highest: next ? `${next - 1}.99` : null, recipientCount, totalAmount };
  });
}
