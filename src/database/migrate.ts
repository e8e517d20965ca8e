import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Migration } from '@mikro-orm/migrations';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';

const migrationsFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../migrations');

/** Runs the SQL files of `migrations/` that this database has not seen, in the order of their names. */
export async function migrate(ownerUrl: string): Promise<void> {
  const orm = await MikroORM.init({
    entities: [],
    discovery: { warnWhenNoEntities: false },
    clientUrl: ownerUrl,
    extensions: [Migrator],
    migrations: { migrationsList: sqlMigrations(), snapshot: false, silent: true, tableName: 'migration' },
  });
  try {
    await orm.em.getConnection().execute(`select pg_advisory_lock(hashtext('migration'))`);
    await orm.migrator.up();
  } finally {
    await orm.close(true);
  }
}

/** The names of all migrations of this version, in their order. */
export function migrationNames(): string[] {
  const files = fs.readdirSync(migrationsFolder).filter((name) => name.endsWith('.sql'));
  return files.toSorted().map((file) => path.basename(file, '.sql'));
}

function sqlMigrations() {
  return migrationNames().map((name) => ({ name, class: migrationOf(`${name}.sql`) }));
}

function migrationOf(file: string) {
  return class extends Migration {
    override up(): void {
      this.addSql(fs.readFileSync(path.join(migrationsFolder, file), 'utf8'));
    }
  };
}
