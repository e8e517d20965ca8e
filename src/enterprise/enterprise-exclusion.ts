import { OptionalProps } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import {
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  ownEnterprise,
  staff,
  rowPolicies,
} from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';

/** Derived from `liftedAt`. */
export enum EnterpriseExclusionStatus {
  IN_FORCE = 'IN_FORCE',
  LIFTED = 'LIFTED',
}

/**
 * A company that a programme leaves out whatever it insured, for example because of bad credit. A lifted exclusion
 * stays readable.
 */
@Entity({
  policies: rowPolicies(mayRead(staff, ownEnterprise()), mayInsert(asRole('PLATFORM')), mayUpdate(asRole('PLATFORM'))),
})
@Unique({ properties: ['programmeId', 'enterpriseId'], where: 'lifted_at is null' })
@ObjectType({ description: '企业排除: a company that a programme leaves out, with the reason and its source.' })
@Access(Role.ENTERPRISE, ...staffRoles)
export class EnterpriseExclusion {
  [OptionalProps]?: 'status' | 'version';

  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid' })
  programmeId: string;

  @Property({ type: 'uuid', index: true })
  enterpriseId: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '理由: why the company is left out.' })
  reason: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '来源: where that is written, for example the list of a credit authority.' })
  source: string;

  @Property({ type: 'uuid', nullable: true })
  excludedBy: string | null;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was entered.' })
  excludedAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was lifted; null while it holds.' })
  liftedAt: Date | null;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;

  get status(): EnterpriseExclusionStatus {
    return this.liftedAt ? EnterpriseExclusionStatus.LIFTED : EnterpriseExclusionStatus.IN_FORCE;
  }

  lift(at: Date): void {
    this.liftedAt = at;
  }
}
