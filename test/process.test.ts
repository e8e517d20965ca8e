import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PoliciesDocument, type PolicyRowInput, SubmitPoliciesDocument } from './generated/graphql.js';
import { ApiClient } from './kit/client.js';
import { eventually } from './kit/eventually.js';
import { startCommand } from './kit/start-command.js';

/** The gateway as a process, on a folder of its own, started, killed and started again. Needs `dist/` (npm's pretest). */
let folder: string;
const running = new Set<ChildProcess>();
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-process-'));
  fs.chmodSync(folder, 0o755);
});
afterAll(async () => {
  for (const child of running) await end(child, 'SIGTERM');
  fs.rmSync(folder, { recursive: true, force: true });
});

interface Started {
  child: ChildProcess;
  url: string;
  /** The token printed for a role. */
  token: (role: string) => string;
  output: string;
}

function launch(port = '0', dataFolder = folder): { child: ChildProcess; output: () => string } {
  const { DATABASE_URL: _, ...environment } = process.env;
  const child = spawn(process.execPath, [startCommand().program], {
    env: { ...environment, NODE_ENV: 'development', DATA_DIR: dataFolder, PORT: port, DEMONSTRATION: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.once('exit', () => running.delete(child));
  return { child, output: () => text };
}

async function start(): Promise<Started> {
  const { child, output } = launch();
  await eventually(
    () => {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended:\n${output()}`);
      return /ENTERPRISE[^]*-d '.*'\n$/.test(output());
    },
    () => `it says how to sign in:\n${output()}`,
  );
  const url = /answers at (\S+)/.exec(output())?.[1] as string;
  const token = (role: string) => new RegExp(`${role},[^]*?Bearer ([^']+)`).exec(output())?.[1] as string;
  return { child, url, token, output: output() };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill(signal);
  const [code] = (await exit) as [number | null];
  return code;
}

function postgresIsRunning(): boolean {
  const file = path.join(folder, 'postgres', 'cluster', 'postmaster.pid');
  return fs.existsSync(file);
}

let serial = 0;
function rows(count: number): PolicyRowInput[] {
  return Array.from({ length: count }, () => {
    serial += 1;
    return {
      policyNo: `KILL-${serial}`,
      creditCode: '91350100M000100Y43',
      enterpriseName: '福州试用科技有限公司',
      product: 'PRODUCT_LIABILITY',
      startsOn: `${new Date().getUTCFullYear() - 1}-03-01`,
      endsOn: `${new Date().getUTCFullYear()}-02-28`,
      premium: '100.00',
      invoiceNo: String(serial).padStart(20, '0'),
    };
  });
}

async function push(client: ApiClient, sent: PolicyRowInput[], idempotencyKey: string): Promise<number | undefined> {
  const { submitPolicies } = await client.get(SubmitPoliciesDocument, {
    input: { programme: 'FJ-DEMO', rows: sent, errorPolicy: 'REJECT_ALL', dryRun: false, idempotencyKey },
  });
  return submitPolicies.submission?.acceptedCount;
}

async function heldPolicies(client: ApiClient): Promise<number> {
  const filter = { programme: 'FJ-DEMO' };
  return (await client.get(PoliciesDocument, { filter, orderBy: 'POLICY_NO', first: 1 })).policies.totalCount;
}

test('a first start loads the demonstration, and every printed line works when pasted', async () => {
  const first = await start();
  const lines = first.output.split('\n').filter((line) => line.startsWith('curl '));
  expect(lines).toHaveLength(10);
  for (const line of lines) {
    const { stdout } = spawn('sh', ['-c', line], { stdio: ['ignore', 'pipe', 'ignore'] });
    const answer = JSON.parse((await stdout.toArray()).join('')) as { data?: object; errors?: object };
    expect(answer, line).toMatchObject({ data: expect.any(Object) });
    expect(answer.errors, line).toBeUndefined();
  }
  expect(await end(first.child, 'SIGTERM')).toBe(0);
  expect(postgresIsRunning(), 'PostgreSQL ends with the gateway').toBe(false);
});

test('a gateway killed during pushes keeps what it acknowledged, and nothing partial', async () => {
  const first = await start();
  const insurer = new ApiClient(first.url, first.token('INSURER'));
  const before = await heldPolicies(insurer);
  const pushes = Array.from({ length: 12 }, (_, index) => ({ key: `kill-${index}`, sent: rows(100) }));
  const acknowledged = new Set<string>();
  const work = (async () => {
    for (const { key, sent } of pushes) if ((await push(insurer, sent, key)) === 100) acknowledged.add(key);
  })().catch(() => undefined);
  await eventually(() => acknowledged.size >= 4, 'four pushes are acknowledged');
  await end(first.child, 'SIGKILL');
  await work;
  expect(postgresIsRunning(), 'the killed gateway leaves its PostgreSQL behind').toBe(true);

  const second = await start();
  const again = new ApiClient(second.url, second.token('INSURER'));
  const held = (await heldPolicies(again)) - before;
  expect(held % 100, 'a push is whole or not there').toBe(0);
  expect(held).toBeGreaterThanOrEqual(acknowledged.size * 100);
  for (const { key, sent } of pushes) expect(await push(again, sent, key)).toBe(100);
  expect((await heldPolicies(again)) - before).toBe(1200);

  const beside = launch();
  expect((await once(beside.child, 'exit'))[0]).toBe(1);
  expect(beside.output()).toMatch(/Another gateway already works on .*DATA_DIR/);
  expect(await heldPolicies(again)).toBe(before + 1200);
  expect(await end(second.child, 'SIGINT')).toBe(0);
  expect(postgresIsRunning()).toBe(false);
});

test('a port in use is reported before anything is opened', async () => {
  const other = net.createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as net.AddressInfo;
  const unused = path.join(folder, 'unused');
  const { child, output } = launch(String(port), unused);
  expect((await once(child, 'exit'))[0]).toBe(1);
  expect(output()).toMatch(new RegExp(`address already in use 127.0.0.1:${port}\nSet PORT to another one`));
  expect(fs.existsSync(path.join(unused, 'postgres'))).toBe(false);
  other.close();
});
