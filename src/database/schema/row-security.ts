import type { PolicyDef } from '@mikro-orm/core';

/**
 * Row security in PostgreSQL: the last line of defence.
 *
 * Conventions:
 * - Each session role has its own database role (`mianshen_insurer`, …). A transaction takes it with `set local role`
 *   (see `request-transaction.ts`); outside of a transaction the gateway may not read any table.
 * - An entity declares its row policies with `policies: rowPolicies(mayRead(…), mayInsert(…), …)`. Each argument of
 *   `mayRead` is a grant: some roles, and the rows that they may access (`asRole`, `staff`, `ownInstitution`,
 *   `ownEnterprise`, `ownAccount`, `anybody`; `onlyWhere` restricts a grant).
 * - So each role has one plain condition on a table, and the planner can use an index for it: no `case` on the role, no
 *   `or` over roles. Keep a condition to `column = (select …)`, and create an index that starts with that column.
 * - Row security is forced: it also applies to the owner of the tables (`owner-rights.ts`).
 * - Policies are not written by hand: `npm run schema` writes `migrations/9000-row-policies.sql` from the entities.
 */
export const sessionRoles = [
  'SYSTEM',
  'PUBLIC',
  'INSURER',
  'ENTERPRISE',
  'PLATFORM',
  'SCIENCE',
  'REGULATOR',
  'FINANCE',
  'CITY',
  'AUDITOR',
] as const;

/** SYSTEM is the gateway itself (first load, jobs); no token has this role. */
export type SessionRole = (typeof sessionRoles)[number];

/** Returns the database role of a session role. */
export function databaseRole(role: SessionRole): string {
  return `mianshen_${role.toLowerCase()}`;
}

/**
 * The institution, enterprise or region of the session. As a `(select …)`, so that it is evaluated once per statement.
 */
export const sessionSubject = `(select nullif(current_setting('mianshen.subject', true), '')::uuid)`;
const account = `(select nullif(current_setting('mianshen.account', true), '')::uuid)`;

/** The rows of a table that some roles may access: all rows, or those that meet the condition. */
export interface RowGrant {
  roles: readonly SessionRole[];
  condition: Condition;
}

/** An SQL condition; a function if it is known only after all modules are loaded. */
type Condition = string | (() => string);

function combined(conditions: Condition[], combine: (texts: string[]) => string): Condition {
  if (conditions.every((condition) => typeof condition === 'string')) return combine(conditions);
  return () => combine(conditions.map((condition) => (typeof condition === 'string' ? condition : condition())));
}

const allRows = 'true';

/** All rows, for these roles and for the gateway itself. */
export function asRole(...roles: SessionRole[]): RowGrant {
  return { roles: ['SYSTEM', ...roles], condition: allRows };
}

/** The offices that are responsible for the whole programme. */
export const staff = asRole('PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR');

export const anybody: RowGrant = { roles: sessionRoles, condition: allRows };

/** The rows of the institution that an insurer acts for. */
export function ownInstitution(column = 'institution_id'): RowGrant {
  return { roles: ['INSURER'], condition: `${column} = ${sessionSubject}` };
}

/** As `ownInstitution`, for a row in which several institutions are involved. */
export function ownInstitutionAmong(column: string): RowGrant {
  return { roles: ['INSURER'], condition: `${sessionSubject} = any (${column})` };
}

/** The rows of the enterprise that a person acts for. */
export function ownEnterprise(column = 'enterprise_id'): RowGrant {
  return { roles: ['ENTERPRISE'], condition: `${column} = ${sessionSubject}` };
}

/** The rows of the city of a bureau. */
export function ownCity(column = 'region_code'): RowGrant {
  return { roles: ['CITY'], condition: `${column} = (select code from region where id = ${sessionSubject})` };
}

/** The rows of the account itself, in any role. */
export function ownAccount(column = 'account_id'): RowGrant {
  const signedIn = sessionRoles.filter((role) => role !== 'SYSTEM' && role !== 'PUBLIC');
  return { roles: signedIn, condition: `${column} = ${account}` };
}

/** The rows of a grant that meet a further condition. */
export function onlyWhere({ roles, condition }: RowGrant, further: Condition): RowGrant {
  if (condition === allRows) return { roles, condition: further };
  return { roles, condition: combined([condition, further], (texts) => texts.join(' and ')) };
}

export function mayRead(...grants: RowGrant[]): PolicyDef[] {
  return policiesOf('select', grants, (using) => ({ using }));
}

/**
 * As `mayRead`, for a table whose statements repeat one of the policy's conditions. The planner would multiply the
 * selectivity of a repeated condition and expect hardly any row; for an opaque expression it expects half of the rows.
 */
export function mayReadEither(...grants: RowGrant[]): PolicyDef[] {
  return policiesOf('select', grants, (using) => ({ using }), (either) => `coalesce(${either}, false)`);
}

export function mayInsert(...grants: RowGrant[]): PolicyDef[] {
  return policiesOf('insert', grants, (check) => ({ check }));
}

export function mayUpdate(...grants: RowGrant[]): PolicyDef[] {
  return policiesOf('update', grants, (condition) => ({ using: condition, check: condition }));
}

export function mayDelete(...grants: RowGrant[]): PolicyDef[] {
  return policiesOf('delete', grants, (using) => ({ using }));
}

/**
 * The role that owns everything that runs with its owner's rights: functions with `security definer`, and the views of
 * the feed. Nobody logs in with it. Row security is forced, so the owner of the tables would see no rows.
 */
export const definerRole = 'mianshen_definer';

/** The functions and views of the definer role select their rows themselves. */
export const definerPolicy: PolicyDef = {
  name: 'all by definer',
  command: 'all',
  roles: [definerRole],
  using: 'true',
  check: 'true',
};

/** Returns all row policies of an entity. */
export function rowPolicies(...commands: PolicyDef[][]): PolicyDef[] {
  return [...commands.flat(), definerPolicy];
}

/** Creates one policy for all roles with the same rows. A role never has two policies for one command. */
function policiesOf(
  command: 'select' | 'insert' | 'update' | 'delete',
  grants: RowGrant[],
  express: (condition: Condition) => PolicyDef,
  expressEither = (either: string) => either,
): PolicyDef[] {
  const rolesOf = new Map<Condition, SessionRole[]>();
  for (const role of sessionRoles) {
    const condition = conditionOf(role, grants, expressEither);
    if (condition) rolesOf.set(condition, [...(rolesOf.get(condition) ?? []), role]);
  }
  return [...rolesOf].map(([condition, roles]) => ({
    name: `${command} by ${roles[0]?.toLowerCase()}`,
    command,
    roles: roles.map(databaseRole),
    ...express(condition),
  }));
}

function conditionOf(
  role: SessionRole,
  grants: RowGrant[],
  expressEither: (either: string) => string,
): Condition | undefined {
  const conditions = new Set(grants.filter(({ roles }) => roles.includes(role)).map(({ condition }) => condition));
  if (conditions.size === 0) return undefined;
  if (conditions.has(allRows)) return allRows;
  if (conditions.size === 1) return [...conditions][0];
  return combined([...conditions], (texts) => expressEither(texts.map((text) => `(${text})`).join(' or ')));
}
