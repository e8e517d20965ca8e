import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { SandboxState } from '../../src/kernel/sandboxes.js';
import { ApiClient } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import { arrangePerson, type Person } from '../kit/world.js';
import { ask, clientOf, create, type Payload, read, remove } from './sandboxes.js';

/* Gateways for those who build clients: each with its own data, clock, tokens and address. */

let gateway: TestGateway;
let builder: Person;
let other: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ sandboxes: true });
  builder = await arrangePerson(gateway, Role.PLATFORM);
  other = await arrangePerson(gateway, Role.AUDITOR);
});
afterAll(() => gateway.stop());

test('a sandbox has its own data, clock and tokens', { timeout: 60_000 }, async () => {
  const [one, two] = [
    await create(builder, SandboxState.IN_PUBLICITY),
    await create(builder, SandboxState.IN_PUBLICITY),
  ];
  const to = '2025-10-20T01:00:00.000Z';
  await clientOf(one, Role.SCIENCE).get(`mutation { moveClock(input: { to: "${to}" }) { now } }`);
  // The notice closes automatically, in this sandbox alone.
  await eventually(async () => (await read(one)).publicityNotices.nodes[0]?.status === 'CLOSED', 'the notice closes');
  expect((await read(two)).publicityNotices.nodes).toEqual([{ status: 'OPEN' }]);
  expect((await read(two)).clock.now.slice(0, 10)).toBe('2025-10-10');
  expect(gateway.clock.now().toISOString()).toBe('2025-08-20T02:00:00.000Z');
  const { token } = one.people[0]!;
  for (const url of [two.url, gateway.url]) {
    const { errors } = await new ApiClient(url, token).ask('{ viewer { role } }');
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  }
  const strange = await new ApiClient(one.url, builder.token).ask('{ viewer { role } }');
  expect(strange.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');

  // Begun again, it is as it was, at the same address and for the same people; another state is another beginning.
  const again = await ask<Payload>(builder, 'resetSandbox', { sandboxId: one.id });
  expect(again.userErrors).toEqual([]);
  expect(again.sandbox).toMatchObject({ id: one.id, url: one.url, state: 'IN_PUBLICITY' });
  const { publicityNotices, clock } = await read(one);
  expect(publicityNotices.nodes).toEqual([{ status: 'OPEN' }]);
  expect(clock.now.slice(0, 10)).toBe('2025-10-10');
  await ask<Payload>(builder, 'resetSandbox', { sandboxId: one.id, state: 'WINDOW_OPEN' });
  expect((await read(one)).publicityNotices.nodes).toEqual([]);
  await remove(builder, one.id);
  await remove(builder, two.id);
});

test('papers, downloads and the feed are those of the sandbox', { timeout: 60_000 }, async () => {
  const sandbox = await create(builder, SandboxState.IN_PUBLICITY);
  const catalogue = await fetch(`${sandbox.url}/feed`);
  expect(catalogue.status).toBe(200);
  const { policies } = await clientOf(sandbox, Role.AUDITOR).get<
    { policies: { nodes: { documents: { document: { id: string } }[] }[] } },
    never
  >('{ policies(first: 20) { nodes { documents { document { id } } } } }');
  const { id } = policies.nodes.flatMap(({ documents }) => documents)[0]!.document;
  const paper = await clientOf(sandbox, Role.AUDITOR).fetch(`/documents/${id}`);
  expect(paper.status).toBe(200);
  expect((await paper.arrayBuffer()).byteLength).toBeGreaterThan(100);
  await remove(builder, sandbox.id);
});

test('one key creates one sandbox, an account has at most two, and only its own', { timeout: 60_000 }, async () => {
  const one = await create(builder, SandboxState.WINDOW_OPEN, 'once');
  expect((await create(builder, SandboxState.WINDOW_OPEN, 'once')).id).toBe(one.id);
  const two = await create(builder, SandboxState.WINDOW_OPEN);
  const third = await ask<Payload>(builder, 'createSandbox', { state: 'PAID', idempotencyKey: 'third' });
  expect(third).toMatchObject({ sandbox: null, userErrors: [{ code: 'SANDBOXES_TOO_MANY' }] });
  const listed = await builder.client.get<{ sandboxes: { id: string }[] }, never>('{ sandboxes { id } }');
  expect(listed.sandboxes.map(({ id }) => id)).toEqual([one.id, two.id]);
  expect(await other.client.get('{ sandboxes { id } }')).toEqual({ sandboxes: [] });
  expect(await remove(other, one.id)).toEqual({ deletedId: null, userErrors: [{ code: 'SANDBOX_NOT_FOUND' }] });
  const foreign = await ask<Payload>(other, 'resetSandbox', { sandboxId: one.id });
  expect(foreign.userErrors).toMatchObject([{ code: 'SANDBOX_NOT_FOUND', path: ['sandboxId'] }]);
  const { errors } = await gateway.client().ask('{ sandboxes { id } }');
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');

  // A sandbox gives no sandboxes.
  const client = clientOf(one, Role.PLATFORM);
  const inner = await ask<Payload>({ client } as Person, 'createSandbox', { state: 'PAID', idempotencyKey: 'inner' });
  expect(inner.userErrors).toMatchObject([{ code: 'SANDBOX_IMPOSSIBLE' }]);
});

const databases = (name: string) =>
  gateway.sql<{ datname: string }>(`select datname from pg_database where starts_with(datname, $1)`, [name]);

test('sandboxes end with their gateway, and those of a killed gateway are removed', { timeout: 60_000 }, async () => {
  const second = await startTestGateway({ sandboxes: true });
  const person = await arrangePerson(second, Role.AUDITOR);
  const name = `${new URL(second.config.databaseUrl!).pathname.slice(1)}_sandbox_`;
  // Nobody holds the lock of this mark any more.
  await second.sql(`create database "${name}00000000_1"`);
  const { id, url } = await create(person, SandboxState.WINDOW_OPEN);
  const found = await databases(name);
  expect(found.length).toBeGreaterThanOrEqual(2);
  expect(found.map(({ datname }) => datname)).not.toContain(`${name}00000000_1`);
  expect(fs.existsSync(path.join(second.config.dataFolder, 'sandboxes', id))).toBe(true);
  await second.stop();
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  expect(await databases(name)).toEqual([]);
});

test('production has no sandboxes', async () => {
  const operations = ['createSandbox', 'resetSandbox', 'deleteSandbox'];
  const named = Object.keys(buildGatewaySchema().getMutationType()!.getFields());
  expect(named.filter((name) => operations.includes(name))).toEqual([]);
  const key = () => randomBytes(32).toString('base64');
  const production = await startTestGateway({
    sandboxes: true,
    environment: {
      NODE_ENV: 'production',
      LOG_SIGNING_KEY: key(),
      DATA_KEYS: `k1:${key()}`,
      LOOKUP_KEY: key(),
      SHUTDOWN_DELAY: '0',
      SMS_PROVIDER: 'aliyun',
      SMS_ACCESS_KEY_ID: 'id',
      SMS_ACCESS_KEY_SECRET: 'secret',
      SMS_SIGN_NAME: '免申即享',
      PERSON_REGISTER: 'none',
      COMPANY_REGISTER: 'file',
    },
  });
  const { client } = await arrangePerson(production, Role.PLATFORM);
  const { errors } = await client.ask(
    'mutation { createSandbox(input: { state: PAID, idempotencyKey: "p" }) { userErrors { code } } }',
  );
  expect(errors?.[0]?.message).toContain('createSandbox');
  await production.stop();
});
