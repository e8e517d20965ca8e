import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { type Config, ConfigError } from '../config.js';
import { attachServer } from '../database/attach.js';
import { openClient } from '../database/connections/connections.js';
import { type BackedUpFile, copyFile, copyTree } from './copy-tree.js';
import { manifestName, type Manifest } from './manifest.js';

/** What PostgreSQL makes again at its start, or must not find (its documentation, "Making a Base Backup"). */
const madeAgain = /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/./;
const ofTheServer = /^postmaster\.(pid|opts)$|(^|\/)pgsql_tmp|(^|\/)pg_internal\.init/;

/** Of the data folder: the database is copied by itself, and the feed is made again. */
const ofTheGateway = /^(postgres|feed|spool)(\/|$)/;

/** Copies the embedded database and the papers into a new folder, beside a running gateway; returns the folder. */
export async function backUp(config: Config, target: string, now: Date): Promise<string> {
  if (config.databaseUrl) {
    throw new ConfigError(
      'DATABASE_URL: back up your own PostgreSQL with pg_basebackup or pg_dump (docs/operators.md)',
    );
  }
  const folder = path.join(target, `mianshen-${now.toISOString().replaceAll(':', '').slice(0, 17)}`);
  if (existsSync(folder)) throw new ConfigError(`${folder} is there already`);
  const partial = `${folder}.partial`;
  await fs.mkdir(partial, { recursive: true, mode: 0o700 });
  const server = await attachServer(config);
  const client = openClient({ connectionString: server.ownerUrl });
  try {
    await client.connect();
    const files = await copyCluster(client, partial);
    // After the database: papers are only added, so every paper that it names is there.
    files.push(
      ...(await copyTree(config.dataFolder, path.join(partial, 'data'), 'data', (name) => ofTheGateway.test(name))),
    );
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
    const manifest: Manifest = { at: now.toISOString(), postgresql: rows[0]?.version ?? '', files };
    await fs.writeFile(path.join(partial, manifestName), `${JSON.stringify(manifest, null, 1)}\n`, { flush: true });
    await fs.rename(partial, folder);
    return folder;
  } finally {
    await client.end();
    await server.close();
  }
}

/** PostgreSQL's own way of copying a server that works: the log of the time of copying makes the copy whole. */
async function copyCluster(client: pg.Client, folder: string): Promise<BackedUpFile[]> {
  const { rows } = await client.query<{ data_directory: string }>('show data_directory');
  const cluster = rows[0]?.data_directory as string;
  const copy = path.join(folder, 'cluster');
  // Keeps the log that is written from now on until this session ends.
  await client.query(`select pg_create_physical_replication_slot('backup_' || pg_backend_pid(), true, true)`);
  await client.query(`select pg_backup_start('mianshen', true)`);
  const files = await copyTree(cluster, copy, 'cluster', (name) => madeAgain.test(name) || ofTheServer.test(name));
  const stopped = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
  await fs.writeFile(path.join(copy, 'backup_label.new'), stopped.rows[0]?.labelfile as string);
  files.push(
    await required(
      copyFile(path.join(copy, 'backup_label.new'), path.join(copy, 'backup_label'), 'cluster/backup_label'),
    ),
  );
  await fs.rm(path.join(copy, 'backup_label.new'));
  files.push(...(await copyTree(path.join(cluster, 'pg_wal'), path.join(copy, 'pg_wal'), 'cluster/pg_wal')));
  const password = 'owner-password';
  files.push(await required(copyFile(path.join(cluster, '..', password), path.join(folder, password), password)));
  return files;
}

async function required(copying: Promise<BackedUpFile | undefined>): Promise<BackedUpFile> {
  const file = await copying;
  if (!file) throw new Error('A file of the database has gone while it was copied');
  return file;
}
