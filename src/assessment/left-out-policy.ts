import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';
import {
  asRole,
  mayInsert,
  mayRead,
  ownEnterprise,
  ownInstitution,
  rowPolicies,
  staff,
} from '../database/schema/row-security.js';
import { JsonScalar } from '../kernel/values/scalars.js';

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

/** A policy that does not count in a revision, with every reason. */
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

  /** Stored here too, because not everybody who may read it may read the whole proposal. */
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
