import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { asRole, mayDelete, mayInsert, mayRead, mayUpdate, rowPolicies } from '../../database/schema/row-security.js';

/** State of the OAuth server: tokens, codes, consents, sessions. Found by digest, stored encrypted. */
@Entity({ policies: rowPolicies(mayRead(asRole()), mayInsert(asRole()), mayUpdate(asRole()), mayDelete(asRole())) })
@Index({ properties: ['grantId'], where: 'grant_id is not null' })
export class OauthState {
  @PrimaryKey({ type: 'text' })
  model: string;

  /** Digest of the token or code, so that a person who can read the table cannot use it. */
  @PrimaryKey({ type: 'text' })
  idDigest: string;

  @Property({ type: 'text' })
  sealedPayload: string;

  @Property({ type: 'text', nullable: true })
  grantId: string | null;

  @Property({ type: 'text', nullable: true, index: true })
  uid: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  consumedAt: Date | null;

  @Property({ type: 'timestamptz', nullable: true, index: true })
  expiresAt: Date | null;
}
