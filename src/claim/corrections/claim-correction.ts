import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Access } from '../../access/access.js';
import { Role, staff as staffRoles } from '../../access/role.js';
import { asRole, mayInsert, mayRead, ownEnterprise, rowPolicies, staff } from '../../database/schema/row-security.js';
import { MoneyScalar } from '../../kernel/values/money.js';
import { DateTimeScalar } from '../../kernel/values/scalars.js';

/** A change of a claim's amount after the computation: a corrected line, or the exclusion. It never changes. */
@Entity({ policies: rowPolicies(mayRead(staff, ownEnterprise()), mayInsert(asRole('SCIENCE'))) })
@Index({ properties: ['claimId'] })
@ObjectType({ description: '金额更正: a change of the amount after it was computed, with its reason.' })
@Access(Role.ENTERPRISE, ...staffRoles)
export class ClaimCorrection {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid' })
  claimId: string;

  @Property({ type: 'uuid' })
  enterpriseId: string;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: '是否剔除: whether the enterprise was excluded from the list.' })
  excluded: boolean;

  /** The approved revision without this company, where that is the reason of the exclusion. */
  @Property({ type: 'uuid', nullable: true })
  proposalId: string | null;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '更正前金额: amount before, in yuan.' })
  amountBefore: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '更正后金额: amount after, in yuan.' })
  amountAfter: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '理由: the reason of the correction.' })
  reason: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was corrected.' })
  correctedAt: Date;
}
