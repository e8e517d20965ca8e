import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Migration } from '@mikro-orm/migrations';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { openClient } from '../connections/connections.js';
import { guardPool } from '../connections/dead-connections.js';
import { isOutsideTransaction, isInBatches } from './compatibility/first-line.js';
import { IncompatibleMigration } from './compatibility/incompatible-migration.js';
import { repeatable } from './outside-transaction.js';
import { borrowOwnerRights, giveUpOwnerRights } from './owner-rights.js';

const migrationsFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../migrations');

/** Milliseconds that a statement waits for a table lock; later statements on the table wait as long. */
const longestLock = 4_000;
const mostTries = 10;
/** PostgreSQL's code for a lock timeout. */
const lockNotAvailable = '55P03';

/** Runs the SQL files that this database has not run yet, in the order of their names. Returns their names. */
export async function migrate(ownerUrl: string, folder = migrationsFolder): Promise<string[]> {
  const orm = new MikroORM({
    entities: [],
    discovery: { warnWhenNoEntities: false },
    clientUrl: ownerUrl,
    // Nobody else releases a connection that dies within a migration, and the pool would never close.
    driverOptions: { onPoolCreated: guardPool, keepAlive: true },
    extensions: [Migrator],
    // One transaction for each file, so that its locks are released before the next file.
    migrations: {
      migrationsList: sqlMigrations(folder),
      snapshot: false,
      silent: true,
      tableName: 'migration',
      allOrNothing: false,
    },
  });
  try {
    const connection = orm.em.getConnection();
    await connection.execute(`select pg_advisory_lock(hashtext('migration'))`);
    await requireCompatible(orm.migrator, folder);
    await borrowOwnerRights((sql) => connection.execute(sql));
    const done = await unlessLocked(() => orm.migrator.up());
    await giveUpOwnerRights((sql) => connection.execute(sql));
    return done.map(({ name }) => name);
  } finally {
    await orm.close(true);
  }
}

/** Checks pending migrations, except on an empty database, which no gateway uses yet. */
async function requireCompatible(migrator: Pick<Migrator, 'getExecuted' | 'getPending'>, folder: string) {
  if ((await migrator.getExecuted()).length === 0) return;
  const pending = new Set((await migrator.getPending()).map(({ name }) => name));
  const files = sqlFiles(folder).filter((file) => pending.has(nameOf(folder, file)) && !isGenerated(file));
  if (files.length > 0) await requireCompatibleFiles(folder, files);
}

/** Throws IncompatibleMigration with all faults of these files. The parser is loaded only if there are any. */
async function requireCompatibleFiles(folder: string, files: string[]): Promise<void> {
  const { checkMigration } = await import('./compatibility/check-migration.js');
  const faults: string[] = [];
  for (const file of files) {
    const found = await checkMigration(fs.readFileSync(path.join(folder, file), 'utf8'));
    faults.push(...found.map(({ line, fault }) => `  ${file}:${line}: ${fault}`));
  }
  if (faults.length === 0) return;
  throw new IncompatibleMigration(`Gateways of the version before could not continue beside this:\n${faults.join('\n')}`);
}

/** Throws unless all migrations have run, for a gateway that leaves them to `npm run migrate`. */
export async function requireMigrated(ownerUrl: string): Promise<void> {
  const client = openClient({ connectionString: ownerUrl });
  await client.connect();
  try {
    const there = await client.query(`select to_regclass('migration') is not null as there`);
    const done = there.rows[0].there ? (await client.query<{ name: string }>('select name from migration')).rows : [];
    const open = migrationNames().filter((name) => !done.some((one) => one.name === name));
    if (open.length === 0) return;
    throw new IncompatibleMigration(`These migrations have not run: ${open.join(', ')}\nRun \`npm run migrate\` first.`);
  } finally {
    await client.end();
  }
}

/** Checks all files except the first, before they are released. */
export async function requireExpanding(folder = migrationsFolder): Promise<void> {
  const [, ...later] = sqlFiles(folder).filter((file) => !isGenerated(file));
  await requireCompatibleFiles(folder, later);
}

/** Retries if a table is locked for long, so that others do not wait behind the migration. */
async function unlessLocked<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (codeOf(error) !== lockNotAvailable || tries === mostTries) throw error;
      await sleep(1_000);
    }
  }
}

function codeOf(error: unknown): unknown {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return code ?? (cause === undefined ? undefined : codeOf(cause));
}

/** Returns the names of all migrations of this version, in order. */
export function migrationNames(): string[] {
  return sqlFiles(migrationsFolder).map((file) => nameOf(migrationsFolder, file));
}

function sqlFiles(folder: string): string[] {
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted();
}

function sqlMigrations(folder: string) {
  return sqlFiles(folder).map((file) => ({ name: nameOf(folder, file), class: migrationOf(path.join(folder, file)) }));
}

function isGenerated(file: string): boolean {
  return file.startsWith('9');
}

/** A generated file has a digest in its name, so that it runs again when its content changes. */
function nameOf(folder: string, file: string): string {
  const name = path.basename(file, '.sql');
  if (!isGenerated(name)) return name;
  const digest = createHash('sha256').update(fs.readFileSync(path.join(folder, file)));
  return `${name}-${digest.digest('hex').slice(0, 12)}`;
}

function migrationOf(file: string) {
  return class extends Migration {
    readonly #sql = fs.readFileSync(file, 'utf8');

    override up(): void {
      if (this.isTransactional()) this.addSql(`set local lock_timeout = ${longestLock}`);
      for (const statement of statementsOf(this.#sql)) this.addSql(statement);
    }

    override isTransactional(): boolean {
      return !isOutsideTransaction(this.#sql) && !isInBatches(this.#sql);
    }
  };
}

function statementsOf(sql: string): string[] {
  if (isInBatches(sql)) return [repeated(sql)];
  return isOutsideTransaction(sql) ? repeatable(sql) : [sql];
}

/** Repeats a statement until it changes nothing. Each run is a transaction, so that its locks are released at once. */
function repeated(sql: string): string {
  return `do $batches$
    declare changed bigint;
    begin
      loop
        perform set_config('lock_timeout', '${longestLock}', true);
        ${sql.trim().replace(/;$/, '')};
        get diagnostics changed = row_count;
        commit;
        exit when changed = 0;
      end loop;
    end $batches$`;
}
