import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { exportJWK, exportPKCS8, generateKeyPair } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IssueMachineCredentialDocument, type IssueMachineCredentialInput } from '../generated/graphql.js';
import { type CommandResult, mianshen } from '../kit/command.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { csvOf, headings } from '../kit/upload.js';
import { arrangeEnterprise, arrangeInsurer, type Person, policyRow, programmeCode } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
let clerk: Person;
let enterprise: Awaited<ReturnType<typeof arrangeEnterprise>>;
let folder: string;

beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  clerk = await arrangeInsurer(gateway);
  enterprise = await arrangeEnterprise(gateway);
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-cli-'));
});
afterAll(async () => {
  await gateway.stop();
  fs.rmSync(folder, { recursive: true });
});

const place = (name: string) => path.join(folder, name);
const row = (changes = {}) => policyRow(enterprise, changes);

function write(name: string, content: string): string {
  fs.writeFileSync(place(name), content);
  return place(name);
}

/** The command with the clerk's token, on the programme of the tests. */
function run(args: string[], environment: Record<string, string> = {}): Promise<CommandResult> {
  const settings = { MIANSHEN_URL: gateway.url, MIANSHEN_TOKEN: clerk.token, MIANSHEN_PROGRAMME: programmeCode };
  return mianshen(args, { ...settings, ...environment });
}

async function issue(changes: Partial<IssueMachineCredentialInput>) {
  const input: IssueMachineCredentialInput = {
    name: 'cron',
    method: 'CLIENT_SECRET',
    scopes: ['READ', 'WRITE'],
    validDays: 30,
    idempotencyKey: randomUUID(),
    ...changes,
  };
  const { issueMachineCredential: issued } = await clerk.client.get(IssueMachineCredentialDocument, { input });
  expect(issued.userErrors).toEqual([]);
  return { clientId: issued.credential?.clientId as string, secret: issued.secret as string };
}

test('a clean file ends with 0, and again with the same submission', async () => {
  const file = write('clean.csv', csvOf([row(), row()]));
  const first = await run(['push', file]);
  expect(first).toMatchObject({ code: 0, out: expect.stringContaining('✔ 2 of 2 rows accepted') });
  const again = await run(['push', file, '--json']);
  expect(again).toMatchObject({ code: 0, err: '' });
  const answer = JSON.parse(again.out) as { id: string };
  expect(answer).toMatchObject({ repeated: true, status: 'COMPLETED', acceptedCount: 2, fileName: 'clean.csv' });
  expect(first.out).toContain(answer.id);
  const status = await run(['status', answer.id, '--json']);
  expect(JSON.parse(status.out)).toMatchObject({ id: answer.id, acceptedCount: 2 });
  expect((await run(['status'])).out).toContain(answer.id);
});

test('failed rows end with 1, are saved, and corrected go through', async () => {
  const bad = row({ premium: 'x' });
  const result = await run(['push', write('bad.csv', csvOf([row(), bad])), '--failed-rows', place('failed.csv')]);
  expect(result).toMatchObject({ code: 1, out: expect.stringContaining('1 of 2 rows accepted, 1 failed') });
  const failed = fs.readFileSync(place('failed.csv'), 'utf8');
  expect(failed).toContain('PREMIUM_INVALID');
  expect(await run(['push', write('mended.csv', failed.replace(',x,', ',100,'))])).toMatchObject({ code: 0 });
  const id = /submission (\S+)/.exec(result.out)?.[1] as string;
  expect(await run(['failed-rows', id, '--output', place('failed.xlsx')])).toMatchObject({ code: 0 });
  expect(fs.readFileSync(place('failed.xlsx')).subarray(0, 2).toString()).toBe('PK');
});

test('REJECT_ALL accepts nothing, and a dry run writes nothing', async () => {
  const good = row();
  const file = write('mixed.csv', csvOf([good, row({ premium: '0' })]));
  const rejected = await run(['push', file, '--error-policy', 'REJECT_ALL', '--json']);
  expect(rejected.code).toBe(1);
  expect(JSON.parse(rejected.out)).toMatchObject({ status: 'REJECTED', acceptedCount: 0, failedCount: 1 });
  const dry = await run(['push', file, '--dry-run', '--json']);
  expect(JSON.parse(dry.out)).toMatchObject({ dryRun: true, acceptedCount: 1, subsidyPreview: '1000.00' });
  expect(await gateway.sql('select from policy where policy_no = $1', [good.policyNo])).toHaveLength(0);
});

test('the template is saved without a credential', async () => {
  const result = await run(['template', '--output', place('policies.xlsx')], { MIANSHEN_TOKEN: '' });
  expect(result).toMatchObject({ code: 0 });
  expect(fs.readFileSync(place('policies.xlsx')).subarray(0, 2).toString()).toBe('PK');
});

test('messages of the gateway come in the language of the terminal', async () => {
  const file = write('empty.csv', headings);
  expect((await run(['push', file], { LANG: 'zh_CN.UTF-8' })).out).toContain('文件中没有数据行');
  expect((await run(['push', file], { LANG: 'C' })).out).toContain('holds no row');
});

