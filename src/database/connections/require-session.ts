import { randomBytes } from 'node:crypto';
import { openClient } from './connections.js';

/** Milliseconds to wait for the notification. */
const patience = 3_000;

export class PoolerError extends Error {}

/**
 * Checks that the URL gives a session. LISTEN, COPY and advisory locks need one. A pooler in transaction mode accepts
 * them and silently loses them: events, new lists and uploaded files would wait for ever. Throws PoolerError.
 */
export async function requireSession(url: string): Promise<void> {
  const channel = `probe_${randomBytes(8).toString('hex')}`;
  const [listening, notifying] = [openClient({ connectionString: url }), openClient({ connectionString: url })];
  try {
    await listening.connect();
    await notifying.connect();
    const notified = new Promise<boolean>((resolve, reject) => {
      // If the server stops at this moment, nothing is known about a pooler.
      listening.once('error', reject).once('notification', () => resolve(true));
      setTimeout(() => resolve(false), patience).unref();
    });
    // If the server stops before this is awaited, the failing query reports it.
    notified.catch(() => undefined);
    await listening.query(`listen ${channel}`);
    await notifying.query(`notify ${channel}`);
    if (await notified) return;
    throw new PoolerError(
      'DATABASE_URL leads through a pooler in transaction mode, which loses LISTEN.\n' +
        'Give the address of PostgreSQL itself in DATABASE_DIRECT_URL; requests continue through the pooler.',
    );
  } finally {
    await listening.end().catch(() => undefined);
    await notifying.end().catch(() => undefined);
  }
}
