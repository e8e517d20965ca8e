import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { MoneyScalar } from '../kernel/values/money.js';
import { asRole, mayInsert, mayRead, ownEnterprise, staff, rowPolicies } from '../database/schema/row-security.js';
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
