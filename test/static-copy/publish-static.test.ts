import fs from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyCommand } from '../../src/cli/verify/verify.js';
import type { S3Settings } from '../../src/paper/store/paper-shelf.js';
import { bucketTarget } from '../../src/static-copy/bucket-target.js';
import { folderTarget } from '../../src/static-copy/copy-target.js';
import { GatewaySource } from '../../src/static-copy/gateway-source.js';
import { tileNames } from '../../src/static-copy/log-files.js';
import { publishStatic } from '../../src/static-copy/publish-static.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeNotice, arrangeRelease, logged, type PublishedNotice, someLines } from '../kit/published.js';
import { type S3Store, startS3Store } from '../kit/s3-store.js';
import { arrangeProgramme } from '../kit/world.js';

let gateway: TestGateway;
let notice: PublishedNotice;
let folder: string;
let site: Server;
let store: S3Store;

beforeAll(async () => {
  gateway = await startTestGateway({ now: '2025-09-10T02:00:00Z' });
  await arrangeProgramme(gateway);
  notice = await arrangeNotice(gateway, someLines(300));
  await logged(gateway, 301);
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-static-'));
  // A server that knows nothing but files.
  site = await listening(
    createServer((request, response) => {
      const file = path.join(folder, decodeURIComponent(request.url as string));
      if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) return void response.writeHead(404).end();
      response.end(fs.readFileSync(file));
    }),
  );
  store = await startS3Store('open');
});
afterAll(async () => {
  site.close();
  await store.stop();
  fs.rmSync(folder, { recursive: true });
  await gateway.stop();
});

async function listening(server: Server): Promise<Server> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const publish = () => publishStatic(new GatewaySource(gateway.url), folderTarget(folder));
const release = (number: number, extension: string) =>
  `feed/notices/${notice.id}/releases/${number}/recipients.${extension}`;

async function verify(...args: string[]): Promise<number> {
  const write = process.stdout.write;
  process.stdout.write = (() => true) as typeof write;
  try {
    return await verifyCommand.run(args);
  } finally {
    process.stdout.write = write;
  }
}

test('a server of static files serves a copy that verifies, with the bytes of the gateway', async () => {
  const { written } = await publish();
  expect(written.at(-1)).toBe('feed/log/checkpoint');
  const key = path.join(folder, 'feed/log/key');
  const list = path.join(folder, release(1, 'csv'));
  expect(await verify(addressOf(site), '--key', key, '--list', list)).toBe(0);
  expect(await verify(path.join(folder, 'feed'), '--key', key, '--list', list)).toBe(0);
  for (const name of written.filter((one) => one !== '_headers')) {
    const ours = await gateway.client().fetch(`/${name}`, { headers: { 'accept-encoding': 'identity' } });
    const copied = await fetch(`${addressOf(site)}/${name}`);
    expect(await copied.bytes(), name).toEqual(await ours.bytes());
  }
});

test('the next run writes nothing, and after a correction only what is new', async () => {
  expect((await publish()).written).toEqual([]);
  const earlier = path.join(folder, 'earlier');
  fs.copyFileSync(path.join(folder, 'feed/log/checkpoint'), earlier);
  const lines = notice.lines.slice(1).map((line, index) => ({ ...line, id: crypto.randomUUID(), rank: index + 1 }));
  await arrangeRelease(gateway, notice.key, 2, lines, '更正');
  await logged(gateway, 601);
  const { written } = await publish();
  expect(written.filter((name) => name.includes('/releases/1/'))).toEqual([]);
  for (const extension of ['csv', 'ndjson', 'json', 'xlsx', 'parquet', '360giving.json']) {
    expect(written).toContain(release(2, extension));
  }
  expect(written.filter((name) => name.includes('/tile/')).toSorted()).toEqual(tileNames(601, 301).toSorted());
  expect(await verify(addressOf(site), '--key', path.join(folder, 'feed/log/key'), '--since', earlier)).toBe(0);
});

test('a bucket gets the same objects, each with its media type and caching rule, and only once', async () => {
  const target = bucketTarget(store.settings);
  const source = new GatewaySource(gateway.url);
  const { written } = await publishStatic(source, target);
  const inFolder = new Set(fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }));
  expect(written.filter((name) => !inFolder.has(name) && !name.includes('.p/'))).toEqual([]);
  const list = await store.get(release(2, 'csv'));
  expect(list.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect(list.headers.get('cache-control')).toContain('immutable');
  expect(Buffer.from(await list.bytes()).equals(fs.readFileSync(path.join(folder, release(2, 'csv'))))).toBe(true);
  expect((await store.get('feed/log/checkpoint')).headers.get('cache-control')).toBe('no-cache');
  expect((await publishStatic(source, target)).written).toEqual([]);
});

test('a bucket whose key is another one, or that is not there, is named', async () => {
  const publishTo = (settings: Partial<S3Settings>) =>
    publishStatic(new GatewaySource(gateway.url), bucketTarget({ ...store.settings, ...settings }));
  await expect(publishTo({ secretAccessKey: 'another' })).rejects.toThrow('The bucket open answered 403');
  await expect(publishTo({ bucket: 'absent' })).rejects.toThrow('There is no bucket absent');
});

test.each([
  [0, 0, []],
  [256, 0, ['feed/log/tile/0/000', 'feed/log/tile/entries/000', 'feed/log/tile/1/000.p/1']],
  [257, 256, ['feed/log/tile/0/001.p/1', 'feed/log/tile/entries/001.p/1']],
  [
    65_536,
    65_535,
    ['feed/log/tile/0/255', 'feed/log/tile/entries/255', 'feed/log/tile/1/000', 'feed/log/tile/2/000.p/1'],
  ],
])('a log of %i entries after one of %i has these new tiles', (size, earlier, names) => {
  expect(tileNames(size, earlier)).toEqual(names);
});
