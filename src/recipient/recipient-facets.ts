import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { Field, Int, ObjectType } from 'type-graphql';
import { MoneyScalar } from '../kernel/values/money.js';
import { Access } from '../access/access.js';
import { everybody } from '../access/role.js';
import { bandStarts, type CountedLines } from './counted-lines.js';
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

export async function readRecipientFacets(em: EntityManager, counted: CountedLines): Promise<RecipientFacets> {
  const read = async <Row>(query: RawBuilder<Row>) => (await query.execute(em.getKysely())).rows;
  const counts = sql`code, ${named('recipient_count', 'total_amount')}`;
  const [whole] = await read(sql<Counted>`select ${counts} from ${counted('ALL')}`);
  const cities = await read(sql<RecipientFacet>`
    select code as key, ${named('name', 'name_in_english', 'recipient_count', 'total_amount')}
    from ${counted('CITY')} join region using (code) order by code`);
  const products = await read(sql<RecipientFacet>`
    select code as key, name, "nameInEnglish", ${named('recipient_count')}, null as "totalAmount"
    from ${counted('PRODUCT')}
    join (select distinct on (code) code, ${named('name', 'name_in_english')} from product
      order by code, rules_id desc) as named using (code) order by recipient_count desc, code`);
  const qualifications = await read(sql<RecipientFacet>`
    select code as key, ${named('name', 'name_in_english', 'recipient_count')}, null as "totalAmount"
    from ${counted('QUALIFICATION')} join qualification_kind using (code) order by recipient_count desc, code`);
  const bands = await read(sql<Counted>`select ${counts} from ${counted('BAND')}`);
  const { recipientCount, totalAmount } = whole ?? none;
  return { recipientCount, totalAmount, cities, products, qualifications, amounts: bandsOf(bands) };
}

interface Counted {
  code: string;
  recipientCount: number;
  totalAmount: string;
}

const none = { recipientCount: 0, totalAmount: '0.00' };

function bandsOf(found: Counted[]): AmountBand[] {
  return bandStarts.map((start, index) => {
    const next = bandStarts[index + 1];
    const { recipientCount, totalAmount } = found.find(({ code }) => code === String(index + 1)) ?? none;
    return { lowest: `${start}.00`, highest: next ? `${next - 1}.99` : null, recipientCount, totalAmount };
  });
}
