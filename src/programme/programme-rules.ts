import { DecimalScalar } from '../kernel/values/decimal.js';
import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MoneyScalar } from '../kernel/values/money.js';
import { DateScalar, DateTimeScalar } from '../kernel/values/scalars.js';
import { anybody, asRole, mayInsert, mayRead, rowPolicies } from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { DocumentKind } from './catalogue/document-kind.js';
import { everybody } from '../access/role.js';
import { RegistrationStatus } from '../register/registered-company.js';

/** What happens when the subsidies of a year exceed the budget. */
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

/** The base of the subsidy: which premium the rate applies to. */
export enum SubsidyBase {
  PREMIUM_LESS_REFUNDS = 'PREMIUM_LESS_REFUNDS',
  GROSS_PREMIUM = 'GROSS_PREMIUM',
}

registerEnumType(SubsidyBase, {
  name: 'SubsidyBase',
  description: '补贴基数: what of the premium is subsidised.',
  valuesConfig: {
    PREMIUM_LESS_REFUNDS: { description: '实缴保费: premium paid, less refunds (退保、批减).' },
    GROSS_PREMIUM: { description: '签单保费: premium as written on the policy.' },
  },
});

/** How the subsidy of one policy is rounded to whole fen. */
export enum Rounding {
  HALF_UP = 'HALF_UP',
  DOWN = 'DOWN',
}

registerEnumType(Rounding, {
  name: 'Rounding',
  description: '取整方式: how the subsidy of one policy comes to whole fen.',
  valuesConfig: {
    HALF_UP: { description: '四舍五入: half a fen and more goes up.' },
    DOWN: { description: '舍去: what is less than a fen is dropped.' },
  },
});

/** On which day a company has to have an eligible kind. */
export enum QualificationBasis {
  POLICY_START = 'POLICY_START',
  FIXED_DAY = 'FIXED_DAY',
  ANY_DAY_OF_YEAR = 'ANY_DAY_OF_YEAR',
}

registerEnumType(QualificationBasis, {
  name: 'QualificationBasis',
  description: '资质认定时点: on which day a company has to be of an eligible kind.',
  valuesConfig: {
    POLICY_START: { description: '保单起期: on the first day of cover of each policy.' },
    FIXED_DAY: { description: '指定日期: on the day that the rules name.' },
    ANY_DAY_OF_YEAR: { description: '年度内任一日: on any day of the policy year.' },
  },
});

/** On which day a company has to be registered in a region of the programme. */
export enum RegionBasis {
  ASSESSMENT_DAY = 'ASSESSMENT_DAY',
  FIXED_DAY = 'FIXED_DAY',
}

registerEnumType(RegionBasis, {
  name: 'RegionBasis',
  description: '注册地认定时点: on which day the place of registration counts.',
  valuesConfig: {
    ASSESSMENT_DAY: { description: '测算日: on the day on which the proposal is computed.' },
    FIXED_DAY: { description: '指定日期: on the day that the rules name.' },
  },
});

/** The day whose company name the published list shows. */
export enum NameBasis {
  PUBLICATION_DAY = 'PUBLICATION_DAY',
  ASSESSMENT_DAY = 'ASSESSMENT_DAY',
}

registerEnumType(NameBasis, {
  name: 'NameBasis',
  description: '企业名称认定时点: which day’s registered name the published list shows.',
  valuesConfig: {
    PUBLICATION_DAY: { description: '公示日: the name on the day of publication.' },
    ASSESSMENT_DAY: { description: '测算日: the name on the day on which the proposal was computed.' },
  },
});

registerEnumType(DocumentKind, {
  name: 'DocumentKind',
  description: '佐证材料类别: what a paper proves.',
  valuesConfig: {
    POLICY: { description: '保险单: the valid policy document.' },
    INVOICE: { description: '保险费发票: the formal invoice.' },
  },
});

/**
 * One version of the rules of a programme. A proposal names the version that it used; a frozen version never changes.
 */
