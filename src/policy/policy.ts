import { DecimalScalar } from '../kernel/values/decimal.js';
import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GlobalId } from '../kernel/values/global-id.js';
import { formatYuan, MoneyScalar, parseYuan } from '../kernel/values/money.js';
import { Node } from '../kernel/node.js';
import { DateScalar, DateTimeScalar } from '../kernel/values/scalars.js';
import {
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  ownEnterprise,
  ownInstitution,
  staff,
  rowPolicies,
} from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { PolicyOutcomeStatus } from './policy-outcome.js';
import { Role, staff as staffRoles } from '../access/role.js';

export enum PolicyStatus {
  ACCEPTED = 'ACCEPTED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(PolicyStatus, {
  name: 'PolicyStatus',
  description: '保单状态: whether a policy counts or was withdrawn.',
  valuesConfig: {
    ACCEPTED: { description: '已受理: counts if it is complete and eligible.' },
    WITHDRAWN: { description: '已撤回: taken back by its institution; counts nowhere.' },
  },
});

@Entity({
  policies: rowPolicies(
    mayRead(staff, ownInstitution(), ownEnterprise()),
    mayInsert(asRole(), ownInstitution()),
    mayUpdate(asRole(), ownInstitution()),
  ),
})
@Index({ name: 'policy_accepted', properties: ['acceptedAt', 'id'] })
@Index({ name: 'policy_number', properties: ['policyNo', 'id'] })
@Index({ name: 'policy_institution_accepted', properties: ['institutionId', 'acceptedAt', 'id'] })
@Index({ name: 'policy_institution_number', properties: ['institutionId', 'policyNo', 'id'] })
@Index({ name: 'policy_enterprise_accepted', properties: ['enterpriseId', 'acceptedAt', 'id'] })
@Index({ name: 'policy_programme_accepted', properties: ['programmeId', 'acceptedAt', 'id'] })
@Index({ name: 'policy_product_accepted', properties: ['productCode', 'acceptedAt', 'id'] })
@Index({ name: 'policy_starts', properties: ['startsOn', 'id'] })
@Index({ name: 'policy_submission_accepted', properties: ['submissionId', 'acceptedAt', 'id'] })
@Index({ name: 'policy_submission_row', properties: ['submissionId', 'rowNumber'], where: 'row_number is not null' })
@Index({ name: 'policy_withdrawn', properties: ['acceptedAt', 'id'], where: `status = 'WITHDRAWN'` })
@Index({ name: 'policy_incomplete', properties: ['acceptedAt', 'id'], where: 'incomplete' })
@Index({
  name: 'policy_institution_incomplete',
  properties: ['institutionId', 'acceptedAt', 'id'],
  where: 'incomplete',
})
@Unique({ properties: ['institutionId', 'policyNo'], where: `status = 'ACCEPTED'` })
@Index({
  name: 'policy_institution_outcome',
  properties: ['institutionId', 'outcome', 'acceptedAt', 'id'],
  include: ['programmeId', 'premium', 'refunded'],
})
@Index({
  name: 'policy_programme_sums',
  properties: ['programmeId', 'outcome', 'acceptedAt', 'id'],
  include: ['premium', 'refunded', 'enterpriseId', 'status', 'incomplete'],
})
@Index({ properties: ['coinsuranceNo'], where: 'coinsurance_no is not null' })
@ObjectType({ implements: Node, description: '保单: one insurance contract, or this insurer’s share of one.' })
@Access(Role.INSURER, Role.ENTERPRISE, ...staffRoles)
export class Policy extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid' })
  programmeId: string;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'uuid' })
  enterpriseId: string;

  @Property({ type: 'uuid' })
  submissionId: string;

  @Property({ type: 'text' })
  @Field(() => String, {
    description:
      '保单号: unique within the institution, in the form that is compared: half width, without blanks; case counts; `sentIdentifiers` has what was sent.',
  })
  policyNo: string;

  @Property({ type: 'text', default: '' })
  @Field(() => String, {
    description:
      '投保单位名称: name of the policyholder as the insurer sent it. Lists use the registered name, `enterprise.name`.',
  })
  insuredName: string;

  @Property({ type: 'text' })
  productCode: string;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '保险起期: first day of cover.' })
  startsOn: string;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '保险止期: last day of cover.' })
  endsOn: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '保费: gross premium that was paid.' })
  premium: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string', default: '0' })
  @Field(() => MoneyScalar, { description: '退保批减: refunds recorded against it; the base is premium less refunds.' })
  refunded: string;

  @Property({ type: 'text', index: true })
  @Field(() => String, { description: '发票号码: the fully digital 20 digits, or code and number.' })
  invoiceNo: string;

  @Property({ columnType: 'numeric(7,4)', type: 'string', default: '100' })
  @Field(() => DecimalScalar, {
    description: '共保比例: this insurer’s share of the contract, in per cent; "100" is all of it.',
  })
  share: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '共保合同号: number of a co-insured contract, the same for all its insurers.',
  })
  coinsuranceNo: string | null;

  /** Identifiers as they were sent, by field, where the stored form differs. */
  @Property({ type: 'jsonb', nullable: true })
  asSent: Record<string, string> | null;

  @Property({ type: 'int', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: '文件行号: its row in the file that brought it; null where none did.',
  })
  rowNumber: number | null;

  @Property({ type: 'text' })
  @Field(() => PolicyStatus, { description: '状态: whether it counts.' })
  status: PolicyStatus;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was accepted.' })
  acceptedAt: Date;

  /** The outcome of the policy, updated by the job `follow outcomes`. */
  @Property({ type: 'text', default: 'AWAITING_DOCUMENTS' })
  outcome: PolicyOutcomeStatus;

  @Property({ type: 'timestamptz', nullable: true })
  outcomeAt: Date | null;

  @Property({ type: 'uuid', nullable: true })
  outcomeProposalId: string | null;

  @Property({ type: 'int', nullable: true })
  outcomeRevision: number | null;

  /** Whether a paper that the rules require is missing; triggers update it. */
  @Property({ type: 'boolean', default: true })
  incomplete: boolean;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;

  /** 实缴保费, in fen: the premium less refunds (§2). */
  netPremium(): bigint {
    return (parseYuan(this.premium) ?? 0n) - (parseYuan(this.refunded) ?? 0n);
  }

  /** Adds a refund in fen; it cannot exceed the net premium. */
  refund(amount: bigint): void {
    if (amount > this.netPremium()) throw new Error('A refund is more than what was paid');
    this.refunded = formatYuan((parseYuan(this.refunded) ?? 0n) + amount);
    this.version += 1;
  }
}
