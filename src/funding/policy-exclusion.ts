import { OptionalProps } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import {
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  onlyWhere,
  ownEnterprise,
  ownInstitution,
  rowPolicies,
  staff,
} from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';

/** Why a policy is excluded; each is also a reason of the left-out list with the same name. */
export enum ExclusionReason {
  BLOCKED = 'BLOCKED',
  FAILED_SPOT_CHECK = 'FAILED_SPOT_CHECK',
}

/** Derived from `liftedAt`. */
export enum ExclusionStatus {
  IN_FORCE = 'IN_FORCE',
  LIFTED = 'LIFTED',
}

registerEnumType(ExclusionReason, {
  name: 'ExclusionReason',
  description: '不予计入原因: why a policy counts in no later assessment.',
  valuesConfig: {
    BLOCKED: { description: '已获其他省级补贴: other provincial money subsidised it already (闽科资函〔2024〕96号).' },
    FAILED_SPOT_CHECK: { description: '抽核不合格: a spot check found its papers false or wanting (§4).' },
  },
});

const blocks = onlyWhere(asRole('PLATFORM'), `reason = '${ExclusionReason.BLOCKED}'`);
const fails = onlyWhere(asRole('SCIENCE', 'REGULATOR'), `reason = '${ExclusionReason.FAILED_SPOT_CHECK}'`);

/** The exclusion of a policy from later assessments, until it is lifted. */
@Entity({
  policies: rowPolicies(mayRead(staff, ownInstitution(), ownEnterprise()), mayInsert(blocks, fails), mayUpdate(blocks)),
})
@Unique({ properties: ['policyId', 'reason'], where: 'lifted_at is null' })
@Index({ properties: ['policyId'] })
@ObjectType({ description: '不予计入记录: why a policy counts in no assessment, from when, until when.' })
@Access(Role.INSURER, Role.ENTERPRISE, ...staffRoles)
export class PolicyExclusion {
  [OptionalProps]?: 'status' | 'version';

  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid' })
  policyId: string;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'uuid' })
  enterpriseId: string;

  @Property({ type: 'text' })
  @Field(() => ExclusionReason, { description: '原因: why it is excluded.' })
  reason: ExclusionReason;

  @Property({ type: 'text' })
  @Field(() => String, { description: '说明: the reason in words.' })
  explanation: string;

  @Property({ type: 'text' })
  @Field(() => String, {
    description: '依据: where that is known from, for example the document number of the other subsidy.',
  })
  source: string;

  @Property({ type: 'uuid', nullable: true })
  excludedBy: string | null;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'Since when it does not count.' })
  excludedAt: Date;

  @Property({ type: 'uuid', nullable: true })
  liftedBy: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '解除时间: when it was lifted; null while it holds.' })
  liftedAt: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '解除理由: why it was lifted.' })
  liftReason: string | null;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;

  get status(): ExclusionStatus {
    return this.liftedAt ? ExclusionStatus.LIFTED : ExclusionStatus.IN_FORCE;
  }

  lift(by: string | null, at: Date, reason: string): void {
    this.liftedBy = by;
    this.liftedAt = at;
    this.liftReason = reason;
  }
}
