import fs from 'node:fs';
import path from 'node:path';
import Fastify from 'fastify';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { examine } from '../../src/doctor/doctor.js';
import { phonePlace } from '../../src/message/send-sms.js';
import { SmsTemplate } from '../../src/message/text-message.js';
import { SmallDisk } from '../../bench/faults/small-disk.js';
import { ForwardingProxy, type Forwards, type ForwardingSettings } from '../kit/forwarding-proxy.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { testSecret } from '../kit/secret.js';

/* Each check of the doctor fails here once, and says what to do. The last test looks whether one was forgotten. */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
  const sealed = gateway.config.vault.seal('13800000000', phonePlace);
  await gateway.sql(
    `insert into text_message (id, sealed_phone, last_four, template, status, created_at, next_attempt_at)
     values (uuidv7(), $1, '0000', 'STAFF_INVITATION', 'SENT', now(), now())`,
    [sealed],
  );
});
let undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.toReversed()) await step();
  undo = [];
});
afterAll(() => gateway.stop());

/** Everything that was said by any test. */
const said: string[] = [];

/** What it says, and the verdict. */
async function doctor(settings: Record<string, string> = {}) {
  const lines: string[] = [];
  const environment = {
    NODE_ENV: 'test',
    DATABASE_URL: gateway.ownerUrl,
    DATA_DIR: gateway.config.dataFolder,
    SECRET_KEY: testSecret,
    ...settings,
  };
  const well = await examine(environment, (line) => lines.push(line));
  said.push(...lines);
  return { well, text: lines.join('\n'), faults: lines.filter((line) => line.startsWith('✗')) };
}

const key = Buffer.alloc(32, 1).toString('base64');
const inProduction = {
  NODE_ENV: 'production',
  DATA_KEYS: `k1:${key}`,
  LOOKUP_KEY: key,
  LOG_SIGNING_KEY: key,
  SMS_PROVIDER: 'aliyun',
  SMS_ACCESS_KEY_ID: 'id',
  SMS_ACCESS_KEY_SECRET: 'secret',
  SMS_SIGN_NAME: 'sign',
};

test('a gateway that works has no fault, and every check says what it saw', async () => {
  const { well, text, faults } = await doctor();
  expect(faults).toEqual([]);
  expect(well).toBe(true);
  for (const name of ['database', 'migrations', 'row security', 'clock', 'keys', 'disk', 'papers', 'text messages'])
    expect(text).toContain(`✓ ${name}: `);
});

