import { EventEmitter } from 'node:events';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyBaseLogger } from 'fastify';
import { sql } from 'kysely';
import type { Listener } from '../../database/connections/listener.js';
import { RequestTransaction, systemSession } from '../../database/session/request-transaction.js';
import { isEndedForGood } from './revocation.js';
import type { Credential } from '../viewer.js';
import { BackgroundLoop } from '../../kernel/background-loop.js';
import { named } from '../../database/schema/columns.js';

interface Revoked {
  key: string;
  revokedAt: string;
}

/** Each revocation sends a notification. If one is lost, the revocation is found after this many milliseconds. */
const fallbackInterval = 30_000;
/** Milliseconds before a failed read is retried. */
const tryAgainAfter = 1_000;
/** Maximum lifetime of a token in days. */
const longestTokenDays = 31;
/** A transaction id before all others. */
const beginning = '0';

/**
 * Keeps revocations in memory, so that each request is checked without a database query, and open sockets are closed.
 * Every gateway is notified of a revocation at once.
 */
export class Revocations {
  readonly #em: EntityManager;
  readonly #log: FastifyBaseLogger | undefined;
  readonly #revokedAt = new Map<string, number>();
  readonly #changed = new EventEmitter().setMaxListeners(0);
  readonly #loop = new BackgroundLoop();
  /** Everything that transactions before this one wrote has been read. */
  #since = beginning;

  constructor(em: EntityManager, log?: FastifyBaseLogger) {
    this.#em = em;
    this.#log = log;
  }

  async start(listener: Listener): Promise<void> {
    listener.on('revocation', () => this.#loop.wake());
    listener.onConnected(() => this.#readAgain());
    await this.refresh();
    this.#loop.repeat(() => this.#readNews(), fallbackInterval);
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
  }

  /** Whether something that this credential depends on was revoked after the credential was issued. */
  has({ keys, issuedAt }: Credential): boolean {
    return keys.some((key) => {
      const revokedAt = this.#revokedAt.get(key);
      return revokedAt !== undefined && (isEndedForGood(key) || revokedAt >= issuedAt.getTime());
    });
  }

  /** Calls the listener after each revocation. Returns a function that removes it. */
  onChange(listener: () => void): () => void {
    this.#changed.on('change', listener);
    return () => this.#changed.off('change', listener);
  }

  /** Reads new revocations. */
  async refresh(): Promise<void> {
    const db = new RequestTransaction(this.#em, systemSession);
    const { upTo, rows } = await db.inSnapshot((em) => readSince(em, this.#since));
    this.#take(rows);
    this.#since = upTo;
  }

  /** Reads everything again: after a reconnect the server may be another one, with other transaction numbers. */
  #readAgain(): void {
    this.#since = beginning;
    this.#loop.wake();
  }

  #take(rows: Revoked[]): void {
    let news = false;
    for (const { key, revokedAt } of rows) {
      const instant = new Date(revokedAt).getTime();
      if (this.#revokedAt.get(key) === instant) continue;
      this.#revokedAt.set(key, instant);
      news = true;
    }
    if (news) this.#changed.emit('change');
  }

  /** Reads new revocations and returns the milliseconds until the next read. */
  #readNews(): Promise<number> {
    return this.refresh().then(
      () => fallbackInterval,
      (error: unknown) => {
        this.#log?.error({ err: error }, 'Reading revocations failed; it is tried again');
        return tryAgainAfter;
      },
    );
  }
}

interface Page {
  upTo: string;
  rows: Revoked[];
}

/** Reads what transactions from `since` on wrote; all transactions before `upTo` have ended. */
async function readSince(em: EntityManager, since: string): Promise<Page> {
  const { rows: edge } = await sql<{ upTo: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as "upTo"`.execute(em.getKysely());
  const { rows } = await sql<Revoked>`
    select ${named('key', 'revoked_at')} from revocation
    where changed_by >= ${since}::xid8 and revoked_at > now() - make_interval(days => ${longestTokenDays})`.execute(
    em.getKysely(),
  );
  return { upTo: edge[0]?.upTo ?? since, rows };
}

/** Revokes keys within a transaction. The time is that of the database, which all gateways share. */
export async function revoke(em: EntityManager, keys: string[]): Promise<void> {
  await sql`
    insert into revocation (key, revoked_at) select key, clock_timestamp() from unnest(${keys}::text[]) as key
    on conflict (key) do update set revoked_at = excluded.revoked_at, changed_by = pg_current_xact_id()`.execute(
    em.getKysely(),
  );
}
