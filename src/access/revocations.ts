import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyBaseLogger } from 'fastify';
import { sql } from 'kysely';
import { RequestTransaction, systemSession } from '../database/request-transaction.js';
import type { Credential } from './viewer.js';

interface Revoked {
  key: string;
  revokedAt: string;
}

const pollInterval = 1_000;
/** A revocation becomes visible with its commit, which may come this much later than the time written in it. */
const overlap = 60_000;
/** No token lives longer. */
const longestToken = 31 * 24 * 3_600_000;

/**
 * What has been revoked, in memory: each request looks here without asking the database, and an open socket is told.
 * A revocation reaches this gateway at once, and others within a second.
 */
export class Revocations {
  readonly #em: EntityManager;
  readonly #log: FastifyBaseLogger | undefined;
  readonly #revokedAt = new Map<string, number>();
  readonly #changed = new EventEmitter().setMaxListeners(0);
  readonly #stopped = new AbortController();
  #seen = 0;
  #following: Promise<void> | undefined;

  constructor(em: EntityManager, log?: FastifyBaseLogger) {
    this.#em = em;
    this.#log = log;
  }

  async start(): Promise<void> {
    await this.refresh();
    this.#following = this.#follow();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#following;
  }

  /** Whether something that this credential rests on was revoked after it had been issued. */
  has({ keys, issuedAt }: Credential): boolean {
    return keys.some((key) => (this.#revokedAt.get(key) ?? -1) >= issuedAt.getTime());
  }

  /** Calls back when anything was revoked; answers how to stop that. */
  onChange(listener: () => void): () => void {
    this.#changed.on('change', listener);
    return () => this.#changed.off('change', listener);
  }

  /** Reads what is new. */
  async refresh(): Promise<void> {
    const since = new Date(Math.max(this.#seen - overlap, Date.now() - longestToken));
    const db = new RequestTransaction(this.#em, systemSession);
    try {
      const em = await db.read();
      const { rows } = await sql<Revoked>`
        select key, revoked_at as "revokedAt" from revocation where revoked_at >= ${since}`.execute(em.getKysely());
      this.#take(rows);
    } finally {
      await db.end();
    }
  }

  #take(rows: Revoked[]): void {
    let news = false;
    for (const { key, revokedAt } of rows) {
      const instant = new Date(revokedAt).getTime();
      if (this.#revokedAt.get(key) === instant) continue;
      this.#revokedAt.set(key, instant);
      this.#seen = Math.max(this.#seen, instant);
      news = true;
    }
    if (news) this.#changed.emit('change');
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      await sleep(pollInterval, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await this.refresh().catch((error: unknown) => this.#log?.error({ err: error }, 'Reading revocations failed'));
    }
  }
}

/**
 * Revokes keys in the transaction that takes something away. Reckoned by the clock that tokens are issued by, which
 * is always the real one.
 */
export async function revoke(em: EntityManager, keys: string[]): Promise<void> {
  await sql`
    insert into revocation (key, revoked_at) select key, ${new Date()}::timestamptz from unnest(${keys}::text[]) as key
    on conflict (key) do update set revoked_at = excluded.revoked_at`.execute(em.getKysely());
}
