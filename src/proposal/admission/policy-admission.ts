import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../kernel/values/scalars.js';
import {
  asRole,
  mayInsert,
  mayRead,
  ownEnterprise,
  ownInstitution,
  staff,
  rowPolicies,
} from '../../database/schema/row-security.js';
import { Access } from '../../access/access.js';
import { Role, staff as staffRoles } from '../../access/role.js';

/**
 * The department's decision that a policy counts although the company was qualified only on another day of the year (§1
 * one).
 */
@Entity({ policies: rowPolicies(mayRead(staff, ownInstitution(), ownEnterprise()), mayInsert(asRole('SCIENCE'))) })
@ObjectType({
  description:
    '资质审核准予计入: the decision that a policy counts although the company qualified only on another day of the policy year.',
})
@Access(Role.INSURER, Role.ENTERPRISE, ...staffRoles)
export class PolicyAdmission {
  @PrimaryKey({ type: 'uuid' })
  policyId: string;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'uuid' })
  enterpriseId: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '理由: why it counts.' })
  reason: string;

  @Property({ type: 'uuid' })
  admittedBy: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was decided. It counts from the next revision on.' })
  admittedAt: Date;
}