test('a misspelt setting and an unavailable database are reported in plain words', async () => {
  const misspelt = await doctor({ DATBASE_URL: 'x' });
  expect(misspelt.well).toBe(false);
  expect(misspelt.text).toContain('DATABASE_URL');
  const away = await doctor({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  expect(away.well).toBe(false);
  expect(away.faults).toHaveLength(1);
});

/** Functions that answer in place of PostgreSQL's own, for sessions of this address. */
async function withAnswers(functions: string): Promise<string> {
  await gateway.sql(`create schema other; set search_path = other; ${functions}; set search_path = public`);
  undo.push(() => gateway.sql('drop schema other cascade'));
  const url = new URL(gateway.ownerUrl);
  url.searchParams.set('options', '-c search_path=other,pg_catalog,public');
  return url.toString();
}

test('a PostgreSQL that is too old, and settings for the smallest machine, are found', async () => {
  const older = `create function current_setting(name text) returns text language sql as $$
    select case name when 'server_version_num' then '170004' else pg_catalog.current_setting(name) end $$`;
  const { well, text } = await doctor({ DATABASE_URL: await withAnswers(older) });
  expect(well).toBe(false);
  expect(text).toMatch(/✗ database: PostgreSQL \S+ at DATABASE_URL\n    The gateway needs PostgreSQL 18 or later/);
  // The server of the tests keeps little of its log.
  expect(text).toContain('! database: max_wal_size = 512MB\n    Set max_wal_size to at least 4GB.');
});

test('a clock that differs from that of the database is found', async () => {
  const later = `create function clock_timestamp() returns timestamptz language sql as $$ select now() + interval '1 hour' $$`;
  const { well, text } = await doctor({ DATABASE_URL: await withAnswers(later) });
  expect(well).toBe(false);
  expect(text).toMatch(/✗ clock: 3[56]\d\d\.\d s between this machine and the database\n    Synchronise both with NTP/);
});

test('a standby in place of the primary, and a replica that does not answer, are found', async () => {
  const standby = 'create function pg_is_in_recovery() returns boolean language sql as $$ select true $$';
  const asPrimary = await doctor({ DATABASE_URL: await withAnswers(standby) });
  expect(asPrimary.well).toBe(false);
  expect(asPrimary.text).toContain('✗ database: It is a standby\n    DATABASE_URL has to name the primary.');
  const away = await doctor({ DATABASE_READ_URL: 'postgresql://127.0.0.1:1/none' });
  expect(away.well).toBe(false);
  expect(away.text).toMatch(/✗ replicas: 127\.0\.0\.1:1: .*\n    Readers are served by the primary/);
});

test('keys that do not decrypt the stored data are found', async () => {
  const { well, text } = await doctor({ DATA_KEYS: `other:${key}`, LOOKUP_KEY: key });
  expect(well).toBe(false);
  expect(text).toMatch(
    /✗ keys: text_message\.sealed_phone: The data key derived is not configured.*\n    DATA_KEYS: put back the key/,
  );
});

test('a key that did not sign the public log is found', async () => {
  await gateway.sql(
    `insert into log_checkpoint (size, root, note, signed_at) values (1, 'x', 'signed by another', now())`,
  );
  undo.push(() => gateway.sql('delete from log_checkpoint'));
  const { well, text } = await doctor();
  expect(well).toBe(false);
  expect(text).toMatch(/✗ keys: LOG_SIGNING_KEY or LOG_ORIGIN is not the one.*\n    Put the former one back/);
});

test('a table without row security, and a role that bypasses it, are found', async () => {
  await gateway.sql('alter table claim disable row level security');
  undo.push(() => gateway.sql('alter table claim enable row level security'));
  await gateway.sql('alter role mianshen_gateway createrole');
  undo.push(() => gateway.sql('alter role mianshen_gateway nocreaterole'));
  const { well, text } = await doctor();
  expect(well).toBe(false);
  expect(text).toContain('✗ row security: Missing on claim\n    Restore the schema');
  expect(text).toContain('✗ row security: mianshen_gateway can pass it by\n    Take SUPERUSER');
});

test('a database of a later version, and one that is not migrated, are found', async () => {
  await gateway.sql(`insert into migration (name) values ('8999-later')`);
  const later = await doctor();
  await gateway.sql(`delete from migration where name = '8999-later'`);
  expect(later.well).toBe(false);
  expect(later.text).toContain('✗ migrations: This database is of a later version: 8999-later\n    Start the version');
  await gateway.sql(`update migration set name = '9' || name where name like '0001%'`);
  undo.push(() => gateway.sql(`update migration set name = substr(name, 2) where name like '90001%'`));
  const earlier = await doctor();
  expect(earlier.well).toBe(true);
  expect(earlier.text).toMatch(/! migrations: Not done yet: 0001-\S+\n    They run at the next start/);
});

test('a data folder that cannot be written is found', async () => {
  const file = path.join(gateway.config.dataFolder, 'file');
  fs.writeFileSync(file, '');
  const { well, text } = await doctor({ DATA_DIR: path.join(file, 'data') });
  expect(well).toBe(false);
  expect(text).toMatch(/✗ disk: DATA_DIR cannot be written: .*\n    Give the user of the gateway the right/);
});

test.skipIf(!SmallDisk.isPossible)('a disk that is nearly full is found', async () => {
  const disk = SmallDisk.make(16);
  undo.push(() => disk.remove());
  const { well, text } = await doctor({ DATA_DIR: disk.folder });
  expect(well).toBe(true);
  expect(text).toContain('! disk: 0 GB are free in DATA_DIR\n    Files, feed and papers need room');
});

test('missing papers and a store that does not answer are found', async () => {
  await gateway.sql(
    `insert into institution (credit_code, name, status) values ('91350100M000100Y43', '甲', 'ACTIVE')`,
  );
  await gateway.sql(`insert into uploaded_document (institution_id, sha256, media_type, size, uploaded_at)
    select id, repeat('ab', 32), 'application/pdf', 1, now() from institution`);
  const lost = await doctor(inProduction);
  expect(lost.text).toMatch(/✗ papers: The newest one of the database is not in the store\n    Set S3_… or DATA_DIR/);
  const s3 = {
    S3_ENDPOINT: 'http://127.0.0.1:1',
    S3_BUCKET: 'papers',
    S3_ACCESS_KEY_ID: 'a',
    S3_SECRET_ACCESS_KEY: 'b',
  };
  const away = await doctor(s3);
  expect(away.well).toBe(false);
  expect(away.text).toMatch(/✗ papers: The store does not answer: .*\n    Check S3_ENDPOINT/);
});

test('in production the further settings of a province are required', async () => {
  const { text } = await doctor(inProduction);
  expect(text).toContain('✗ address: PUBLIC_URL is not set\n    Tokens, links and webhooks');
  expect(text).toContain('! address: TRUST_PROXY is not set\n    Behind a proxy');
  expect(text).toContain('! address: CONTACT_OFFICE and CONTACT_PHONE are not set\n    Readers');
  expect(text).toContain('✗ text messages: SMS_TEMPLATES has no code for VERIFICATION_CODE');
  expect(text).toContain('! text messages: No SMS_CALLBACK_SECRET\n    Without delivery reports');
  expect(text).toContain('! papers: In DATA_DIR of this gateway\n    Two gateways need one store');
  const templates = Object.fromEntries(Object.values(SmsTemplate).map((name) => [name, 'SMS_1']));
  const better = await doctor({
    ...inProduction,
    PUBLIC_URL: 'http://a.example',
    SMS_TEMPLATES: JSON.stringify(templates),
  });
  expect(better.text).toContain('✗ address: PUBLIC_URL is http://a.example\n    It has to begin with https:.');
  expect(better.text).toContain('✓ text messages: Every text has its template');
});

/** A proxy in front of a gateway, or of another proxy. */
async function proxyTo(to: string, settings?: ForwardingSettings): Promise<string> {
  const proxy = new ForwardingProxy(settings);
  proxy.to = to;
  undo.push(() => proxy.close());
  return proxy.open();
}

/** A gateway that was started with the address of the proxy in front of it, and the address. */
async function behindProxy(proxies: string): Promise<{ inner: string; publicUrl: string }> {
  const proxy = new ForwardingProxy();
  undo.push(() => proxy.close());
  const publicUrl = await proxy.open();
  const one = await startTestGateway({ environment: { PUBLIC_URL: publicUrl, TRUST_PROXY: proxies } });
  undo.push(() => one.stop());
  proxy.to = one.url;
  return { inner: one.url, publicUrl };
}

test('a proxy that is set up well has no fault', async () => {
  const { publicUrl } = await behindProxy('1');
  const { faults, text } = await doctor({ PUBLIC_URL: publicUrl, TRUST_PROXY: '1' });
  expect(faults).toEqual([]);
  expect(text).toContain(`✓ proxy: ${publicUrl} leads to a gateway
✓ proxy: TRUST_PROXY=1 is right: what is asked from here is counted for 127.0.0.1
✓ proxy: Links in answers begin with ${publicUrl}
✓ proxy: Sockets are passed on
✓ proxy: /metrics stays inside`);
});

test('headers that a proxy does not pass on, or should not, are found', async () => {
  const shut = await doctor({ PUBLIC_URL: await proxyTo(gateway.url, { sockets: false, refused: [] }) });
  expect(shut.well).toBe(false);
  expect(shut.text).toContain('✗ proxy: A socket is answered 400\n    Let the proxy pass `Upgrade`');
  expect(shut.text).toContain('! proxy: /metrics can be read from outside\n    Let the proxy refuse it');
  const part = await doctor({
    PUBLIC_URL: await proxyTo(gateway.url, { refused: ['/oauth/.well-known/openid-configuration'] }),
  });
  expect(part.faults).toContain('✗ proxy: /oauth/.well-known/openid-configuration is answered 404');
  const none = await doctor({ PUBLIC_URL: 'http://127.0.0.1:1' });
  expect(none.text).toMatch(/! proxy: http:\/\/127\.0\.0\.1:1 does not answer: .*\n    Start a gateway and the proxy/);
  const other = Fastify();
  undo.push(() => other.close());
  const elsewhere = await doctor({ PUBLIC_URL: await other.listen({ port: 0, host: '127.0.0.1' }) });
  expect(elsewhere.text).toMatch(/✗ proxy: \S+ is answered 404, by something else\n    Let the proxy lead/);
});

test('links with another base address are found', async () => {
  const { inner, publicUrl } = await behindProxy('1');
  const aside = await doctor({ PUBLIC_URL: await proxyTo(inner), TRUST_PROXY: '1' });
  expect(aside.text).toContain(
    `✗ proxy: /oauth/.well-known/openid-configuration has the link ${publicUrl}/oauth\n    Start the gateways with this`,
  );
  const redirecting = new ForwardingProxy({ redirects: (location) => `${inner}${location}` });
  redirecting.to = inner;
  undo.push(() => redirecting.close());
  const changed = await redirecting.open();
  const one = await startTestGateway({ environment: { PUBLIC_URL: changed } });
  undo.push(() => one.stop());
  redirecting.to = one.url;
  expect((await doctor({ PUBLIC_URL: changed })).faults).toContainEqual(
    expect.stringContaining(`proxy: /.well-known/oauth-authorization-server/oauth has the link ${inner}/oauth/`),
  );
});

/** As many gateways as there are settings; each has its own TRUST_PROXY. */
const trusting = new Map<number, TestGateway>();
afterAll(() => Promise.all([...trusting.values()].map((one) => one.stop())));

/** What is said of what arrives of a request that passes these proxies, the nearest to the gateway first. */
async function forwarding(proxies: number, nearestFirst: Forwards[], settings: Record<string, string> = {}) {
  const trust: Record<string, string> = proxies > 0 ? { TRUST_PROXY: String(proxies) } : {};
  const one = trusting.get(proxies) ?? (await startTestGateway({ environment: trust }));
  trusting.set(proxies, one);
  let { url } = one;
  for (const forwards of nearestFirst) url = await proxyTo(url, { forwards });
  const { text } = await doctor({ ...settings, ...trust, PUBLIC_URL: url });
  const lines = text.split('\n');
  const at = lines.findIndex((line) => / proxy: .* leads to a gateway/.test(line)) + 1;
  return lines[at]?.startsWith('✓') ? lines[at] : lines.slice(at, at + 2).join('');
}

test('the number of forwarding proxies is compared with TRUST_PROXY', async () => {
  const right = (proxies: number) =>
    `✓ proxy: TRUST_PROXY=${proxies} is right: what is asked from here is counted for 127.0.0.1`;
  const few = (proxies: number, named: number) =>
    `✗ proxy: TRUST_PROXY is ${proxies}, and ${named} in front say who asks    All who come through one of them would share a budget: set TRUST_PROXY=${named}.`;
  const many = (proxies: number, named: number) =>
    `✗ proxy: TRUST_PROXY is ${proxies}, and ${named} in front say who asks    Who asks could make up the address that limits count: set TRUST_PROXY=${named}.`;
  expect(await forwarding(0, [])).toBe(right(0));
  expect(await forwarding(0, ['appends'])).toBe(few(0, 1));
  expect(await forwarding(0, ['replaces'])).toBe(few(0, 1));
  expect(await forwarding(1, ['appends'])).toBe(right(1));
  expect(await forwarding(1, ['replaces'])).toBe(right(1));
  expect(await forwarding(1, ['appends', 'appends'])).toBe(few(1, 2));
  expect(await forwarding(1, ['appends', 'replaces'])).toBe(few(1, 2));
  expect(await forwarding(2, ['appends', 'appends'])).toBe(right(2));
  expect(await forwarding(2, ['appends'])).toBe(many(2, 1));
  expect(await forwarding(2, ['replaces'])).toBe(many(2, 1));
});

test('a proxy that does not forward the client’s address is found', async () => {
  const found = /✗ proxy: The proxy does not say who asks: .* {4}Let it add the address of who connects/;
  expect(await forwarding(1, [])).toMatch(found);
  expect(await forwarding(1, ['passes on'])).toMatch(found);
  expect(await forwarding(1, ['drops'])).toMatch(found);
  // In production TLS ends at a proxy.
  expect(await forwarding(0, ['drops'], inProduction)).toMatch(found);
});

test('a gateway with other settings than the doctor is found', async () => {
  const url = await proxyTo(gateway.url);
  const key = await doctor({ PUBLIC_URL: url, SECRET_KEY: 'x'.repeat(40) });
  expect(key.text).toMatch(
    /✗ proxy: The gateway does not say .*\(404\)\n    Its SECRET_KEY or its clock is another one/,
  );
  const proxies = await doctor({ PUBLIC_URL: url, TRUST_PROXY: '1' });
  expect(proxies.text).toMatch(/✗ proxy: .* TRUST_PROXY=0, and these settings say 1\n    Start the gateways again/);
});

test('the public gets no details of what arrives, as for an unknown address', async () => {
  const [asked, absent] = await Promise.all(
    ['/doctor', '/absent'].map(async (path) => {
      const response = await fetch(gateway.url + path, { headers: { authorization: 'Bearer made-up' } });
      return { status: response.status, text: await response.text(), headers: [...response.headers.keys()] };
    }),
  );
  expect(asked).toEqual({ ...absent, text: absent?.text.replace('/absent', '/doctor') });
  expect(asked?.status).toBe(404);
});

test('every advice is covered by a test', () => {
  const advices = fs.readdirSync('src/doctor').flatMap((file) => {
    const source = fs.readFileSync(path.join('src/doctor', file), 'utf8');
    return [...source.matchAll(/['`]([A-Z][^'`\n]*\.)['`]/g)].map(
      ([, text]) => (text as string).split(/\$\{/)[0] as string,
    );
  });
  expect(advices.length).toBeGreaterThan(25);
  // Said where two servers are: test/service/replicas.test.ts.
  const elsewhere = [
    'It is not read from until it has caught up. Ask again; if it remains behind, look at its server and the network.',
  ];
  for (const advice of advices.filter((one) => !elsewhere.includes(one))) {
    expect(
      said.some((line) => line.includes(advice)),
      advice,
    ).toBe(true);
  }
});
