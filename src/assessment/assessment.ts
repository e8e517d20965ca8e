import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { MoneyScalar } from '../kernel/values/money.js';
import { asRole, mayInsert, mayRead, ownEnterprise, staff, rowPolicies } from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';

/**
 * What one revision computed for one enterprise. calculated − productCut − capCut − budgetCut = granted, to the fen.
 */
@Entity({ policies: rowPolicies(mayRead(staff, ownEnterprise()), mayInsert(asRole('PLATFORM'))) })
@Index({ name: 'assessment_granted', properties: ['proposalId', 'granted', 'enterpriseId'] })
@Index({
  name: 'assessment_division',
  expression: 'create index "assessment_division" on "assessment" ("proposal_id", "division_found" collate "C")',
})
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

  /**
   * The inputs of the computation for the company and for all companies together. With the lines they determine the
   * amount.
   */
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

  /** Stored as an array, because the lines are always read together; the view `assessment_line` has them as rows. */
  @Property({ columnType: 'counted_policy[]', type: 'string', defaultRaw: `'{}'` })
  lines: unknown;

  @Property({ columnType: 'numeric(16,2)', type: 'string', default: '0' })
  cappedTotal: string;

  /**
   * From earlier lists of the programme: the amount granted to the company, the used part of its product caps, and the
   * total of all grants.
   */
  @Property({ columnType: 'numeric(14,2)', type: 'string', default: '0' })
  priorGranted: string;

  @Property({ type: 'jsonb', default: '{}' })
  priorProducts: unknown;

  @Property({ columnType: 'numeric(16,2)', type: 'string', default: '0' })
  priorTotal: string;
}
