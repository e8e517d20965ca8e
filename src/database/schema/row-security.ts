import type { PolicyDef } from '@mikro-orm/core';

/**
 * Row security: the last line of defence, in PostgreSQL itself.
 *
 * Convention:
 * - Each session role has a database role of its own (`mianshen_insurer`, …). A transaction takes it with `set local role`
 *   (see `request-transaction.ts`); outside of one the gateway may read no table at all.
 * - An entity declares its row policies with `policies: rowPolicies(mayRead(…), mayInsert(…), …)`. Each argument of `mayRead`
 *   is a grant: which roles it is for, and which rows they get (`asRole`, `staff`, `ownInstitution`, `ownEnterprise`,
 *   `ownAccount`, `anybody`; `onlyWhere` narrows one of them).
 * - So each role has one plain condition on a table, and the planner can use an index for it: no `case` on the role, no
 *   `or` over roles. Keep a condition to `column = (select …)`, and give the column an index that starts with it.
 * - Row security is forced: it holds for the owner of the tables too (`owner-rights.ts`).
 * - Nobody writes policies by hand: `npm run schema` writes `migrations/9000-row-policies.sql` from the entities.
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

/** SYSTEM is the gateway itself (first load, jobs); no token carries it. */
export type SessionRole = (typeof sessionRoles)[number];

/** The database role of a session role. */
export function databaseRole(role: SessionRole): string {
  return `mianshen_${role.toLowerCase()}`;
}

/** The institution, enterprise or region of the session. In `(select …)`, so that it is evaluated once for each statement. */
export const sessionSubject = `(select nullif(current_setting('mianshen.subject', true), '')::uuid)`;
const account = `(select nullif(current_setting('mianshen.account', true), '')::uuid)`;

/** Which rows of a table some roles get: all of them, or those that meet the condition. */
export interface RowGrant {
  roles: readonly SessionRole[];
  condition: Condition;
}

/** In SQL; as a function where it is known only when all modules are loaded. */
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

/** The offices that look after the whole programme. */
export const staff = asRole('PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR');

export const anybody: RowGrant = { roles: sessionRoles, condition: allRows };

/** The rows of the institution that an insurer acts for. */
export function ownInstitution(column = 'institution_id'): RowGrant {
  return { roles: ['INSURER'], condition: `${column} = ${sessionSubject}` };
}

/** As `ownInstitution`, for a row that several institutions have a part in. */
export function ownInstitutionAmong(column: string): RowGrant {
  return { roles: ['INSURER'], condition: `${sessionSubject} = any (${column})` };
}

/** The rows of the enterprise that a person acts for. */
export function ownEnterprise(column = 'enterprise_id'): RowGrant {
  return { roles: ['ENTERPRISE'], condition: `${column} = ${sessionSubject}` };
}

/** The rows of the city that a bureau belongs to. */
export function ownCity(column = 'region_code'): RowGrant {
  return { roles: ['CITY'], condition: `${column} = (select code from region where id = ${sessionSubject})` };
}

/** The rows of the account itself, in whichever role. */
export function ownAccount(column = 'account_id'): RowGrant {
  const signedIn = sessionRoles.filter((role) => role !== 'SYSTEM' && role !== 'PUBLIC');
  return { roles: signedIn, condition: `${column} = ${account}` };
}

/** The rows of a grant that meet one more condition. */
export function onlyWhere({ roles, condition }: RowGrant, further: Condition): RowGrant {
  if (condition === allRows) return { roles, condition: further };
  return { roles, condition: combined([condition, further], (texts) => texts.join(' and ')) };
}

export function mayRead(...grants: RowGrant[]): PolicyDef[] {
  return policiesOf('select', grants, (using) => ({ using }));
}

/**
 * As `mayRead`, for a table whose statements say themselves which of several conditions their rows meet. The planner takes
 * what is said twice for two conditions and expects hardly any row; of what it cannot look into, it expects half.
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
 * The role that owns what runs with rights of its own: functions that are `security definer`, and the views of the feed.
 * Nobody logs in as it. Row security is forced, so the owner of the tables sees nothing on its own.
 */
export const definerRole = 'mianshen_definer';

/** The functions and views of the definer role choose rows themselves. */
export const definerPolicy: PolicyDef = {
  name: 'all by definer',
  command: 'all',
  roles: [definerRole],
  using: 'true',
  check: 'true',
};

/** The row policies of an entity. */
export function rowPolicies(...commands: PolicyDef[][]): PolicyDef[] {
  return [...commands.flat(), definerPolicy];
}

/** One policy for all roles that get the same rows; no role has two policies for one command. */
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
