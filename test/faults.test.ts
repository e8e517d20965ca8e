import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  OrderPaymentDocument,
  ReleasePaymentDocument,
  RequestPaymentInformationDocument,
} from './generated/graphql.js';
import { claimAll } from './kit/claimed-year.js';
import { ApiClient } from './kit/client.js';
import { eventually } from './kit/eventually.js';
import { startTestGateway, type TestGateway } from './kit/gateway.js';
import { publishYear, type PublishedYear } from './kit/published-year.js';
import { testSecret } from './kit/secret.js';
import { programmeCode } from './kit/world.js';
import { startCommand } from './kit/start-command.js';

/**
 * Two gateways, real processes on one database with 10,000 claims; one of them is killed in the middle of its work.
 * Needs `dist/` (npm's pretest).
 */
const claimCount = 10_000;
let arranging: TestGateway;
let year: PublishedYear;
let folder: string;
let provider: http.Server;
/** How often the provider of text messages was given each message, by our id of it. */
const given = new Map<string, number>();
const running = new Set<ChildProcess>();

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-faults-'));
  arranging = await startTestGateway();
  year = await publishYear(arranging, 10);
  await multiply();
  provider = http.createServer((request, response) => {
    const id = new URL(request.url ?? '/', 'http://provider').searchParams.get('OutId') ?? '';
    given.set(id, (given.get(id) ?? 0) + 1);
    response.end(JSON.stringify({ Code: 'OK', BizId: id }));
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  for (const child of running) await kill(child, 'SIGTERM');
  provider.close();
  await arranging.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Makes ten companies ten thousand, each with somebody who acts for it. */
async function multiply(): Promise<void> {
  const { sql, config } = arranging;
  await sql(`insert into enterprise (credit_code, name, division_code, region_code)
    select '9135' || lpad(number::text, 14, '0'), '福州第' || number || '号科技有限公司', '350102', '3501'
    from generate_series(11, ${claimCount}) as number`);
  await sql(`insert into claim (programme_id, enterprise_id, proposal_id, status, calculated_amount, cap_cut, budget_cut,
      granted_amount, status_changed_at)
    select programme_id, enterprise.id, proposal_id, status, calculated_amount, cap_cut, budget_cut, granted_amount,
      status_changed_at
    from enterprise, (select * from claim limit 1) as model
    where not exists (select from claim where enterprise_id = enterprise.id)`);
  const phone = config.vault.seal('13700000000', 'account.phone');
  await sql(`insert into account (id, name, created_at) select id, name, now() from enterprise`);
  await sql(
    `insert into account_secret (account_id, phone_digest, sealed_phone) select id, id::text, $1 from enterprise`,
    [phone],
  );
  await sql(`insert into role_grant (account_id, role, subject_id, granted_at)
    select id, 'ENTERPRISE', id, now() from enterprise`);
}

interface Running {
  child: ChildProcess;
  url: string;
}

async function start(now: string): Promise<Running> {
  const child = spawn(process.execPath, [startCommand().program, '--now', now], {
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      NODE_ENV: 'development',
      DATABASE_URL: arranging.ownerUrl,
      DATA_DIR: folder,
      SECRET_KEY: testSecret,
      DEMONSTRATION: 'false',
      PORT: '0',
      SMS_PROVIDER: 'aliyun',
      SMS_ENDPOINT: `http://127.0.0.1:${(provider.address() as AddressInfo).port}`,
      SMS_ACCESS_KEY_ID: 'test',
      SMS_ACCESS_KEY_SECRET: 'test',
      SMS_SIGN_NAME: 'test',
      SMS_TEMPLATES: JSON.stringify({ PAYMENT_INFORMATION_REQUEST: 'SMS_1' }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.once('exit', () => running.delete(child));
  const url = await eventually(
    () => {
      if (child.exitCode !== null) throw new Error(`It did not start:\n${output}`);
      return /answers at (\S+)\n/.exec(output)?.[1];
    },
    () => `the gateway answers:\n${output}`,
  );
  return { child, url };
}

async function kill(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}

const count = async (query: string): Promise<number> =>
  Number((await arranging.sql<{ count: string }>(query))[0]?.count);

/** Whether a statement like this is being worked on in the database right now. */
const isBusyWith = async (text: string): Promise<boolean> =>
  (await count(`select count(*) from pg_stat_activity where datname = current_database() and usename = 'mianshen_login'
    and (state = 'active' or state like 'idle in transaction%') and query like '%${text}%' and pid <> pg_backend_pid()`)) >
  0;

test('when a gateway is killed while closing a notice, the other closes it, once', { timeout: 180_000 }, async () => {
  const first = await start('2025-08-27');
  await new ApiClient(first.url, year.science.token).ask(
    'mutation { moveClock(input: { to: "2025-08-28T02:00:00Z" }) { now } }',
  );
  await eventually(() => isBusyWith('update claim set status'), 'the closing begins');
  await kill(first.child);
  expect(await count(`select count(*) from publicity_notice where status = 'CLOSED'`)).toBe(0);
  expect(await count(`select count(*) from claim where status = 'CONFIRMED'`)).toBe(0);

  const [one, other] = await Promise.all([start('2025-08-28'), start('2025-08-28')]);
  await eventually(
    async () => (await count(`select count(*) from publicity_notice where status = 'CLOSED'`)) === 1,
    'the notice closes',
  );
  // Stopped in order, each finishes what it has begun: what the other one does too, it has done then.
  await Promise.all([kill(one.child, 'SIGTERM'), kill(other.child, 'SIGTERM')]);
  expect(await count(`select count(*) from event where type = 'NOTICE_CLOSED'`)).toBe(1);
  expect(await count(`select count(*) from claim where status = 'CONFIRMED'`)).toBe(claimCount);
  const confirmed = `from event where type = 'CLAIM_STATUS_CHANGED' and data->>'to' = 'CONFIRMED'`;
  expect(await count(`select count(*) ${confirmed}`)).toBe(claimCount);
  expect(await count(`select count(distinct subject_id) ${confirmed}`)).toBe(claimCount);
});

test(
  'when a gateway is killed while requesting and sending 10,000 text messages, each arrives',
  { timeout: 240_000 },
  async () => {
    const [first, second] = await Promise.all([start('2025-08-28'), start('2025-08-28')]);
    const input = { programme: programmeCode, idempotencyKey: 'faults' };
    const ask = ({ url }: Running) =>
      new ApiClient(url, year.platform.token).ask(RequestPaymentInformationDocument, { input });
    const lost = ask(first).catch(() => undefined);
    await eventually(() => isBusyWith('claim'), 'the asking begins');
    await kill(first.child);
    await lost;
    const { data } = await ask(second);
    expect(data?.requestPaymentInformation).toMatchObject({ requestedCount: claimCount, messageCount: claimCount });

    const third = await start('2025-08-28');
    await eventually(() => given.size > claimCount / 3, 'a third is sent');
    await kill(second.child);
    // What the killed one had in hand is due again when its lease ends.
    await new ApiClient(third.url, year.platform.token).ask(
      'mutation { moveClock(input: { to: "2025-08-28T05:00:00Z" }) { now } }',
    );
    await eventually(
      async () => (await count(`select count(*) from text_message where status <> 'SENT'`)) === 0,
      'all are sent',
      120_000,
    );
    expect(await count(`select count(*) from text_message`)).toBe(claimCount);
    expect(given.size).toBe(claimCount);
    const repeated = [...given.values()].filter((times) => times > 1);
    // At least once, under the same id; only what one gateway had in hand when it died may have been given twice.
    expect(repeated.length).toBeLessThanOrEqual(50);
    expect(Math.max(...given.values())).toBeLessThanOrEqual(2);
    expect(await count(`select count(*) from event where type = 'PAYMENT_INFORMATION_REQUESTED'`)).toBe(1);
    await kill(third.child, 'SIGTERM');
  },
);

test(
  'when a gateway is killed while releasing a batch, it is released once, with the same files',
  { timeout: 240_000 },
  async () => {
    arranging.clock.set(new Date('2025-08-28T02:00:00Z'));
    await claimAll(arranging);
    const [first, second] = await Promise.all([start('2025-08-28'), start('2025-08-28')]);
    const { orderPayment } = await new ApiClient(first.url, year.science.token).get(OrderPaymentDocument, {
      input: { programme: programmeCode, version: 0, idempotencyKey: 'faults' },
    });
    const { id: batchId, version } = orderPayment.batch!;
    expect(orderPayment.batch).toMatchObject({ lineCount: claimCount, totalAmount: '10000000.00' });
    const release = ({ url }: Running) =>
      new ApiClient(url, year.finance.token).ask(ReleasePaymentDocument, { input: { batchId, version } });
    const lost = release(first).catch(() => undefined);
    await eventually(() => isBusyWith('payment_line'), 'the release begins');
    await kill(first.child);
    await lost;
    expect(await count(`select count(*) from payment_file`)).toBe(0);
    const [one, other] = await Promise.all([release(second), release(second)]);
    const outcomes = [one, other].map(({ data }) => data?.releasePayment.userErrors[0]?.code ?? 'RELEASED');
    // The same request again is answered as the first time.
    expect(outcomes).toEqual(['RELEASED', 'RELEASED']);
    expect(await count(`select count(*) from event where type = 'PAYMENT_RELEASED'`)).toBe(1);
    expect(await count(`select count(*) from payment_file`)).toBe(2);
    await kill(second.child, 'SIGTERM');
  },
);