@Entity({ policies: rowPolicies(mayRead(anybody), mayInsert(asRole())) })
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
  @Field(() => Int, { description: '版本: number of the version, from 1.' })
  version: number;

  @Property({ type: 'text' })
  @Field(() => String, { description: '文号: number of the official document that sets this version.' })
  documentNumber: string;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: '生效时间: when this version came into force; null where it was there from the start.',
  })
  inForceAt: Date | null;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '每家企业上限: most that one enterprise gets in the programme (§2).' })
  enterpriseCap: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '上限依据: section of the notice that sets the caps.' })
  capSection: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '预算依据: section of the notice, or the other document, that limits the year’s funds.',
  })
  budgetSection: string | null;

  @Property({ type: 'text', default: 'PREMIUM_LESS_REFUNDS' })
  @Field(() => SubsidyBase, { description: '补贴基数: what of the premium is subsidised (§2).' })
  base: SubsidyBase;

  @Property({ type: 'text', default: 'HALF_UP' })
  @Field(() => Rounding, { description: '取整方式: how the subsidy of one policy comes to whole fen.' })
  rounding: Rounding;

  @Property({ columnType: 'numeric(6,5)', type: 'string', nullable: true })
  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      '合计资助上限: most of the base that this subsidy and other public money may cover together, as a decimal; null where there is none.',
  })
  fundingCeiling: string | null;

  @Property({ type: 'text', default: 'POLICY_START' })
  @Field(() => QualificationBasis, { description: '资质认定时点: the day on which a company has to qualify.' })
  qualificationBasis: QualificationBasis;

  @Property({ type: 'date', nullable: true })
  @Field(() => DateScalar, { nullable: true, description: '资质认定日: the day, where the basis is FIXED_DAY.' })
  qualificationDay: string | null;

  @Property({ columnType: 'numeric(16,2)', type: 'string', nullable: true })
  @Field(() => MoneyScalar, { nullable: true, description: '年度预算: the year’s funds; null where none is set.' })
  budget: string | null;

  @Property({ type: 'text' })
  @Field(() => BudgetPolicy, { description: '超预算处理方式: what happens above the budget.' })
  budgetPolicy: BudgetPolicy;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '保险期限上限: longest term of a policy, in months (§1 two).' })
  maximumTermMonths: number;

  @Property({ type: 'boolean', default: true })
  @Field(() => Boolean, {
    description:
      '期满日是否可为对应日: whether a policy of the longest term may end on the anniversary of its first day, such as 2024-01-11 to 2025-01-11 for 12 months; otherwise at most on the day before.',
  })
  termEndInclusive: boolean;

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

  @Property({ type: 'text', default: RegionBasis.ASSESSMENT_DAY })
  @Field(() => RegionBasis, { description: '注册地认定时点: the day on which the place of registration counts.' })
  regionBasis: RegionBasis;

  @Property({ type: 'date', nullable: true })
  @Field(() => DateScalar, { nullable: true, description: '注册地认定日: the day, where the basis is FIXED_DAY.' })
  regionDay: string | null;

  @Property({ type: 'text', default: NameBasis.PUBLICATION_DAY })
  @Field(() => NameBasis, { description: '企业名称认定时点: which day’s registered name the published list shows.' })
  nameBasis: NameBasis;

  @Property({ type: 'text[]', defaultRaw: `'{MOVED_OUT,REVOKED,MERGED,DEREGISTERED}'` })
  @Field(() => [RegistrationStatus], {
    description: '不予补贴的登记状态: a company in one of these on the day of assessment is left out.',
  })
  statusesOut: RegistrationStatus[];

  @Property({ type: 'text[]' })
  qualificationKinds: string[];

  @Property({ type: 'text[]' })
  @Field(() => [DocumentKind], { description: '必备材料: papers that a policy needs before it counts (§3 four).' })
  requiredDocuments: DocumentKind[];
}
