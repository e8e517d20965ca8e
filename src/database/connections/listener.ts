import { EventEmitter } from 'node:events';
import type pg from 'pg';
import type { FastifyBaseLogger } from 'fastify';
import { BackgroundLoop } from '../../kernel/background-loop.js';
import { openClient } from './connections.js';
import { databaseRole } from '../schema/row-security.js';

/** Milliseconds before it reconnects: after the first failure, and at most. */
const pauses = { first: 250, longest: 5_000 };
/** A server that does not answer for so many milliseconds counts as gone, even if the connection seems open. */
const patience = 30_000;
/** After so many milliseconds without a message, the connection is checked. */
const heartbeat = 10_000;

const connected = Symbol('connected');

/**
 * The only connection of the gateway that waits for notifications. It needs a session, so it bypasses a pooler.
 * Notifications are lost while it is disconnected, so `onConnected` is called for each new connection.
 */
export class Listener {
  readonly #url: string;
  readonly #log: FastifyBaseLogger;
  readonly #notified = new EventEmitter().setMaxListeners(0);
  readonly #channels = new Set<string>();
  readonly #loop = new BackgroundLoop();
  #client: pg.Client | undefined;

  constructor(url: string, log: FastifyBaseLogger) {
    this.#url = url;
    this.#log = log;
  }

  /** Registers a listener for a channel; must be called before `start`. */
  on(channel: string, listener: () => void): void {
    this.#channels.add(channel);
    this.#notified.on(channel, listener);
  }

  onConnected(listener: () => void): void {
    this.#notified.on(connected, listener);
  }

  get isConnected(): boolean {
    return this.#client !== undefined;
  }

  /**
   * Runs a statement as the gateway itself, outside of any transaction. A named statement is parsed once. Rejects while
   * there is no connection.
   */
  async query<Row extends pg.QueryResultRow>(statement: string | { name: string; text: string }): Promise<Row[]> {
    if (!this.#client) throw new Error('There is no connection to the database at the moment');
    const { rows } = await this.#client.query<Row>(statement);
    return rows;
  }

  start(): void {
    this.#loop.start((signal) => this.#listen(signal));
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
  }

  async #listen(signal: AbortSignal): Promise<void> {
    let pause = pauses.first;
    while (!signal.aborted) {
      const client = this.#open();
      const lost = new Promise<never>((_, reject) => client.on('error', reject).once('end', reject));
      lost.catch(() => undefined);
      try {
        await this.#connect(client);
        pause = pauses.first;
        await Promise.race([this.#beat(client), lost]);
      } catch (error) {
        if (!signal.aborted) this.#log.warn({ err: error }, 'The listener lost its connection to the database');
      } finally {
        this.#client = undefined;
        void client.end().catch(() => undefined);
      }
      await this.#loop.pause(pause);
      pause = Math.min(pause * 2, pauses.longest);
    }
  }

  #open(): pg.Client {
    return openClient({
      connectionString: this.#url,
      application_name: 'mianshen listener',
      connectionTimeoutMillis: patience,
      query_timeout: patience,
      keepAlive: true,
      // Statements are sent without waiting for earlier ones; the answers come in order.
      pipeline: true,
    });
  }

  async #connect(client: pg.Client): Promise<void> {
    client.on('notification', ({ channel }) => this.#notified.emit(channel));
    await client.connect();
    await client.query(`select set_config('role', $1, false)`, [databaseRole('SYSTEM')]);
    for (const channel of this.#channels) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    this.#client = client;
    this.#notified.emit(connected);
  }

  async #beat(client: pg.Client): Promise<void> {
    const { signal } = this.#loop;
    while (!signal.aborted) {
      await this.#loop.pause(heartbeat);
      if (!signal.aborted) await client.query('select');
    }
  }
}
