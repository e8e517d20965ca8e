import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  memoryOf,
  type PublishedList,
  publishList,
  startGatewayProcess,
  stopProcess,
  untilLogged,
} from '../published-list.js';

/*
 * Runs `npm run publish-static` for a long list into a folder and into an S3 store: measures its duration and its peak
 * memory. RECIPIENTS=200000.
 */
const count = Number(process.env['RECIPIENTS'] ?? 200_000);
const port = 41_523;

let list: PublishedList;
let gateway: ChildProcess;
beforeAll(async () => {
  list = await publishList(count);
  gateway = await startGatewayProcess(list, port);
  await untilLogged(port, count);
});
afterAll(async () => {
  await stopProcess(gateway);
  await list.close();
});

/** Runs the tool; its memory is read every 20 ms to find the peak that the kernel records. */
async function publish(name: string, target: string[], environment: Record<string, string> = {}): Promise<void> {
  const begun = performance.now();
  const tool = spawn(process.execPath, ['dist/tool/publish-static.js', `http://127.0.0.1:${port}`, ...target], {
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let says = '';
  tool.stdout.on('data', (chunk: Buffer) => (says += chunk.toString()));
  let peak = 0;
  const timer = setInterval(() => {
    if (tool.exitCode === null) peak = Math.max(peak, memoryOf(tool).peak || 0);
  }, 20);
  const [code] = (await once(tool, 'exit')) as [number];
  clearInterval(timer);
  expect(code).toBe(0);
  const seconds = Number(((performance.now() - begun) / 1_000).toFixed(1));
  process.stdout.write(`${JSON.stringify({ name, lines: count, seconds, megabytes: peak, says: says.trim() })}\n`);
}

test('a folder, and again', async () => {
  const folder = path.join(list.folder, 'static');
  await publish('folder', [folder]);
  await publish('folder again', [folder]);
  const sizes = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => fs.statSync(path.join(entry.parentPath, entry.name)).size);
  const megabytes = (bytes: number) => Math.round(bytes / 1024 ** 2);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  process.stdout.write(
    `${JSON.stringify({ files: sizes.length, megabytes: megabytes(all), largest: megabytes(Math.max(...sizes)) })}\n`,
  );
});

test('a store', async () => {
  const heads = new Map<string, string>();
  const store = createServer((request, response) => {
    const name = request.url as string;
    request.resume().once('end', () => {
      if (request.method === 'PUT') heads.set(name, String(request.headers['x-amz-meta-copy-digest']));
      const digest = heads.get(name);
      if (digest === undefined) return void response.writeHead(404).end();
      response.setHeader('x-amz-meta-copy-digest', digest).end();
    });
  });
  await new Promise<void>((done) => store.listen(0, '127.0.0.1', done));
  const environment = {
    S3_ENDPOINT: `http://127.0.0.1:${(store.address() as AddressInfo).port}`,
    S3_ACCESS_KEY_ID: 'key',
    S3_SECRET_ACCESS_KEY: 'secret',
    NODE_ENV: 'test',
    DATA_DIR: list.folder,
  };
  await publish('store', ['--bucket', 'open'], environment);
  store.close();
});