test('a machine credential works with its secret', async () => {
  const { clientId, secret } = await issue({});
  const file = write('secret.csv', csvOf([row()]));
  const machine = { MIANSHEN_TOKEN: '', MIANSHEN_CLIENT_ID: clientId };
  expect(await run(['push', file], { ...machine, MIANSHEN_CLIENT_SECRET: secret })).toMatchObject({ code: 0 });
  const byFile = ['push', file, '--client-id', clientId, '--client-secret-file', write('secret', `${secret}\n`)];
  expect(await run(byFile, { MIANSHEN_TOKEN: '' })).toMatchObject({ code: 0 });
  expect(await run(['push', file], { ...machine, MIANSHEN_CLIENT_SECRET: 'wrong' })).toMatchObject({ code: 77 });
  const [submitted] = await gateway.sql(
    `select submitted_by from submission where file_name = 'secret.csv' and accepted_count = 1`,
  );
  expect(submitted, 'the event log can say which machine it was').toEqual({ submitted_by: clientId.slice(2) });
});

const keyForms = ['ES256', 'RS256', 'Ed25519'].flatMap((algorithm) =>
  (['pem', 'jwk'] as const).map((form) => [algorithm, form] as const),
);

test.each(keyForms)('a machine credential works with a key of %s as %s', async (algorithm, form) => {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'cron', alg: algorithm }] };
  const { clientId } = await issue({ method: 'PRIVATE_KEY', jwks });
  const keys = {
    pem: await exportPKCS8(privateKey),
    jwk: JSON.stringify({ ...(await exportJWK(privateKey)), kid: 'cron' }),
  };
  const file = write(`${algorithm}.${form}.csv`, csvOf([row()]));
  const asKey = ['push', file, '--client-id', clientId, '--private-key', write(form, keys[form])];
  expect(await run(asKey, { MIANSHEN_TOKEN: '' })).toMatchObject({ code: 0 });
});

test('a credential that only reads follows, but does not push', async () => {
  const { clientId, secret } = await issue({ scopes: ['READ'] });
  const reader = { MIANSHEN_TOKEN: '', MIANSHEN_CLIENT_ID: clientId, MIANSHEN_CLIENT_SECRET: secret };
  const refused = await run(['push', write('read.csv', csvOf([row()]))], reader);
  expect(refused).toMatchObject({ code: 77, err: expect.stringContaining('write') });
  expect(await run(['status'], reader)).toMatchObject({ code: 0 });
});

const exitCodes: [args: string[], code: number, environment?: Record<string, string>][] = [
  [[], 64],
  [['push', 'any.csv', '--error-policy', 'SOME'], 64],
  [['push'], 64],
  [['status', 'nothing'], 64],
  [['push', 'any.csv', '--unknown'], 64],
  [['push', 'absent.csv'], 66],
  [['push', 'any.csv'], 64, { MIANSHEN_PROGRAMME: '' }],
  [['push', 'any.csv'], 77, { MIANSHEN_TOKEN: '' }],
  [['push', 'any.csv', '--client-id', 'm', '--private-key', 'any.csv'], 66],
  [['push', 'any.csv', '--patience', '0'], 69, { MIANSHEN_URL: 'http://127.0.0.1:1' }],
  [['push', '--help'], 0],
];

test.each(exitCodes)('%j ends with %i', async (args, code, environment = {}) => {
  write('any.csv', csvOf([row()]));
  const placed = args.map((arg) => (arg.endsWith('.csv') ? place(arg) : arg));
  expect(await run(placed, environment)).toMatchObject({ code });
});

test('a refusal comes before a large file is sent', async () => {
  const large = write('large.csv', csvOf([row()]) + ' '.repeat(64 * 1024 ** 2));
  const proxy = await startProxy(() => false);
  const refused = await run(['push', large, '--programme', 'nope'], { MIANSHEN_URL: proxy.url });
  proxy.close();
  expect(refused).toMatchObject({ code: 65, err: expect.stringContaining('nope') });
  expect(proxy.received()).toBeLessThan(10_000);
});

test('a connection that breaks within the file or before the answer loses and repeats nothing', async () => {
  const rows = Array.from({ length: 3_000 }, () => row());
  const file = write('broken.csv', csvOf(rows));
  const { size } = fs.statSync(file);
  // The first connection breaks in the middle of the file, the second one when all of it was sent, before the answer.
  const proxy = await startProxy((connection, bytes) =>
    connection === 1 ? bytes > size / 2 : connection === 2 && bytes > size,
  );
  const result = await run(['push', file, '--json'], { MIANSHEN_URL: proxy.url });
  proxy.close();
  expect(result.code).toBe(0);
  expect(proxy.connections()).toBeGreaterThan(2);
  expect(JSON.parse(result.out)).toMatchObject({ acceptedCount: 3_000, failedCount: 0 });
  expect(await gateway.sql(`select from submission where file_name = 'broken.csv'`)).toHaveLength(1);
});

interface Proxy {
  url: string;
  connections: () => number;
  received: () => number;
  close: () => void;
}

/** Passes bytes on to the gateway, and cuts a connection when `cut` says so of its number and the bytes sent so far. */
async function startProxy(cut: (connection: number, bytes: number) => boolean): Promise<Proxy> {
  let connections = 0;
  let received = 0;
  const server = net.createServer((client) => {
    connections += 1;
    const connection = connections;
    let bytes = 0;
    const upstream = net.connect(Number(new URL(gateway.url).port), '127.0.0.1');
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    client.on('error', end).on('close', end);
    upstream.on('error', end).on('close', end);
    upstream.on('data', (chunk) => client.write(chunk));
    client.on('data', (chunk) => {
      bytes += chunk.length;
      received += chunk.length;
      upstream.write(chunk, () => cut(connection, bytes) && end());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    connections: () => connections,
    received: () => received,
    close: () => server.close(),
  };
}
