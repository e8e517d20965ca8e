import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { copyCluster } from '../../src/backup/copy-cluster.js';
import { openClient } from '../../src/database/connections/connections.js';
import { embeddedFolder, ownFiles, startEmbeddedServer } from '../../src/database/embedded/embedded-server.js';
import type { EmbeddedServer } from '../../src/database/embedded/supervised-server.js';
import { query } from './standalone.js';

/** A server with a separate folder. */
export interface OwnServer extends EmbeddedServer {
  folder: string;
}

const folders: string[] = [];

function newFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-server-'));
  fs.chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}

/** Starts a primary that others can replicate. Nothing of it has to be flushed to the disk. */
export async function startPrimary(): Promise<OwnServer> {
  const folder = newFolder();
  return { ...(await startEmbeddedServer(folder, ['fsync=off', 'full_page_writes=off'])), folder };
}

/** Starts a streaming replica of a running server: a copy of its files that follows it. */
export async function startStandby(primary: EmbeddedServer): Promise<OwnServer> {
  const folder = newFolder();
  const client = openClient({ connectionString: primary.url('postgres') });
  await client.connect();
  try {
    await copyCluster(client, folder);
  } finally {
    await client.end();
  }
  fs.writeFileSync(path.join(folder, 'cluster', 'standby.signal'), '');
  ownFiles(embeddedFolder(folder));
  const { hostname, port, username, password } = new URL(primary.url('postgres'));
  const follows = `host=${hostname} port=${port} user=${username} password=${password}`;
  const flags = ['fsync=off', `primary_conninfo=${follows}`, 'wal_retrieve_retry_interval=100ms'];
  return { ...(await startEmbeddedServer(folder, flags)), folder };
}

/** Returns the processes of a server, including its main process. */
export async function processesOf({ folder, url }: OwnServer): Promise<number[]> {
  const file = path.join(embeddedFolder(folder), 'cluster', 'postmaster.pid');
  const first = Number(fs.readFileSync(file, 'utf8').split('\n')[0]);
  const others = 'select pid from pg_stat_activity where pid <> pg_backend_pid()';
  const rows = await query<{ pid: number }>(url('postgres'), others);
  return [first, ...rows.map(({ pid }) => pid)];
}

/** Freezes a server: its processes stop, and its connections stay open. Returns a function that continues it. */
export async function freeze(server: OwnServer): Promise<() => void> {
  const pids = await processesOf(server);
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  return () => pids.forEach((pid) => process.kill(pid, 'SIGCONT'));
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
}
