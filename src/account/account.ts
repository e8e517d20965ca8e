import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import {
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  ownAccount,
  ownEnterprise,
  ownInstitution,
  rowPolicies,
  staff,
} from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { everybody, Role } from '../access/role.js';

/** A person or a machine that can sign in. */
@Entity({ policies: rowPolicies(mayRead(staff, ownAccount('id')), mayInsert(asRole()), mayUpdate(asRole())) })
export class Account {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'text' })
  name: string;

  @Property({ type: 'timestamptz' })
  createdAt: Date;

  /** When the person was verified (annex 2, one 2); null until then. */
  @Property({ type: 'timestamptz', nullable: true })
  personVerifiedAt: Date | null;
}

/** Data of an account that only the gateway itself reads: found by digest, stored encrypted. */
@Entity({ policies: rowPolicies(mayRead(asRole()), mayInsert(asRole()), mayUpdate(asRole())) })
@Unique({ properties: ['phoneDigest'] })
export class AccountSecret {
  @PrimaryKey({ type: 'uuid' })
  accountId: string;

  @Property({ type: 'text' })
  phoneDigest: string;

  @Property({ type: 'text' })
  sealedPhone: string;

  @Property({ type: 'text', nullable: true })
  passwordDigest: string | null;

  /** Name and identity number of the verified person, as encrypted JSON. */
  @Property({ type: 'text', nullable: true })
  sealedPerson: string | null;

  /** The same for all accounts of one person, because four eyes need two different people. */
  @Property({ type: 'text', nullable: true, index: true })
  personDigest: string | null;
}

export const phonePlace = 'account.phone';
export const personPlace = 'account.person';

/** A role of an account, for one institution or enterprise if the role needs one. */
@Entity({
  policies: rowPolicies(
    // Colleagues can see each other.
    mayRead(staff, ownAccount(), ownInstitution('subject_id'), ownEnterprise('subject_id')),
    mayInsert(asRole()),
    mayUpdate(asRole()),
  ),
})
@Index({
  name: 'role_grant_subject',
  properties: ['subjectId', 'grantedAt', 'id'],
  where: 'revoked_at is null and subject_id is not null',
})
@ObjectType({ description: '角色授予: a role that you hold; each token is for one of them.' })
@Access(...everybody)
export class RoleGrant {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid', index: true })
  accountId: string;

  @Property({ type: 'text' })
  @Field(() => Role, { description: '角色: what it lets you be.' })
  role: Role;

  /** The institution of an INSURER, the enterprise of an ENTERPRISE, the region of a CITY; null for the offices. */
  @Property({ type: 'uuid', nullable: true })
  subjectId: string | null;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'Since when you hold it.' })
  grantedAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  revokedAt: Date | null;

  /** Whether the person may invite and remove others of the institution or enterprise. */
  @Property({ type: 'boolean', default: false })
  manages: boolean;

  @Property({ type: 'int', default: 1 })
  version: number;
}
