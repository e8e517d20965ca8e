import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backUp } from '../../src/backup/back-up.js';
import { restore } from '../../src/backup/restore.js';
import { readConfig } from '../../src/config/config.js';
import { type EmbeddedServer, startEmbeddedServer } from '../../src/database/embedded/embedded-server.js';
import { FolderLock } from '../../src/database/embedded/folder-lock.js';
import { testSecret } from '../kit/secret.js';

let root: string;
let server: EmbeddedServer;
let dataFolder: string;
/** As a running gateway holds it. */
let lock: FolderLock;
const paper = 'documents/ab/abcd';
beforeAll(async () => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-backup-'));
  fs.chmodSync(root, 0o755);
  dataFolder = path.join(root, 'data');
  fs.mkdirSync(path.dirname(path.join(dataFolder, paper)), { recursive: true });
  fs.writeFileSync(path.join(dataFolder, paper), '%PDF-1.7');
  server = await startEmbeddedServer(path.join(dataFolder, 'postgres'));
  lock = new FolderLock(server.url('postgres'), dataFolder);
  await lock.take();
  await onDatabase(server, 'postgres', 'create database mianshen');
  await onDatabase(server, 'mianshen', 'create table written (id int primary key, filler text)');
});
afterAll(async () => {
  await lock.release();
  await server.stop();
  fs.rmSync(root, { recursive: true, force: true });
});

async function onDatabase<Row extends pg.QueryResultRow>({ url }: EmbeddedServer, name: string, text: string) {
  const client = new pg.Client({ connectionString: url(name) });
  await client.connect();
  return (await client.query<Row>(text).finally(() => client.end())).rows;
}

const config = () =>
  readConfig({ NODE_ENV: 'test', DATA_DIR: dataFolder, SECRET_KEY: testSecret, DEMONSTRATION: 'false' });

/** Writes rows for as long as `work` lasts; returns how many were acknowledged before it began, and all in all. */
async function writingMeanwhile<Result>(work: () => Promise<Result>) {
  const client = new pg.Client({ connectionString: server.url('mianshen') });
  await client.connect();
  const acknowledged: number[] = [];
  const write = async (number: number) => {
    await client.query(`insert into written values ($1, repeat('x', 2000))`, [number]);
    acknowledged.push(number);
  };
  for (let number = 0; number < 50; number += 1) await write(number);
  const ended = new AbortController();
  const writing = (async () => {
    for (let number = 50; !ended.signal.aborted; number += 1) await write(number);
  })();
  const result = await work().finally(() => ended.abort());
  await writing;
  await client.end();
  return { result, before: 50, acknowledged: acknowledged.length };
}

test('a backup made during writes has everything that was written before it began', { timeout: 120_000 }, async () => {
  const { result: backup, before, acknowledged } = await writingMeanwhile(() => backUp(config(), root, new Date()));
  expect(acknowledged).toBeGreaterThan(before);
  const restored = path.join(root, 'restored');
  await restore(backup, restored);
  const other = await startEmbeddedServer(path.join(restored, 'postgres'));
  try {
    const [row] = await onDatabase<{ count: number; last: number }>(
      other,
      'mianshen',
      'select count(*)::int as count, max(id) as last from written where length(filler) = 2000',
    );
    expect(row!.count).toBeGreaterThanOrEqual(before);
    // In their order, without a gap: a state that there was at one moment.
    expect(row!.last).toBe(row!.count - 1);
  } finally {
    await other.stop();
  }
  expect(fs.readFileSync(path.join(restored, paper), 'utf8')).toBe('%PDF-1.7');
});

test('a damaged or unfinished backup and a folder in use are refused', { timeout: 120_000 }, async () => {
  const backup = await backUp(config(), root, new Date(Date.now() + 1_000));
  await expect(restore(backup, dataFolder)).rejects.toThrow(/is not empty/);
  fs.appendFileSync(path.join(backup, 'data', paper), 'x');
  await expect(restore(backup, path.join(root, 'damaged'))).rejects.toThrow(/The backup is damaged: data\/documents/);
  fs.rmSync(path.join(backup, 'manifest.json'));
  await expect(restore(backup, path.join(root, 'unfinished'))).rejects.toThrow(/has no manifest\.json/);
});

test('somebody else’s PostgreSQL is not copied', async () => {
  const other = readConfig({ NODE_ENV: 'test', DATABASE_URL: 'postgres://a@127.0.0.1/b', SECRET_KEY: testSecret });
  await expect(backUp(other, root, new Date())).rejects.toThrow(/^DATABASE_URL: back up your own PostgreSQL/);
});
