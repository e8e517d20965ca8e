import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { publishList, startGatewayProcess, stopProcess, untilLogged } from '../published-list.js';
import { asksOf } from '../read/asks.js';
import { testSecret } from '../../test/kit/secret.js';
import { startCommand } from '../../test/kit/start-command.js';

/*
 * Measures how long a killed gateway takes until it is ready again, on a database with a long published list and on one
 * with a short list, and until the first page of the list is answered from memory. RECIPIENTS=200000 ROUNDS=5.
 */
const counts = [10, Number(process.env['RECIPIENTS'] ?? 200_000)];
const rounds = Number(process.env['ROUNDS'] ?? 5);
const port = 41_517;
const url = `http://127.0.0.1:${port}`;

interface Start {
  /** Milliseconds from the start of the process. */
  ready: number;
  firstPage: number;
  fromMemory: number;
}

async function untilTrue(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds().catch(() => false))) await sleep(5);
}

async function startOnce(environment: Record<string, string>, body: string): Promise<Start> {
  const headers = { 'content-type': 'application/json' };
  const ask = () => fetch(`${url}/graphql`, { method: 'POST', headers, body });
  const begun = performance.now();
  const since = () => Math.round(performance.now() - begun);
  const gateway: ChildProcess = spawn(process.execPath, [startCommand().program], {
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    await untilTrue(async () => (await fetch(`${url}/readyz`)).ok);
    const ready = since();
    expect((await ask()).status).toBe(200);
    const firstPage = since();
    await untilTrue(async () => (await ask()).headers.get('x-cache') === 'hit');
    return { ready, firstPage, fromMemory: since() };
  } finally {
    gateway.kill('SIGKILL');
    if (gateway.exitCode === null) await once(gateway, 'exit');
  }
}

test.each(counts)('a start on a list of %d lines', async (count) => {
  const list = await publishList(count);
  const before = await startGatewayProcess(list, port);
  await untilLogged(port, count);
  await stopProcess(before);
  const { first } = asksOf('mianshen', list.noticeId);
  const environment = {
    NODE_ENV: 'test',
    PORT: String(port),
    DATA_DIR: list.folder,
    DATABASE_URL: list.ownerUrl,
    SECRET_KEY: testSecret,
    DEMONSTRATION: 'false',
    COMPANY_REGISTER: 'file',
  };
  for (let round = 1; round <= rounds; round += 1) {
    process.stdout.write(`${JSON.stringify({ lines: count, round, ...(await startOnce(environment, first)) })}\n`);
  }
  await list.close();
});
