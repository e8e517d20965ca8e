import type { Writable } from 'node:stream';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import pg from 'pg';
import { StatementNames } from '../connections/statement-names.js';
import type { SessionRole } from '../schema/row-security.js';
import { snapshotName } from './present-snapshot.js';
import { type Session, sessionSettings } from './session.js';

/**
 * A connection with more prepared statements than this is closed after use, because the plan of a list with its
 * relations takes about 250 KB of PostgreSQL's memory.
 */
const mostNames = 100;

const names = new StatementNames();

/** Matches most values (ids, roles and numbers), which need no escaping. Other values are escaped. */
const plain = /^[\w-]*$/;

const setLocal = (name: string, value: string) =>
  `set local ${name} = ${plain.test(value) ? `'${value}'` : pg.escapeLiteral(value)}`;

/** State of a pooled connection that outlives a session. */
interface ClientState {
  corked: boolean;
  readonly prepared: Set<string>;
}

const states = new WeakMap<pg.PoolClient, ClientState>();

function stateOf(client: pg.PoolClient): ClientState {
  const state = states.get(client) ?? { corked: false, prepared: new Set<string>() };
  states.set(client, state);
  return state;
}

/** A result with its columns, which are present even if there are no rows. */
interface NamedResult<Row> extends QueryResult<Row> {
  fields: { name: string }[];
}

/**
 * A pooled connection while one session reads. Statements are sent without waiting for earlier ones. After its end it
 * refuses statements, because another session may use the connection.
 */
export class ReadConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient & { connection?: { stream: Writable } };
  readonly #state: ClientState;
  readonly #role: SessionRole;
  readonly #keepsNames: boolean;
  #opened: Promise<unknown> = Promise.resolve();
  #ending: Promise<void> | undefined;
  #nextIsLast = false;
  #subject = '';

  constructor(client: pg.PoolClient, role: SessionRole, keepsNames: boolean) {
    this.#client = client;
    this.#state = stateOf(client);
    this.#role = role;
    this.#keepsNames = keepsNames;
  }

  /**
   * Sends the statements that open the snapshot. If they fail, the first statement fails. Returns the name of the
   * snapshot if `isNamed`.
   */
  begin(session: Session, settings: Record<string, string>, isNamed = false): Promise<string | undefined> {
    let text = 'begin isolation level repeatable read read only';
    for (const [name, value] of Object.entries(sessionSettings(session))) text += `; ${setLocal(name, value)}`;
    for (const [name, value] of Object.entries(settings)) text += `; ${setLocal(name, value)}`;
    if (isNamed) text += `; select ${snapshotName} as name`;
    this.#subject = session.subjectId ?? '';
    this.#cork();
    // Several statements return a list of results, which the types do not declare.
    const opened: Promise<unknown> = this.#client.query(text);
    this.#opened = opened;
    return opened.then(
      (results) => nameIn(results as pg.QueryResult<SnapshotRow>[]),
      () => undefined,
    );
  }

  /** Sends everything that is written in one turn of the event loop in one packet. */
  #cork(): void {
    const stream = this.#client.connection?.stream;
    if (this.#state.corked || !stream) return;
    this.#state.corked = true;
    stream.cork();
    setImmediate(() => {
      this.#state.corked = false;
      stream.uncork();
    });
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<NamedResult<Row>> {
    if (this.#ending) throw new Error('This snapshot has ended; its connection may be in use for somebody else');
    const { name, text } = this.#keepsNames ? names.of(sql, this.#role) : { text: sql };
    if (name !== undefined) this.#state.prepared.add(name);
    this.#cork();
    try {
      const answer = this.#client.query({ ...(name && { name }), text, values: [...parameters] });
      if (this.#nextIsLast) void this.end();
      const { rows, fields } = await answer;
      return { rows: rows ?? [], fields };
    } catch (error) {
      await this.#opened;
      throw error;
    }
  }

  /**
   * Runs a statement for another subject. The setting and the statement are sent together, so nothing comes in between.
   */
  executeAs<Row>(subject: string, query: CompiledQuery): Promise<NamedResult<Row>> {
    if (subject !== this.#subject && !this.#ending) {
      this.#subject = subject;
      this.#cork();
      // Its result is not needed. If it fails, the transaction fails, and with it the statement.
      this.#client.query(setLocal('mianshen.subject', subject)).catch(() => undefined);
    }
    return this.executeQuery<Row>(query);
  }

  // oxlint-disable-next-line require-yield -- a snapshot reads pages, never a stream
  async *streamQuery(): AsyncGenerator<never> {
    throw new Error('A read session reads pages, not streams');
  }

  endAfterNext(): void {
    this.#nextIsLast = true;
  }

  /** Ends the snapshot and releases the connection; a broken one is removed from the pool. */
  end(): Promise<void> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async #end(): Promise<void> {
    const fault = await this.#client.query('rollback').then(
      () => undefined,
      (error: Error) => error,
    );
    this.#client.release(fault ?? this.#state.prepared.size > mostNames);
  }
}

interface SnapshotRow {
  name: string | null;
}

const nameIn = (results: pg.QueryResult<SnapshotRow>[]) => results.at(-1)?.rows[0]?.name ?? undefined;

/** A shared snapshot from the view of one session. */
export class SubjectConnection implements DatabaseConnection {
  readonly #connection: ReadConnection;
  readonly #subject: string;

  constructor(connection: ReadConnection, subject: string) {
    this.#connection = connection;
    this.#subject = subject;
  }

  executeQuery<Row>(query: CompiledQuery): Promise<NamedResult<Row>> {
    return this.#connection.executeAs<Row>(this.#subject, query);
  }

  streamQuery(): AsyncGenerator<never> {
    return this.#connection.streamQuery();
  }
}
