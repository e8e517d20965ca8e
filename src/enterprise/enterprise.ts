import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { GlobalId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import { DateScalar } from '../kernel/values/scalars.js';
import {
  asRole,
  mayDelete,
  mayInsert,
  mayRead,
  mayUpdate,
  onlyWhere,
  ownCity,
  ownEnterprise,
  ownInstitution,
  rowPolicies,
  staff,
} from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';
import { RegistrationStatus } from '../register/registered-company.js';

/** An insurer sees the companies that it insures. */
const insured = onlyWhere(
  { roles: ['INSURER'], condition: 'true' },
  `exists (select from institution_enterprise as insured where ${ownInstitution().condition} and insured.enterprise_id = enterprise.id)`,
);

@Entity({
  policies: rowPolicies(
    mayRead(staff, ownEnterprise('id'), insured, ownCity()),
    mayInsert(asRole('PLATFORM')),
    mayUpdate(asRole('PLATFORM')),
  ),
})
@Index({ name: 'enterprise_name', properties: ['name', 'creditCode'] })
@Index({
  name: 'enterprise_name_parts',
  expression: 'create index "enterprise_name_parts" on "enterprise" using gin (name_parts("name_key"))',
})
@Index({
  name: 'enterprise_name_key_due',
  expression: `create index "enterprise_name_key_due" on "enterprise" ("id") where strpos("name_key", E'\n') = 0`,
})
@Index({
  name: 'enterprise_folded_name',
  expression: `create index "enterprise_folded_name" on "enterprise" (split_part("name_key", E'\\n', 1))`,
})
@Index({ name: 'enterprise_region', properties: ['regionCode', 'creditCode'] })
@ObjectType({ implements: Node, description: '企业: the insured company. Its key is its unified social credit code.' })
@Access(Role.INSURER, Role.ENTERPRISE, ...staffRoles)
export class Enterprise extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'text' })
  @Unique()
  @Field(() => String, { description: '统一社会信用代码: 18 characters (GB 32100-2015).' })
  creditCode: string;

  @Property({ type: 'text' })
  @Field(() => String, {
    description: '企业名称: the registered name; until the register knows the company, the name that was given first.',
  })
  name: string;

  /**
   * The text that a search compares; a trigger fills it (`onCreate` leaves it empty), and `completeNameKeys` completes
   * it.
   */
  @Property({ type: 'text', lazy: true, onCreate: () => undefined })
  nameKey?: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '注册地区划: division code of the registered place; null until the register knows the company.',
  })
  divisionCode: string | null;

  @Property({ type: 'text', nullable: true })
  regionCode: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => RegistrationStatus, {
    nullable: true,
    description: '登记状态: status in the register; null until the register knows the company.',
  })
  registerStatus: RegistrationStatus | null;

  @Property({ type: 'boolean', default: false })
  @Field(() => Boolean, { description: 'Whether this is made-up demonstration data.' })
  demonstration: boolean;
}

@Entity({
  policies: rowPolicies(mayRead(staff, ownEnterprise()), mayInsert(asRole()), mayUpdate(asRole()), mayDelete(asRole())),
})
@Index({ name: 'qualification_from', properties: ['validFrom', 'id'] })
@Index({ name: 'qualification_until', properties: ['validUntil', 'id'] })
@Index({ name: 'qualification_kind_from', properties: ['kind', 'validFrom', 'id'] })
@Index({
  name: 'qualification_kind_term',
  expression: 'create index "qualification_kind_term" on "qualification" ("kind", ("valid_until" - "valid_from"))',
})
@Unique({ properties: ['enterpriseId', 'kind', 'validFrom'] })
@ObjectType({ description: '企业资质: one qualification of an enterprise, as a department listed it.' })
@Access(Role.ENTERPRISE, ...staffRoles)
export class Qualification {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid' })
  enterpriseId: string;

  @Property({ type: 'text' })
  kind: string;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '有效期起: first day on which it is valid.' })
  validFrom: string;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '有效期止: last day on which it is valid.' })
  validUntil: string;

  @Property({ type: 'text', index: true })
  @Field(() => String, { description: '来源: the list that it was imported from.' })
  source: string;

  @Property({ type: 'uuid', nullable: true })
  importId: string | null;
}
