import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { asRole, mayInsert, mayRead, mayUpdate, rowPolicies } from '../../database/schema/row-security.js';

/** Revokes all tokens that depend on this key from a time on: a session, an account, a role, a client, a consent. */
@Entity({ policies: rowPolicies(mayRead(asRole()), mayInsert(asRole()), mayUpdate(asRole())) })
export class Revocation {
  @PrimaryKey({ type: 'text' })
  key: string;

  @Property({ type: 'timestamptz', index: true })
  revokedAt: Date;

  /** The transaction that wrote it: gateways read revocations in this order. */
  @Property({ type: 'string', columnType: 'xid8', defaultRaw: 'pg_current_xact_id()', index: true })
  changedBy: string;
}

/**
 * Whether the key belongs to something that exists only once, so everything that depends on it ends, even if issued
 * later.
 */
export function isEndedForGood(key: string): boolean {
  return /^(session|consent|token):/.test(key);
}

export const revocationKey = {
  session: (id: string) => `session:${id}`,
  account: (id: string) => `account:${id}`,
  role: (accountId: string, role: string, subjectId: string | null) => `role:${accountId}/${role}/${subjectId ?? ''}`,
  client: (id: string) => `client:${id}`,
  consent: (id: string) => `consent:${id}`,
  token: (digest: string) => `token:${digest}`,
};
