import { DecimalScalar } from '../kernel/values/decimal.js';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MoneyScalar } from '../kernel/values/money.js';
import { DateScalar, JsonScalar } from '../kernel/values/scalars.js';
import {
  asRole,
  mayInsert,
  mayRead,
  ownEnterprise,
  ownInstitution,
  staff,
  rowPolicies,
} from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';

/** What one revision computed for one enterprise. calculated − product cut − cap cut − budget cut = granted, to the fen. */
@Entity({ policies: rowPolicies(mayRead(staff, ownEnterprise()), mayInsert(asRole('PLATFORM'))) })
@Index({ name: 'assessment_granted', properties: ['proposalId', 'granted', 'enterpriseId'] })
@ObjectType({ description: '企业测算: what one revision of the proposal computed for one enterprise.' })
@Access(Role.ENTERPRISE, ...staffRoles)
export class Assessment {
  @PrimaryKey({ type: 'uuid' })
  proposalId: string;

  @PrimaryKey({ type: 'uuid' })
  enterpriseId: string;

  @Property({ type: 'uuid' })
  rulesId: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '测算金额: sum of the lines.' })
  calculated: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string', default: '0' })
  @Field(() => MoneyScalar, { description: '险种上限核减: what the caps for single products take off.' })
  productCut: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '上限核减: what the cap for one enterprise takes off (§2).' })
  capCut: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '预算核减: what the budget policy takes off.' })
  budgetCut: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '拟补贴金额: calculated, less the cuts.' })
  granted: string;

  @Property({ type: 'text[]' })
  qualificationKinds: string[];

  /** What the run knew of the company, and of all companies together: with the lines, all that the amount came from. */
  @Property({ type: 'text', nullable: true })
  divisionFound: string | null;

  @Property({ type: 'text', nullable: true })
  statusFound: string | null;

  @Property({ type: 'text', nullable: true })
  nameFound: string | null;

  @Property({ type: 'date', nullable: true })
  assessedOn: string | null;

  @Property({ columnType: 'listed_qualification[]', type: 'string', defaultRaw: `'{}'` })
  listed: unknown;

  /** Packed, since they are only ever read together; the view `assessment_line` has them as rows. */
  @Property({ columnType: 'counted_policy[]', type: 'string', defaultRaw: `'{}'` })
  lines: unknown;

  @Property({ columnType: 'numeric(16,2)', type: 'string', default: '0' })
  cappedTotal: string;

  /** What earlier lists of the programme granted to the company, took of its caps by product, and granted altogether. */
  @Property({ columnType: 'numeric(14,2)', type: 'string', default: '0' })
  priorGranted: string;

  @Property({ type: 'jsonb', default: '{}' })
  priorProducts: unknown;

  @Property({ columnType: 'numeric(16,2)', type: 'string', default: '0' })
  priorTotal: string;
}

/** One policy's part of an assessment, as the view `assessment_line` reads it. */
@ObjectType({ description: '测算明细: one policy’s part: base × rate, rounded half up to the fen.' })
@Access(Role.ENTERPRISE, ...staffRoles)
export class AssessmentLine {
  proposalId: string;

  enterpriseId: string;

  policyId: string;

  /** Here too, since who reads a line may not read the whole proposal. */
  rulesId: string;

  productCode: string;

  @Field(() => MoneyScalar, { description: '补贴基数: premium paid less refunds.' })
  base: string;

  @Field(() => DecimalScalar, { description: '补贴比例: rate as a decimal; "0.5" is 50 %.' })
  rate: string;

  @Field(() => Int, {
    description:
      '投保年次: which year of insurance it is: 1 + the earlier policy years in which the company insured this product.',
  })
  insuranceYear: number;

  @Field(() => MoneyScalar, { description: '其他财政资金: what other public money paid for the policy.' })
  otherFunding: string;

  @Field(() => MoneyScalar, {
    description: '合计上限核减: what the ceiling together with other funding takes off; already out of `subsidy`.',
  })
  ceilingCut: string;

  @Field(() => MoneyScalar, { description: '补贴金额: base × rate rounded by the rules, less the ceiling’s cut.' })
  subsidy: string;

  @Field(() => String, { description: 'Section of the notice that sets the rate.' })
  section: string;

  @Field(() => DateScalar, { description: '起保日: first day of cover, as the run found it.' })
  startsOn: string;

  @Field(() => DateScalar, { description: '止期: last day of cover, as the run found it.' })
  endsOn: string;

  @Field(() => Boolean, {
    description:
      '审核准予计入: whether it counts only by the department’s decision, the company being qualified on another day.',
  })
  admitted: boolean;
}

export enum LeftOutReason {
  REGION_UNKNOWN = 'REGION_UNKNOWN',
  REGION_NOT_ELIGIBLE = 'REGION_NOT_ELIGIBLE',
  COMPANY_NOT_ACTIVE = 'COMPANY_NOT_ACTIVE',
  QUALIFICATION_MISSING = 'QUALIFICATION_MISSING',
  QUALIFICATION_FOR_REVIEW = 'QUALIFICATION_FOR_REVIEW',
  DOCUMENTS_MISSING = 'DOCUMENTS_MISSING',
  OUTSIDE_POLICY_YEAR = 'OUTSIDE_POLICY_YEAR',
  TERM_TOO_LONG = 'TERM_TOO_LONG',
  PRODUCT_NOT_SUBSIDISED = 'PRODUCT_NOT_SUBSIDISED',
  NOT_FIRST_TIME = 'NOT_FIRST_TIME',
  FUNDED_ELSEWHERE = 'FUNDED_ELSEWHERE',
  ENTERPRISE_EXCLUDED = 'ENTERPRISE_EXCLUDED',
  NOTHING_PAID = 'NOTHING_PAID',
  BELOW_ONE_FEN = 'BELOW_ONE_FEN',
  BLOCKED = 'BLOCKED',
  FAILED_SPOT_CHECK = 'FAILED_SPOT_CHECK',
  LINE_REMOVED = 'LINE_REMOVED',
}

