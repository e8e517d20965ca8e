import { sql } from 'kysely';

/**
 * Whether the grant that a row of this table depends on has ended: by its time, by a revocation, or because the role
 * was taken away. It uses the real clock, as tokens do.
 */
export const grantEnded = (table: 'webhook' | 'granted_thing') => {
  const of = (column: string) => sql.ref(`${table}.${column}`);
  return sql<boolean>`(
    coalesce(${of('grant_ends_at')} <= ${new Date()}::timestamptz, false)
    or exists (select from revocation
      where revocation.key = any(${of('grant_keys')}) and revocation.revoked_at >= ${of('granted_at')})
    or exists (select from role_grant as role where role.account_id = ${of('account_id')} and role.role = ${of('role')})
      and not exists (select from role_grant as role where role.account_id = ${of('account_id')}
        and role.role = ${of('role')} and role.subject_id is not distinct from ${of('subject_id')}
        and role.revoked_at is null))`;
};
