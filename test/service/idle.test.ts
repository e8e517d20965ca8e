import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DatabaseProxy } from '../kit/database-proxy.js';
import { cloneDatabase, type TestDatabase } from '../kit/gateway.js';
import { endProcesses, freePort, GatewayProcess } from '../kit/gateway-process.js';
import { testSecret } from '../kit/secret.js';

/*
 * A gateway that nobody asks for anything leaves the database alone: its work is woken, and nothing looks again and again
 * whether there is something to do. All of its connections lead through a proxy that notes what PostgreSQL answers.
 * IDLE_SECONDS watches for longer, and says how much of a processor was used. Needs `dist/` (npm's pretest).
 */
const watched = Number(process.env['IDLE_SECONDS'] ?? 6);
/** Seconds for which nothing at all is asked in between: a loop that asks more often never lets that happen. */
const silence = 1.5;
/** Each of the few look-outs that are left may fall into the time that is watched. */
const most = 25 + 1.2 * watched;

let folder: string;
let database: TestDatabase;
let proxy: DatabaseProxy;
const answers: { at: number; asked: string }[] = [];
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-idle-'));
  database = await cloneDatabase();
  proxy = await DatabaseProxy.before(database.ownerUrl, ({ asked }) => {
    answers.push({ at: performance.now(), asked: asked.toString('latin1').slice(0, 200) });
    return false;
  });
});
afterAll(async () => {
  await endProcesses();
  proxy.close();
  await database.drop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const since = (start: number) => answers.filter(({ at }) => at >= start).map(({ asked }) => asked);

/** Hundredths of a second of a processor that a process has used (Linux). */
function processorTime({ pid }: { pid?: number | undefined }): number {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}

test('an idle gateway sends the database almost no queries', { timeout: 120_000 + watched * 1_000 }, async () => {
  const gateway = new GatewayProcess(await freePort(), {
    DATA_DIR: folder,
    SECRET_KEY: testSecret,
    DATABASE_URL: proxy.through(database.ownerUrl),
  });
  await gateway.ready();
  await gateway.until('nothing is asked for a moment', () => since(performance.now() - silence * 1_000).length === 0);
  const start = performance.now();
  const used = process.env['IDLE_SECONDS'] ? processorTime(gateway.child) : 0;
  await sleep(watched * 1_000);
  const asked = since(start);
  if (used) {
    const share = (processorTime(gateway.child) - used) / watched;
    process.stdout.write(`${asked.length / watched} statements a second, ${share} % of a processor\n`);
  }
  expect(asked.length, asked.join('\n')).toBeLessThan(most);
});
