import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { FastifyBaseLogger } from 'fastify';
import { openClient } from '../../database/connections/connections.js';

/** A connection that says nothing for this long is asked whether it still lives. */
const heartbeat = 5_000;

/**
 * Knows whether anything published has changed. Each change starts a new generation; while the database cannot tell us
 * of changes there is none, and nothing is answered from memory.
 */
export class PublicationWatch {
  /** Undefined while we are not listening. */
  generation: number | undefined;
  #counted = 0;
  #url: string;
  #log: FastifyBaseLogger;
  #stopped = new AbortController();
  #listening: Promise<void> | undefined;
  #client: pg.Client | undefined;

  constructor(url: string, log: FastifyBaseLogger) {
    this.#url = url;
    this.#log = log;
  }

  start(): void {
    this.#listening = this.#listen();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#client?.end().catch(() => undefined);
    await this.#listening;
  }

  async #listen(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const client = openClient({ connectionString: this.#url, application_name: 'mianshen published' });
      this.#client = client;
      try {
        await this.#listenWith(client);
      } catch (error) {
        if (!this.#stopped.signal.aborted) this.#log.warn({ err: error }, 'The publication watch lost its connection');
      } finally {
        this.generation = undefined;
        await client.end().catch(() => undefined);
      }
      await this.#pause(250);
    }
  }

  async #listenWith(client: pg.Client): Promise<void> {
    const lost = new Promise<never>((_, reject) => client.once('error', reject).once('end', reject));
    lost.catch(() => undefined);
    client.on('notification', () => this.#begin());
    await client.connect();
    await client.query('listen published');
    this.#begin();
    while (!this.#stopped.signal.aborted) {
      await Promise.race([this.#pause(heartbeat), lost]);
      await Promise.race([client.query('select 1'), lost]);
    }
  }

  #begin(): void {
    this.#counted += 1;
    this.generation = this.#counted;
  }

  async #pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }
}
