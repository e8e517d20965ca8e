import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Migration } from '@mikro-orm/migrations';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { freeDeadConnections } from '../connections/dead-connections.js';
import { borrowOwnerRights, giveUpOwnerRights } from './owner-rights.js';

const migrationsFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../migrations');

/** Runs the SQL files of `migrations/` that this database has not seen, in the order of their names. */
export async function migrate(ownerUrl: string): Promise<void> {
  const orm = await MikroORM.init({
    entities: [],
    discovery: { warnWhenNoEntities: false },
    clientUrl: ownerUrl,
    // A connection that dies within a migration is given back by nobody else, and the pool would never close.
    driverOptions: { onPoolCreated: freeDeadConnections, keepAlive: true },
    extensions: [Migrator],
    migrations: { migrationsList: sqlMigrations(), snapshot: false, silent: true, tableName: 'migration' },
  });
  try {
    const connection = orm.em.getConnection();
    await connection.execute(`select pg_advisory_lock(hashtext('migration'))`);
    await borrowOwnerRights((sql) => connection.execute(sql));
    await orm.migrator.up();
    await giveUpOwnerRights((sql) => connection.execute(sql));
  } finally {
    await orm.close(true);
  }
}

/** The names of all migrations of this version, in their order. */
export function migrationNames(): string[] {
  return sqlFiles().map(nameOf);
}

function sqlFiles(): string[] {
  return fs
    .readdirSync(migrationsFolder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted();
}

function sqlMigrations() {
  return sqlFiles().map((file) => ({ name: nameOf(file), class: migrationOf(file) }));
}

/** What is generated again with each change runs again when it has changed. */
function nameOf(file: string): string {
  const name = path.basename(file, '.sql');
  if (!name.startsWith('9')) return name;
  const digest = createHash('sha256').update(fs.readFileSync(path.join(migrationsFolder, file)));
  return `${name}-${digest.digest('hex').slice(0, 12)}`;
}

function migrationOf(file: string) {
  return class extends Migration {
    override up(): void {
      this.addSql(fs.readFileSync(path.join(migrationsFolder, file), 'utf8'));
    }
  };
}
