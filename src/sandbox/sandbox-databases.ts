import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { openClient } from '../database/connections/connections.js';

/** PostgreSQL's code for a role that may not create databases. */
const notAllowed = '42501';

/** This server does not allow the gateway's role to create databases. */
export class NoDatabases extends Error {}

/**
 * Creates databases beside the gateway's own, which are deleted with it. Their names have its name and a mark of this
 * process, which locks the mark: so the next process deletes databases that a killed one left.
 */
export class SandboxDatabases {
  readonly #ownerUrl: string;
  readonly #prefix: string;
  readonly #mark = randomBytes(4).toString('hex');
  #client: Promise<pg.Client> | undefined;
  /** A prepared copy by its template. */
  readonly #spares = new Map<string, string>();
  #count = 0;

  constructor(ownerUrl: string) {
    this.#ownerUrl = ownerUrl;
    this.#prefix = `${new URL(ownerUrl).pathname.slice(1)}_sandbox_`;
  }

  /** Creates a database, empty or as a copy of another one; returns its URL as the owner. */
  async create(template?: string): Promise<string> {
    const name = `${this.#prefix}${this.#mark}_${(this.#count += 1)}`;
    const copied = template ? ` template "${nameIn(template)}" strategy file_copy` : '';
    await this.#run(`create database "${name}"${copied}`);
    const url = new URL(this.#ownerUrl);
    url.pathname = `/${name}`;
    return url.toString();
  }

  /** Returns a copy of a database: the prepared one, or a new one. */
  async copyOf(template: string): Promise<string> {
    const spare = this.#spares.get(template);
    this.#spares.delete(template);
    return spare ?? this.create(template);
  }

  /** Prepares the next copy, so that nobody waits for it. */
  async prepareCopy(template: string): Promise<void> {
    if (!this.#spares.has(template)) this.#spares.set(template, await this.create(template));
  }

  drop(url: string): Promise<void> {
    return this.#run(`drop database if exists "${nameIn(url)}" with (force)`);
  }

  async stop(): Promise<void> {
    for (const spare of this.#spares.values()) await this.drop(spare);
    await (await this.#client)?.end();
  }

  async #run(statement: string): Promise<void> {
    this.#client ??= this.#open();
    const client = await this.#client.catch((error: unknown) => {
      this.#client = undefined;
      throw error;
    });
    await client.query(statement).catch((error: unknown) => {
      throw (error as pg.DatabaseError).code === notAllowed ? new NoDatabases() : error;
    });
  }

  async #open(): Promise<pg.Client> {
    const client = openClient({ connectionString: this.#ownerUrl });
    await client.connect();
    // The next statement opens a new connection.
    client.on('error', () => (this.#client = undefined));
    await client.query('select pg_advisory_lock(hashtext($1))', [this.#prefix + this.#mark]);
    await this.#dropAbandoned(client);
    return client;
  }

  async #dropAbandoned(client: pg.Client): Promise<void> {
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database where starts_with(datname, $1) and pg_try_advisory_lock(hashtext(
         regexp_replace(datname, '_\\d+$', '')))`,
      [this.#prefix],
    );
    for (const { datname } of rows) await client.query(`drop database if exists "${datname}" with (force)`);
  }
}

const nameIn = (url: string) => decodeURIComponent(new URL(url).pathname.slice(1));
