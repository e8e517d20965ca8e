import { DecimalScalar } from '../../kernel/values/decimal.js';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { MoneyScalar } from '../../kernel/values/money.js';
import { Node } from '../../kernel/node.js';
import { anybody, asRole, mayInsert, mayRead, rowPolicies } from '../../database/schema/row-security.js';
import { Access } from '../../access/access.js';
import { everybody } from '../../access/role.js';

/** A kind of insurance as one version of the rules subsidises it. */
@Entity({ policies: rowPolicies(mayRead(anybody), mayInsert(asRole())) })
@ObjectType({ implements: Node, description: '险种: a kind of insurance that the programme subsidises.' })
@Access(...everybody)
export class Product {
  @PrimaryKey({ type: 'uuid' })
  rulesId: string;

  @PrimaryKey({ type: 'text' })
  @Field(() => String, { description: 'Code of the product, for example `PRODUCT_LIABILITY`.' })
  code: string;

  @Property({ type: 'int' })
  position: number;

  @Property({ type: 'text' })
  @Field(() => String, { description: '险种名称: official name, in Chinese.' })
  name: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Name in English, for orientation.' })
  nameInEnglish: string;

  @Property({ type: 'text', fieldName: 'class' })
  @Field(() => String, { description: '类别: class A or B (§2).' })
  productClass: string;

  @Property({ columnType: 'numeric(6,5)', type: 'string' })
  @Field(() => DecimalScalar, {
    description:
      '补贴比例: share of the base that is subsidised, in the first year of insurance where later years differ, as a decimal: "0.5" is 50 %.',
  })
  rate: string;

  /**
   * The rates for the second year of insurance, the third, and so on; the last applies to all later years. Where empty,
   * `rate` always applies.
   */
  @Property({ columnType: 'numeric(6,5)[]', type: 'string[]', default: [] })
  @Field(() => [DecimalScalar], {
    description:
      '续保补贴比例: rates of the second year of insurance, the third, …; the last holds from then on. Empty where the rate is always the same.',
  })
  laterRates: string[];

  @Property({ columnType: 'numeric(14,2)', type: 'string', nullable: true })
  @Field(() => MoneyScalar, {
    nullable: true,
    description: '险种上限: most that one enterprise gets for this product; null where there is none.',
  })
  enterpriseCap: string | null;

  @Property({ type: 'boolean', default: false })
  @Field(() => Boolean, { description: '仅限首次投保: whether only a first year of insurance counts.' })
  firstTimeOnly: boolean;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Section of the notice that sets the rate, for example `§2(一)`.' })
  section: string;
}
