import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MoneyScalar } from '../common/money.js';
import { anybody, asRole, mayInsert, mayRead, mayUpdate } from '../database/row-security.js';
import { Access } from '../identity/access.js';
import { everybody } from '../identity/role.js';

/** What happens when the subsidies of a year come to more than its money. */
export enum BudgetPolicy {
  NONE = 'NONE',
  PRO_RATA = 'PRO_RATA',
}

registerEnumType(BudgetPolicy, {
  name: 'BudgetPolicy',
  description: '超预算处理方式: what happens when the subsidies come to more than the budget.',
  valuesConfig: {
    NONE: { description: '不调整: nothing; the budget is for information.' },
    PRO_RATA: {
      description: '按比例调整: one factor for all, rounded down to the fen; the remaining fen by largest remainder.',
    },
  },
});

/** One version of the rules of a programme. A proposal names the version it used; a frozen one never changes. */
@Entity({ policies: [mayRead(anybody), mayInsert(asRole('SCIENCE')), mayUpdate(asRole('SCIENCE'))] })
@Unique({ properties: ['programmeId', 'version'] })
@ObjectType({
  description: '补贴规则: who is eligible, and how much is paid. One version; a frozen one never changes.',
})
@Access(...everybody)
export class ProgrammeRules {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid' })
  programmeId: string;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '版本: 1, 2, …' })
  version: number;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '每家企业上限: most that one enterprise gets in the programme (§2).' })
  enterpriseCap: string;

  @Property({ columnType: 'numeric(16,2)', type: 'string', nullable: true })
  @Field(() => MoneyScalar, { nullable: true, description: '年度预算: the year’s funds; null where none is set.' })
  budget: string | null;

  @Property({ type: 'text' })
  @Field(() => BudgetPolicy, { description: '超预算处理方式: what happens above the budget.' })
  budgetPolicy: BudgetPolicy;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '保险期限上限: longest term of a policy, in months (§1 two).' })
  maximumTermMonths: number;

  @Property({ type: 'text[]' })
  @Field(() => [String], {
    description: '适用地区: division codes (GB/T 2260) or their beginnings that are in (§1 one).',
  })
  regionsIn: string[];

  @Property({ type: 'text[]' })
  @Field(() => [String], {
    description: '不适用地区: division codes or their beginnings that are out, such as 3502 Xiamen.',
  })
  regionsOut: string[];

  @Property({ type: 'text[]' })
  qualificationKinds: string[];

  @Property({ type: 'text[]' })
  @Field(() => [String], {
    description: '必备材料: papers a policy needs before it counts (§3 four): POLICY, INVOICE.',
  })
  requiredDocuments: string[];
}

/** A kind of insurance as one version of the rules subsidises it. */
@Entity({ policies: [mayRead(anybody), mayInsert(asRole('SCIENCE'))] })
@ObjectType({ description: '险种: a kind of insurance that the programme subsidises.' })
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
  @Field(() => String, { name: 'class', description: '类别: class A or B (§2).' })
  productClass: string;

  @Property({ columnType: 'numeric(6,5)', type: 'string' })
  @Field(() => String, {
    description: '补贴比例: share of the premium that is subsidised, as a decimal: "0.5" is 50 %.',
  })
  rate: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Section of the notice that sets the rate, for example `§2(一)`.' })
  section: string;
}
