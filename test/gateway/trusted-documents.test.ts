import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.js';
import { ConfigError } from '../../src/kernel/errors/config-error.js';
import { modules } from '../../src/modules.js';
import { mianshen } from '../kit/command.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeNotice, someLines } from '../kit/published.js';
import { csvOf } from '../kit/upload.js';
import { arrangeEnterprise, arrangeInsurer, policyRow, programmeCode } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/* With a list of trusted documents nothing else is executed, whatever the transport; our own pages and command are on it. */
const trusted = 'query Codes { programmes { nodes { code } } }';
const other = 'query Codes { programmes { nodes { code title } } }';
const news = 'subscription News { noticePublished { cursor } }';
const otherNews = 'subscription News { noticePublished { cursor type } }';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const refused = 'PERSISTED_QUERY_NOT_IN_LIST';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-trusted-'));
function manifest(name: string, content: unknown): string {
  fs.writeFileSync(path.join(folder, name), JSON.stringify(content));
  return path.join(folder, name);
}
const generated = manifest('generated.json', { [hashOf(trusted)]: trusted });
const operations = [{ id: hashOf(news), body: news, name: 'News', type: 'subscription' }];
const apollo = manifest('apollo.json', { format: 'apollo-persisted-query-manifest', version: 1, operations });

let gateway: TestGateway;
let notice: string;
beforeAll(async () => {
  gateway = await startTestGateway({
    world: programmeWorld,
    environment: { TRUSTED_DOCUMENTS: `${generated}, ${apollo}` },
  });
  notice = (await arrangeNotice(gateway, someLines(3))).id;
});
afterAll(async () => {
  await gateway.stop();
  fs.rmSync(folder, { recursive: true });
});

interface Answer {
  data?: unknown;
  errors?: { extensions: { code: string } }[];
}
async function ask(request: object): Promise<string | undefined> {
  const response = await gateway.client().fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  return outcome((await response.json()) as Answer);
}
const outcome = ({ data, errors = [] }: Answer) => (data ? 'answered' : errors[0]?.extensions.code);
const persisted = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: hashOf(text) } });

test('a document of a manifest is executed by its text or its hash, any other is refused', async () => {
  expect(await ask({ query: trusted })).toBe('answered');
  expect(await ask({ extensions: persisted(trusted) })).toBe('answered');
  expect(await ask({ query: other })).toBe(refused);
  expect(await ask({ query: other, extensions: persisted(other) })).toBe(refused);
  expect(await ask({ extensions: persisted(other) })).toBe('PERSISTED_QUERY_NOT_FOUND');
  expect(await ask({ query: '{ __schema { queryType { name } } }' })).toBe(refused);
});

test('the same holds for GET', async () => {
  const get = async (query: string) => {
    const response = await gateway.client().fetch(`/graphql?query=${encodeURIComponent(query)}`);
    return outcome((await response.json()) as Answer);
  };
  expect(await get(trusted)).toBe('answered');
  expect(await get(other)).toBe(refused);
});

test('the same holds for event streams', async () => {
  const first = async (query: string) => {
    const response = await gateway.client().fetch('/graphql/stream', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
    });
    const text = await response.text();
    return outcome(JSON.parse(/^data: (\{.*\})$/m.exec(text)?.[1] ?? text) as Answer);
  };
  expect(await first(trusted)).toBe('answered');
  expect(await first(otherNews)).toBe(refused);
});

test('the same holds for sockets', async () => {
  const socket = gateway.client().socket();
  const first = async (query: string) => {
    const results = socket.iterate({ query });
    const { value } = await results.next().catch((errors: unknown) => ({ value: { errors } }));
    return outcome(value as Answer);
  };
  expect(await first(trusted)).toBe('answered');
  expect(await first(otherNews)).toBe(refused);
  await socket.dispose();
});

test('our own pages work', async () => {
  const line = `/?notice=${encodeURIComponent(notice)}`;
  for (const place of ['/', line, '/?q=榕城', '/programmes', `/programmes/${programmeCode}`, '/check', '/objections']) {
    const page = await gateway.client().fetch(place, { headers: { accept: 'text/html' } });
    expect([place, page.status]).toEqual([place, 200]);
  }
});

test('every document that a page sends is declared as one', () => {
  const written = fs
    .globSync('src/web/**/*.{ts,tsx}')
    .flatMap((file) => [...fs.readFileSync(file, 'utf8').matchAll(/\b(?:query|mutation) (Page\w+)/g)])
    .map(([, name]) => name);
  const declared = modules.flatMap(({ documents = [] }) => documents);
  for (const name of written)
    expect(
      declared.some((text) => text.includes(` ${name}`)),
      name,
    ).toBe(true);
  const asked = fs
    .globSync('src/web/**/*.{ts,tsx}')
    .flatMap((file) => fs.readFileSync(file, 'utf8').match(/\bask(?:<[^(]*>)?\(\s*`/g) ?? []);
  expect(asked, 'documents written where they are sent').toEqual([]);
});

test('our own command works', async () => {
  const { token } = await arrangeInsurer(gateway);
  const company = await arrangeEnterprise(gateway);
  const file = path.join(folder, 'policies.csv');
  fs.writeFileSync(file, csvOf([policyRow(company)]));
  const pushed = await mianshen(['push', file, '--programme', programmeCode, '--json'], {
    MIANSHEN_URL: gateway.url,
    MIANSHEN_TOKEN: token,
  });
  expect(JSON.parse(pushed.out), pushed.err).toMatchObject({ status: 'COMPLETED', acceptedCount: 1 });
});

test('an invalid manifest, or one with a wrong hash, is refused at the start', () => {
  const read = (file: string) => readConfig({ NODE_ENV: 'test', TRUSTED_DOCUMENTS: file });
  expect(() => read(path.join(folder, 'absent.json'))).toThrow(ConfigError);
  expect(() => read(manifest('list.json', [trusted]))).toThrow(/list\.json: neither/);
  expect(() => read(manifest('wrong.json', { [hashOf(other)]: trusted }))).toThrow(/is not the SHA-256/);
});
