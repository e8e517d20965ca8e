import type { PolicyDef } from '@mikro-orm/core';

/**
 * Row security: the last line. PostgreSQL checks each row against who asks (`mianshen.role`, `mianshen.subject`), set
 * with the transaction. The conditions are wrapped in `(select …)` so that they are evaluated once for a statement.
 */
const role = `(select current_setting('mianshen.role', true))`;
const subject = `(select nullif(current_setting('mianshen.subject', true), '')::uuid)`;
const account = `(select nullif(current_setting('mianshen.account', true), '')::uuid)`;

/** SYSTEM is the gateway itself (first load, jobs); no token carries it. */
export type SessionRole =
  'SYSTEM' | 'PUBLIC' | 'INSURER' | 'ENTERPRISE' | 'PLATFORM' | 'SCIENCE' | 'REGULATOR' | 'FINANCE' | 'AUDITOR';

export function asRole(...roles: SessionRole[]): string {
  return `${role} in (${['SYSTEM', ...roles].map((name) => `'${name}'`).join(', ')})`;
}

/** The offices that look after the whole programme. */
export const staff = asRole('PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR');

export function ownInstitution(column = 'institution_id'): string {
  return `(${role} = 'INSURER' and ${column} = ${subject})`;
}

/** As `ownInstitution`, for a row that several institutions have a part in. */
export function ownInstitutionAmong(column: string): string {
  return `(${role} = 'INSURER' and ${subject} = any (${column}))`;
}

export function ownEnterprise(column = 'enterprise_id'): string {
  return `(${role} = 'ENTERPRISE' and ${column} = ${subject})`;
}

export function ownAccount(column = 'account_id'): string {
  return `${column} = ${account}`;
}

export const anybody = 'true';

export function mayRead(...conditions: string[]): PolicyDef {
  return { name: 'read', command: 'select', using: conditions.join(' or ') };
}

export function mayInsert(...conditions: string[]): PolicyDef {
  return { name: 'insert', command: 'insert', check: conditions.join(' or ') };
}

export function mayUpdate(...conditions: string[]): PolicyDef {
  const condition = conditions.join(' or ');
  return { name: 'update', command: 'update', using: condition, check: condition };
}

export function mayDelete(...conditions: string[]): PolicyDef {
  return { name: 'delete', command: 'delete', using: conditions.join(' or ') };
}
