import { sql } from 'kysely';

/**
 * Whether the grant that a row of `webhook` rests on has ended: by itself, by a revocation, or because the role was taken
 * away. By the real clock, as tokens are.
 */
export const grantEnded = () => sql<boolean>`(
  coalesce(webhook.grant_ends_at <= ${new Date()}::timestamptz, false)
  or exists (select from revocation
    where revocation.key = any(webhook.grant_keys) and revocation.revoked_at >= webhook.granted_at)
  or exists (select from role_grant as held where held.account_id = webhook.account_id and held.role = webhook.role)
    and not exists (select from role_grant as held where held.account_id = webhook.account_id
      and held.role = webhook.role and held.subject_id is not distinct from webhook.subject_id
      and held.revoked_at is null))`;
