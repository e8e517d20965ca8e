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

/** A notification comes with each revocation; should one be lost, it waits for so many milliseconds. */
const fallbackInterval = 30_000;
/** Milliseconds until reading is tried again. */
const tryAgainAfter = 1_000;
/** No token lives longer. */
const longestTokenDays = 31;
/** Before all transactions. */
const beginning = '0';

/**
 * What has been revoked, in memory: each request looks here without asking the database, and an open socket is closed.
 * A revocation reaches every gateway at once, by a notification.
 */
export class Revocations {
  readonly #em: EntityManager;
  readonly #log: FastifyBaseLogger | undefined;
  readonly #revokedAt = new Map<string, number>();
  readonly #changed = new EventEmitter().setMaxListeners(0);
  readonly #loop = new BackgroundLoop();
  /** Everything that transactions before this one wrote is known. */
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

  /** Whether something that this credential depends on was revoked after it had been issued. */
  has({ keys, issuedAt }: Credential): boolean {
    return keys.some((key) => {
      const revokedAt = this.#revokedAt.get(key);
      return revokedAt !== undefined && (isEndedForGood(key) || revokedAt >= issuedAt.getTime());
    });
  }

  /** Calls back when anything was revoked; returns how to stop that. */
  onChange(listener: () => void): () => void {
    this.#changed.on('change', listener);
    return () => this.#changed.off('change', listener);
  }

  /** Reads what is new. */
  async refresh(): Promise<void> {
    const db = new RequestTransaction(this.#em, systemSession);
    const { upTo, rows } = await db.inSnapshot((em) => readSince(em, this.#since));
    this.#take(rows);
    this.#since = upTo;
  }

  /** The server may be another one now, whose transactions are numbered differently. */
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

  /** Returns for how long to rest. */
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

/** What the transactions from `since` on wrote; all before `upTo` have ended by now. */
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

/** Revokes keys in the transaction that takes something away, by the database's clock, which all gateways share. */
export async function revoke(em: EntityManager, keys: string[]): Promise<void> {
  await sql`
    insert into revocation (key, revoked_at) select key, clock_timestamp() from unnest(${keys}::text[]) as key
    on conflict (key) do update set revoked_at = excluded.revoked_at, changed_by = pg_current_xact_id()`.execute(
    em.getKysely(),
  );
}
