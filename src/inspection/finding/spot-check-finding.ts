import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Access } from '../../access/access.js';
import { Role, staff as staffRoles } from '../../access/role.js';
import {
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  onlyWhere,
  ownInstitution,
  rowPolicies,
  staff,
} from '../../database/schema/row-security.js';
import { DateTimeScalar } from '../../kernel/values/scalars.js';

export enum Verdict {
  PASSED = 'PASSED',
  FAILED = 'FAILED',
}

registerEnumType(Verdict, {
  name: 'FindingVerdict',
  description: '抽核结论: what the papers of a policy show.',
  valuesConfig: {
    PASSED: { description: '合格: the papers bear the policy out.' },
    FAILED: { description: '不合格: they do not; the faults say in what.' },
  },
});

export enum FindingFault {
  POLICY_DOCUMENT_INVALID = 'POLICY_DOCUMENT_INVALID',
  INVOICE_INVALID = 'INVOICE_INVALID',
  PREMIUM_NOT_PAID = 'PREMIUM_NOT_PAID',
  POLICYHOLDER_DIFFERS = 'POLICYHOLDER_DIFFERS',
  PRODUCT_DIFFERS = 'PRODUCT_DIFFERS',
  PERIOD_DIFFERS = 'PERIOD_DIFFERS',
  AMOUNT_DIFFERS = 'AMOUNT_DIFFERS',
  OTHER = 'OTHER',
}

registerEnumType(FindingFault, {
  name: 'FindingFault',
  description: '不合格情形: which condition of a policy (§1 two) its papers do not bear out. Values may be added.',
  valuesConfig: {
    POLICY_DOCUMENT_INVALID: { description: '保险单虚假或无效: the policy document is false or not valid.' },
    INVOICE_INVALID: { description: '发票虚假、作废或重复使用: the invoice is false, void or used twice.' },
    PREMIUM_NOT_PAID: { description: '保费未实缴或已退还: the premium was not paid, or paid back.' },
    POLICYHOLDER_DIFFERS: { description: '投保人不符: the policyholder is not the enterprise.' },
    PRODUCT_DIFFERS: { description: '险种不符: what is insured is not the product that was pushed.' },
    PERIOD_DIFFERS: { description: '保险期间不符: the period is another.' },
    AMOUNT_DIFFERS: { description: '保费金额不符: the premium is another.' },
    OTHER: { description: '其他: as the text says.' },
  },
});

const examiners = asRole('SCIENCE', 'REGULATOR');

@Entity({
  policies: rowPolicies(
    mayRead(staff, onlyWhere(ownInstitution(), 'confirmed')),
    mayInsert(onlyWhere(examiners, 'not confirmed')),
    mayUpdate(examiners),
  ),
})
@Index({ properties: ['itemId', 'recordedAt'] })
@Unique({ name: 'spot_check_finding_open_unique', properties: ['itemId'], where: 'decided_at is null' })
@ObjectType({
  description: '抽核结论: what somebody found. The institution reads it once another person has confirmed it.',
})
@Access(Role.INSURER, ...staffRoles)
export class SpotCheckFinding {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid' })
  itemId: string;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'text' })
  @Field(() => Verdict, { description: '结论: result of the examination.' })
  verdict: Verdict;

  @Property({ type: 'text[]' })
  @Field(() => [FindingFault], { description: '不合格情形: what does not hold; empty where it passed.' })
  faults: FindingFault[];

  @Property({ type: 'text' })
  @Field(() => String, {
    description: '说明: what was examined and found. Confirmed as failed, the institution and the enterprise read it.',
  })
  text: string;

  @Property({ type: 'uuid' })
  recordedBy: string;

  @Property({ type: 'text' })
  @Field(() => Role, { description: '登记部门: as which office it was recorded.' })
  recordedAs: Role;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date;

  @Property({ type: 'boolean', default: false })
  @Field(() => Boolean, { description: '是否已复核确认: whether another person confirmed it.' })
  confirmed: boolean;

  @Property({ type: 'uuid', nullable: true })
  decidedBy: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was confirmed or returned; null before.' })
  decidedAt: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '退回理由: why it was returned; null where it was not.' })
  returnReason: string | null;

  confirm(by: string | null, at: Date): void {
    this.decide(by, at);
    this.confirmed = true;
  }

  return(by: string | null, at: Date, reason: string): void {
    this.decide(by, at);
    this.returnReason = reason;
  }

  decide(by: string | null, at: Date): void {
    this.decidedBy = by;
    this.decidedAt = at;
  }
}
