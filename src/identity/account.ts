import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { asRole, mayInsert, mayRead, mayUpdate, ownAccount, staff } from '../database/row-security.js';
import type { Role } from './role.js';

/** A person or a machine that can sign in. */
@Entity({ policies: [mayRead(staff, ownAccount('id')), mayInsert(asRole()), mayUpdate(asRole())] })
export class Account {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'text' })
  name: string;

  @Property({ type: 'timestamptz' })
  createdAt: Date;
}

/** A role that an account holds, for one institution or enterprise where the role is held for one. */
@Entity({ policies: [mayRead(staff, ownAccount()), mayInsert(asRole()), mayUpdate(asRole())] })
export class RoleGrant {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid', index: true })
  accountId: string;

  @Property({ type: 'text' })
  role: Role;

  /** The institution of an INSURER, the enterprise of an ENTERPRISE; null for the offices. */
  @Property({ type: 'uuid', nullable: true })
  subjectId: string | null;

  @Property({ type: 'timestamptz' })
  grantedAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  revokedAt: Date | null;
}
