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
/** A session has its connection already: of what Kysely asks a driver for nothing is ever used. */
const driver = new DummyDriver();
const dialect: Dialect = {
  createAdapter: () => adapter,
  createDriver: () => driver,
  createIntrospector: (of) => new PostgresIntrospector(of),
  createQueryCompiler: () => compiler,
};
/** It compiles one statement after the other, without waiting in between. */
const compiler = new PostgresQueryCompiler();

/** One read-only snapshot of the database as a session sees it. */
export interface ReadSession {
  em: EntityManager;
  /** Gives the connection back. */
  end: () => Promise<void>;
  /** The next statement is the last one: the end travels with it. */
  endAfterNext: () => void;
  /** The name of the snapshot, where it has one and was to be named. */
  name?: Promise<string | undefined>;
}

export interface ReadOptions {
  replica?: Pick<Replica, 'pool' | 'keepsNames'> | undefined;
  /** Whether the snapshot gets a name; on a replica it has none. */
  isNamed?: boolean;
}

/**
 * Opens a snapshot on a connection of the pool behind `root`, or of a replica. What opens it is sent together with the first statement that
 * reads: so a request that reads one list costs one round trip.
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

/** What `fork` gives for a root without filters or a session of its own; `fork` changes the configuration twice, for each reader. */
function managerOn(root: EntityManager, connection: DatabaseConnection): EntityManager {
  const em = new EntityManager(root.config, root.getDriver(), root.getMetadata(), false, root.getEventManager());
  const executor = new DefaultQueryExecutor(compiler, adapter, { provideConnection: (work) => work(connection) });
  const kysely = new Kysely({ config: { dialect }, dialect, driver, executor });
  em.setTransactionContext(kysely as never);
  return em;
}

/** One snapshot in which several sessions read that differ in their subjects alone. */
export interface CommonSnapshot {
  /** The snapshot as one of them sees it; the one who opened it ends it. */
  as: (session: Session) => EntityManager;
  end: () => Promise<void>;
}

/** Opens a snapshot for several sessions of the role and account of this one. */
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

/** Behind a pooler the next transaction is on another connection, which knows no prepared statement of this one. */
export function withoutNames(em: EntityManager): void {
  pooled.add(em.config);
}
