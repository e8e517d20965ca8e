import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { ConfigError } from '../kernel/errors/config-error.js';
import type { DocumentStore } from './store/document-store.js';

/**
 * Requires that this gateway's store has the newest paper of the database. A gateway with another folder would answer
 * 404 for papers that others received, and store papers that they do not find.
 */
export async function requirePapers(context: Context, store: DocumentStore, place: string): Promise<void> {
  const [newest] = await context.db.inSnapshot(async (em) => {
    const query = sql<{ sha256: string }>`select sha256 from uploaded_document order by uploaded_at desc limit 1`;
    return (await query.execute(em.getKysely())).rows;
  });
  if (!newest) return;
  const paper = await store.read(newest.sha256);
  if (!paper) {
    throw new ConfigError(
      `The papers of this database are not in ${place}.\n` +
        'Several gateways need one store: set S3_ENDPOINT and S3_BUCKET for all of them, or give them one DATA_DIR.',
    );
  }
  paper.destroy();
}
