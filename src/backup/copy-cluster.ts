import fs from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { type BackedUpFile, copyFile, copyTree } from './copy-tree.js';

/**
 * Files that PostgreSQL creates again at its start, or must not find (PostgreSQL documentation, "Making a Base
 * Backup").
 */
const madeAgain = /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/./;
const ofTheServer = /^postmaster\.(pid|opts)$|(^|\/)pgsql_tmp|(^|\/)pg_internal\.init/;

/**
 * Copies the files of a running PostgreSQL server with its backup functions. The write-ahead log written during the
 * copy makes the copy consistent.
 */
export async function copyCluster(client: pg.Client, folder: string): Promise<BackedUpFile[]> {
  const { rows } = await client.query<{ data_directory: string }>('show data_directory');
  const cluster = rows[0]?.data_directory as string;
  const copy = path.join(folder, 'cluster');
  // Retains the write-ahead log that is written until this session ends.
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
