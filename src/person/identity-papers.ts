import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { sha256Of } from '../kernel/values/sha256.js';
import { recordEvent } from '../event/record-event.js';
import { type IdentityPaper, identityPaperPlace } from './person-check.js';
import { named } from '../database/schema/columns.js';

/** The accepted types, by their first bytes. */
const mediaTypes: [beginning: Buffer, mediaType: string][] = [
  [Buffer.from('%PDF-'), 'application/pdf'],
  [Buffer.from([0xff, 0xd8, 0xff]), 'image/jpeg'],
  [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'image/png'],
];

/** Stores a scan of the viewer, encrypted; returns undefined where its type is not accepted. */
export async function uploadIdentityPaper(context: Context, bytes: Buffer): Promise<string | undefined> {
  const mediaType = mediaTypes.find(([beginning]) => bytes.subarray(0, beginning.length).equals(beginning))?.[1];
  if (!mediaType) return undefined;
  const id = randomUUID();
  const sha256 = await sha256Of(bytes);
  const sealed = await context.vault.sealBytes(bytes, identityPaperPlace);
  const accountId = context.viewer.accountId as string;
  // Plain SQL, because creating an entity from megabytes of text blocks the event loop for half a second.
  await context.db.write((em) =>
    sql`
    insert into identity_paper (id, account_id, media_type, sha256, sealed_content, uploaded_at)
    values (${id}::uuid, ${accountId}::uuid, ${mediaType}, ${sha256}, ${sealed}, ${context.clock.now()})`.execute(
      em.getKysely(),
    ),
  );
  return id;
}

/** Reads a scan that the viewer may see; records an event. */
export function readIdentityPaper(
  context: Context,
  id: string,
): Promise<{ mediaType: string; bytes: Buffer } | undefined> {
  return context.db.write(async (em) => {
    const { rows } = await sql<Pick<IdentityPaper, 'accountId' | 'mediaType' | 'sealedContent'>>`
      select ${named('account_id', 'media_type', 'sealed_content')}
      from identity_paper where id = ${id}::uuid`.execute(em.getKysely());
    const [found] = rows;
    if (!found) return undefined;
    const subject = { type: 'Account', id: found.accountId };
    await context.system.write((system) =>
      recordEvent(system, context, {
        type: 'IDENTITY_PAPER_READ',
        subject,
        data: { by: context.viewer.role },
      }),
    );
    const bytes = await context.vault.openBytes(found.sealedContent, identityPaperPlace);
    return { mediaType: found.mediaType, bytes };
  });
}
