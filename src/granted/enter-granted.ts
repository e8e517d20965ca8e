import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { grantOf } from '../access/grant-of.js';
import type { Grant } from '../access/grant.js';
import type { Viewer } from '../access/viewer.js';
import type { Executor } from '../database/session/executor.js';

/** Records that a thing of this kind depends on the viewer's grant. */
export function enterGranted(
  em: Executor,
  { viewer }: Pick<Context, 'viewer'>,
  kind: string,
  id: string,
): Promise<void> {
  // With this time, a token that was revoked meanwhile also ends what it began.
  const grantedAt = viewer.credential?.issuedAt ?? new Date();
  return enterThing(em, { kind, id, holder: viewer, grant: grantOf(viewer), grantedAt });
}

interface NewThing {
  kind: string;
  id: string;
  holder: Pick<Viewer, 'accountId' | 'role' | 'subjectId'>;
  grant: Grant;
  grantedAt: Date;
}

export async function enterThing(em: Executor, { kind, id, holder, grant, grantedAt }: NewThing): Promise<void> {
  await sql`
    insert into granted_thing (kind, id, account_id, role, subject_id, grant_kind, grant_keys, granted_at, grant_ends_at)
    values (${kind}, ${id}, ${holder.accountId}::uuid, ${holder.role}, ${holder.subjectId}::uuid, ${grant.kind},
      ${grant.keys}::text[], ${grantedAt}, ${grant.endsAt})`.execute(em.getKysely());
}

/** Removes the record, because the thing has ended on its own. */
export async function forgetGranted(em: Executor, kind: string, id: string): Promise<void> {
  await sql`delete from granted_thing where kind = ${kind} and id = ${id}`.execute(em.getKysely());
}