registerEnumType(LeftOutReason, {
  name: 'LeftOutReason',
  description: '未计入原因: why a policy does not count in a revision. Values may be added.',
  valuesConfig: {
    REGION_UNKNOWN: { description: '注册地待核实: the place of registration is not known yet (§1 one).' },
    REGION_NOT_ELIGIBLE: { description: '注册地不符: not registered in a region of the programme (§1 one).' },
    COMPANY_NOT_ACTIVE: {
      description:
        '登记状态不符: by the register, the company is in a state that the rules leave out, for example deregistered.',
    },
    QUALIFICATION_MISSING: { description: '无适用资质: no eligible qualification in the policy year (§1 one).' },
    QUALIFICATION_FOR_REVIEW: {
      description:
        '资质日期待审: qualified on some day of the policy year, but not on the day the cover starts; the department decides (`admitPolicy`).',
    },
    DOCUMENTS_MISSING: { description: '材料不全: the policy document or the invoice is missing (§1 two, §3 four).' },
    OUTSIDE_POLICY_YEAR: { description: '起保日不在保单年度: the cover does not start in the policy year (§1 two).' },
    TERM_TOO_LONG: { description: '期限过长: the term is longer than the rules in force allow (§1 two).' },
    PRODUCT_NOT_SUBSIDISED: { description: '险种不符: the rules do not subsidise the product (§2).' },
    NOT_FIRST_TIME: { description: '非首次投保: the rules subsidise only a first year of insurance of this product.' },
    FUNDED_ELSEWHERE: { description: '其他资金已足额资助: other public money already reaches the ceiling.' },
    ENTERPRISE_EXCLUDED: {
      description: '企业被排除: the company is excluded from the programme, for example for bad credit.',
    },
    NOTHING_PAID: { description: '无实缴保费: refunds took the whole premium back (§2).' },
    BELOW_ONE_FEN: { description: '不足一分: the subsidy rounds to nothing.' },
    BLOCKED: { description: '已获其他省级补贴: other provincial money subsidised it already (闽科资函〔2024〕96号).' },
    FAILED_SPOT_CHECK: { description: '抽核不合格: a confirmed spot check speaks against it (§4).' },
    LINE_REMOVED: {
      description:
        '已从公示名单剔除: it counted, and the enterprise was excluded from the published list since (§3 five).',
    },
  },
});

/** A policy that does not count in a revision, and every reason why not. */
@Entity({ policies: rowPolicies(mayRead(staff, ownInstitution(), ownEnterprise()), mayInsert(asRole('PLATFORM'))) })
@ObjectType({ description: '未计入保单: a policy that a revision left out, with every reason.' })
@Access(Role.INSURER, Role.ENTERPRISE, ...staffRoles)
export class LeftOutPolicy {
  @PrimaryKey({ type: 'uuid' })
  proposalId: string;

  @PrimaryKey({ type: 'uuid' })
  enterpriseId: string;

  @PrimaryKey({ type: 'uuid' })
  policyId: string;

  /** Here too, since who reads it may not read the whole proposal. */
  @Property({ type: 'uuid' })
  rulesId: string;

  @Property({ type: 'uuid', index: true })
  institutionId: string;

  @Property({ type: 'text[]' })
  @Field(() => [LeftOutReason], { description: '原因: all that apply.' })
  reasons: LeftOutReason[];

  @Field(() => JsonScalar, {
    description:
      'What was found: `divisionCode`, `registerStatus`, `startsOn`, `endsOn`, `product`, `base`, `rate`, `insuranceYear`, `otherFunding`, `missingDocuments`, `qualifications` (kind, from, until), `exclusion`, `admitted`, `policyExclusions` (reason, explanation, source), `removal` (why the published line was removed).',
  })
  found: Record<string, unknown>;

  @Property({ type: 'text', nullable: true })
  divisionFound: string | null;

  @Property({ type: 'text', nullable: true })
  statusFound: string | null;

  @Property({ type: 'text' })
  productCode: string;

  @Property({ type: 'date' })
  startsOn: string;

  @Property({ type: 'date' })
  endsOn: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  base: string;

  @Property({ columnType: 'numeric(6,5)', type: 'string', nullable: true })
  rate: string | null;

  @Property({ type: 'int', default: 1 })
  insuranceYear: number;

  @Property({ columnType: 'numeric(14,2)', type: 'string', default: '0' })
  otherFunding: string;

  @Property({ type: 'text[]', default: [] })
  missingDocuments: string[];

  @Property({ columnType: 'listed_qualification[]', type: 'string', defaultRaw: `'{}'` })
  listed: unknown;

  @Property({ type: 'text', nullable: true })
  exclusion: string | null;

  @Property({ type: 'boolean', default: false })
  admitted: boolean;

  @Property({ type: 'jsonb', default: '[]' })
  policyExclusions: unknown;
}
