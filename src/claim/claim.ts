import { Check, Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { GlobalId } from '../kernel/values/global-id.js';
import { MoneyScalar } from '../kernel/values/money.js';
import { Node } from '../kernel/node.js';
import { DateScalar, DateTimeScalar } from '../kernel/values/scalars.js';
import {
  asRole,
  mayDelete,
  mayInsert,
  mayRead,
  mayUpdate,
  onlyWhere,
  ownEnterprise,
  rowPolicies,
  staff,
} from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';
import { ClaimStatus } from './claim-status.js';
import { NotifiedBy } from './notification/notified-by.js';

/** Whether the company was notified that it has to claim, in SQL. */
export const noticeOfClaim = `case when told_at is not null then 'NOTIFIED' when status = 'AWAITING_CLAIM' then 'NOT_NOTIFIED' else 'NOT_ASKED' end`;

/**
 * The amount in fen, in SQL. Under row security the planner ignores statistics for comparisons of decimals, which are
 * not leakproof, and expects half of all rows.
 */
export const fenOfClaim = `(granted_amount * 100)::bigint`;

@Entity({
  policies: rowPolicies(
    mayRead(staff, ownEnterprise()),
    mayInsert(asRole('PLATFORM')),
    mayUpdate(asRole('PLATFORM', 'SCIENCE', 'FINANCE'), ownEnterprise()),
    // A line of a draft that the next draft no longer has was never a valid claim.
    mayDelete(onlyWhere(asRole('PLATFORM'), `status = 'PROPOSED'`)),
  ),
})
@Index({ name: 'claim_granted', properties: ['grantedAmount', 'id'] })
@Index({ name: 'claim_fen', expression: `create index "claim_fen" on "claim" ((${fenOfClaim}))` })
@Index({ name: 'claim_changed', properties: ['statusChangedAt', 'id'] })
@Index({ name: 'claim_status_changed', properties: ['status', 'statusChangedAt', 'id'], include: ['grantedAmount'] })
@Index({ name: 'claim_programme_granted', properties: ['programmeId', 'grantedAmount', 'id'] })
@Index({ name: 'claim_programme_changed', properties: ['programmeId', 'statusChangedAt', 'id'] })
@Index({
  name: 'claim_programme_status_changed',
  properties: ['programmeId', 'status', 'statusChangedAt', 'id'],
  include: ['grantedAmount'],
})
@Index({ name: 'claim_proposal', properties: ['proposalId', 'enterpriseId'] })
@Unique({ properties: ['enterpriseId', 'programmeId', 'list'] })
@Index({
  name: 'claim_expiring',
  properties: ['claimBy'],
  where: `status = 'AWAITING_CLAIM' and told_at is not null and reminded_at is not null`,
})
@Index({
  name: 'claim_to_remind',
  properties: ['claimBy'],
  where: `status = 'AWAITING_CLAIM' and reminded_at is null`,
})
@Index({
  name: 'claim_untold_programme_changed',
  properties: ['programmeId', 'statusChangedAt', 'id'],
  where: `status = 'AWAITING_CLAIM' and told_at is null`,
})
@Index({
  name: 'claim_untold_changed',
  properties: ['statusChangedAt', 'id'],
  where: `status = 'AWAITING_CLAIM' and told_at is null`,
})
@Index({
  name: 'claim_untold_granted',
  properties: ['grantedAmount', 'id'],
  where: `status = 'AWAITING_CLAIM' and told_at is null`,
})
@Index({
  name: 'claim_untold_waiting',
  properties: ['programmeId', 'claimBy', 'statusChangedAt', 'id'],
  where: `status = 'AWAITING_CLAIM' and told_at is null`,
})
@Index({
  name: 'claim_city_changed',
  expression: `create index "claim_city_changed" on "claim" ("programme_id", "region_code", (${noticeOfClaim}), "status_changed_at", "id")`,
})
@Index({ name: 'claim_payment_failed', properties: ['id'], where: `status = 'PAYMENT_FAILED'` })
@Check({
  name: 'claim_amount_adds_up',
  expression: 'granted_amount = calculated_amount - cap_cut - budget_cut - correction_cut',
})
@ObjectType({
  implements: Node,
  description: '企业补贴: one enterprise’s subsidy in one list of a programme, from proposed to paid.',
})
@Access(Role.ENTERPRISE, ...staffRoles)
export class Claim extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid' })
  programmeId: string;

  @Property({ type: 'uuid' })
  enterpriseId: string;

  /** Copied from the company by triggers. */
  @Property({ type: 'text', nullable: true })
  regionCode: string | null;

  @Property({ type: 'uuid' })
  proposalId: string;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, {
    description:
      '批次: 1 is the main list; 2, 3, … are supplementary lists (补充批次) of what was pushed after an approval.',
  })
  list: number;

  @Property({ type: 'text' })
  @Field(() => ClaimStatus, { description: '状态: the present state.' })
  status: ClaimStatus;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '测算金额: sum of its lines.' })
  calculatedAmount: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '上限核减: what the cap takes off, as a line of its own (§2).' })
  capCut: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '预算核减: what the budget policy takes off.' })
  budgetCut: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string', default: '0' })
  @Field(() => MoneyScalar, {
    description: '更正核减: what corrections of the published line, or the exclusion, take off.',
  })
  correctionCut: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, {
    description: '拟补贴金额: lines, less all cuts, to the fen; 0.00 once the enterprise is excluded.',
  })
  grantedAmount: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When its status last changed.' })
  statusChangedAt: Date;

  @Property({ type: 'date', nullable: true })
  @Field(() => DateScalar, {
    nullable: true,
    description: '填报截止: last day to claim, to its end in Asia/Shanghai; null until the enterprise was asked.',
  })
  claimBy: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was reminded that its time ends; null if not.' })
  remindedAt: Date | null;

  @Property({ type: 'timestamptz', fieldName: 'told_at', nullable: true })
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      '告知时间: when it was known that the company had been notified of this time to claim; null while it has not. Only then the claim can be given up.',
  })
  notifiedAt: Date | null;

  @Property({ type: 'text', fieldName: 'told_by', nullable: true })
  @Field(() => NotifiedBy, {
    nullable: true,
    description: '告知方式: how the company was notified; null while it has not been.',
  })
  notifiedBy: NotifiedBy | null;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;

  /** Extends the time to claim; the enterprise is reminded again before it ends. */
  extend(until: string): void {
    this.claimBy = until;
    this.remindedAt = null;
  }
}
