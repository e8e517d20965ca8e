import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { asRole, mayInsert, mayRead, mayUpdate, rowPolicies } from '../../database/schema/row-security.js';

/** From when on tokens that depend on this key are worth nothing: a session, an account, a role, a client, a consent. */
@Entity({ policies: rowPolicies(mayRead(asRole()), mayInsert(asRole()), mayUpdate(asRole())) })
export class Revocation {
  @PrimaryKey({ type: 'text' })
  key: string;

  @Property({ type: 'timestamptz', index: true })
  revokedAt: Date;

  /** The transaction that wrote it: gateways follow revocations in this order. */
  @Property({ type: 'string', columnType: 'xid8', defaultRaw: 'pg_current_xact_id()', index: true })
  changedBy: string;
}

/** Of something that exists once: whatever depends on it has ended, whenever it was issued. */
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
