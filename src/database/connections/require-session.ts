import { randomBytes } from 'node:crypto';
import { openClient } from './connections.js';

/** Milliseconds that a notification may take. */
const patience = 3_000;

export class PoolerError extends Error {}

/**
 * LISTEN, COPY and advisory locks need a session. A pooler that gives each transaction another one accepts them and
 * loses them without a word: events, new lists and uploaded files would wait for ever.
 */
export async function requireSession(url: string): Promise<void> {
  const channel = `probe_${randomBytes(8).toString('hex')}`;
  const [listening, notifying] = [openClient({ connectionString: url }), openClient({ connectionString: url })];
  try {
    await listening.connect();
    await notifying.connect();
    const notified = new Promise<boolean>((resolve, reject) => {
      // A server that ends at this moment says nothing about a pooler.
      listening.once('error', reject).once('notification', () => resolve(true));
      setTimeout(() => resolve(false), patience).unref();
    });
    // If the server ends before this is awaited, the query that it ends reports that.
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
