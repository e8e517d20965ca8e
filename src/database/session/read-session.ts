import { EntityManager } from '@mikro-orm/postgresql';
import {
  type DatabaseConnection,
  DefaultQueryExecutor,
  type Dialect,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import type pg from 'pg';
import type { Replica } from '../replicas/replica.js';
import { ReadConnection, SubjectConnection } from './read-connection.js';
import type { Session } from './session.js';

const adapter = new PostgresAdapter();
/** A placeholder that Kysely requires; it is never used, because the session already has its connection. */
const driver = new DummyDriver();
const dialect: Dialect = {
  createAdapter: () => adapter,
  createDriver: () => driver,
  createIntrospector: (of) => new PostgresIntrospector(of),
  createQueryCompiler: () => compiler,
};
/** One shared compiler is safe, because it compiles synchronously. */
const compiler = new PostgresQueryCompiler();

/** A read-only snapshot of the database for one session. */
export interface ReadSession {
  em: EntityManager;
  /** Releases the connection. */
  end: () => Promise<void>;
  /** Declares that the next statement is the last one, so that the end is sent together with it. */
  endAfterNext: () => void;
  /** The name of the snapshot, if it was requested and there is one. */
  name?: Promise<string | undefined>;
}

export interface ReadOptions {
  replica?: Pick<Replica, 'pool' | 'keepsNames'> | undefined;
  /** Whether to query the name of the snapshot; on a replica there is none. */
  isNamed?: boolean;
}

/**
 * Opens a snapshot on a connection of the pool behind `root`, or of a replica. The opening statements are sent together
 * with the first query, so that a request that reads one list takes one round trip.
 */
export async function openReadSession(
  root: EntityManager,
  session: Session,
  settings: Record<string, string>,
  { replica, isNamed = false }: ReadOptions = {},
): Promise<ReadSession> {
  const connection = await connectionOf(root, session, replica);
  const name = connection.begin(session, settings, isNamed && !replica);
  const em = managerOn(root, connection);
  return { em, end: () => connection.end(), endAfterNext: () => connection.endAfterNext(), name };
}

async function connectionOf(
  root: EntityManager,
  { role }: Session,
  replica?: Pick<Replica, 'pool' | 'keepsNames'>,
): Promise<ReadConnection> {
  const pool = replica?.pool ?? ((await root.getConnection().getNativeClient()) as pg.Pool);
  const keepsNames = replica ? replica.keepsNames : !pooled.has(root.config);
  return new ReadConnection(await pool.connect(), role, keepsNames);
}

/**
 * Creates what `fork` returns for a root without filters or a session. `fork` changes the configuration twice for each
 * reader.
 */
function managerOn(root: EntityManager, connection: DatabaseConnection): EntityManager {
  const em = new EntityManager(root.config, root.getDriver(), root.getMetadata(), false, root.getEventManager());
  const executor = new DefaultQueryExecutor(compiler, adapter, { provideConnection: (work) => work(connection) });
  const kysely = new Kysely({ config: { dialect }, dialect, driver, executor });
  em.setTransactionContext(kysely as never);
  return em;
}

/** A snapshot for several sessions that differ only in their subject. */
export interface CommonSnapshot {
  /** Returns the snapshot for one session. The code that opened the snapshot ends it. */
  as: (session: Session) => EntityManager;
  end: () => Promise<void>;
}

/** Opens a snapshot for several sessions with the role and account of this one. */
export async function openCommonSnapshot(
  root: EntityManager,
  session: Session,
  settings: Record<string, string>,
): Promise<CommonSnapshot> {
  const connection = await connectionOf(root, session);
  void connection.begin(session, settings);
  return {
    as: ({ subjectId }) => managerOn(root, new SubjectConnection(connection, subjectId ?? '')),
    end: () => connection.end(),
  };
}

const pooled = new WeakSet<object>();

/** Turns prepared statements off: behind a pooler the next transaction may use a connection that does not know them. */
export function withoutNames(em: EntityManager): void {
  pooled.add(em.config);
}
