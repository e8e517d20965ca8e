import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../../access/context.js';
import { Institution } from '../../institution/institution.js';
import type { StoredDocument } from './document-store.js';
import { requireActive } from '../../institution/require-active.js';

/** Records a stored paper for the viewer's institution; returns its id. The same bytes again are the same paper. */
export function uploadDocument(context: Context, stored: StoredDocument): Promise<string> {
  return context.db.write(async (em) => {
    const institution = await em.findOneOrFail(Institution, { id: context.viewer.subjectId as string });
    requireActive(institution);
    return enterDocument(em, institution.id, stored, context.clock.now());
  });
}

async function enterDocument(em: EntityManager, institutionId: string, stored: StoredDocument, now: Date) {
  const { sha256, mediaType, size } = stored;
  await sql`
    insert into uploaded_document (institution_id, sha256, media_type, size, uploaded_at)
    values (${institutionId}::uuid, ${sha256}, ${mediaType}, ${size}, ${now})
    on conflict (institution_id, sha256) do nothing`.execute(em.getKysely());
  const { rows } = await sql<{ id: string }>`
    select id from uploaded_document
    where institution_id = ${institutionId}::uuid and sha256 = ${sha256}`.execute(em.getKysely());
  return (rows[0] as { id: string }).id;
}
