import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import {
  asRole,
  mayDelete,
  mayInsert,
  mayRead,
  mayUpdate,
  ownAccount,
  rowPolicies,
} from '../database/schema/row-security.js';
import type { GrantKind } from '../access/grant.js';
import type { Role } from '../access/role.js';

/** Something that continues after the request that began it, and the grant that it depends on. */
@Entity({
  policies: rowPolicies(mayRead(asRole()), mayInsert(asRole(), ownAccount()), mayUpdate(asRole()), mayDelete(asRole())),
})
export class GrantedThing {
  /** The kind that its module declares (`LongLived`). */
  @PrimaryKey({ type: 'text' })
  kind: string;

  @PrimaryKey({ type: 'text' })
  id: string;

  @Property({ type: 'uuid' })
  accountId: string;

  @Property({ type: 'text' })
  role: Role;

  @Property({ type: 'uuid', nullable: true })
  subjectId: string | null;

  @Property({ type: 'text' })
  grantKind: GrantKind;

  /** A revocation of any of these ends it. */
  @Property({ type: 'text[]' })
  grantKeys: string[];

  @Property({ type: 'timestamptz' })
  grantedAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  grantEndsAt: Date | null;
}
