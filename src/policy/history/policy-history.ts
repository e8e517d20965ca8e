import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { MoneyScalar } from '../../kernel/values/money.js';
import { DateScalar, DateTimeScalar } from '../../kernel/values/scalars.js';
import { asRole, mayInsert, mayRead, ownInstitution, staff, rowPolicies } from '../../database/schema/row-security.js';
import { Access } from '../../access/access.js';
import { Role, staff as staffRoles } from '../../access/role.js';

const ofInstitution = {
  policies: rowPolicies(mayRead(staff, ownInstitution()), mayInsert(asRole(), ownInstitution())),
};

/** A refund; it lowers the net premium (§2). */
@Entity(ofInstitution)
@Unique({ properties: ['policyId', 'endorsementNo'] })
@ObjectType({ description: '退保批减: a refund of premium recorded against a policy.' })
@Access(Role.INSURER, ...staffRoles)
export class PolicyRefund {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'uuid' })
  policyId: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '批单号: number of the endorsement.' })
  endorsementNo: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '退费金额: premium that was paid back.' })
  amount: string;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '批改日期: day of the endorsement.' })
  refundedOn: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: Date;
}

@ObjectType({ description: '更正字段: one field that a correction changed.' })
@Access(Role.INSURER, ...staffRoles)
export class FieldChange {
  @Field(() => String, { description: 'Name of the field, as in the input.' })
  field: string;

  @Field(() => String, { name: 'before', nullable: true, description: '更正前: the former value.' })
  from: string | null;

  @Field(() => String, { name: 'after', nullable: true, description: '更正后: the new value.' })
  to: string | null;
}

@Entity(ofInstitution)
@Unique({ properties: ['policyId', 'version'] })
@ObjectType({ description: '保单更正: one correction of a policy by its institution, and what it changed.' })
@Access(Role.INSURER, ...staffRoles)
export class PolicyCorrection {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'uuid' })
  policyId: string;

  /** The file that contained the correction; null for a mutation. */
  @Property({ type: 'uuid', nullable: true, index: true })
  submissionId: string | null;

  @Property({ type: 'int' })
  @Field(() => Int, { description: 'Version of the policy since.' })
  version: number;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '更正理由: why it was corrected.' })
  reason: string | null;

  @Property({ type: 'jsonb' })
  @Field(() => [FieldChange], { description: '更正内容: what changed.' })
  changes: FieldChange[];

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was corrected.' })
  correctedAt: Date;
}
