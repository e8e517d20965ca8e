import fs from 'node:fs';
import path from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inChinese } from '../../src/http/errors/in-chinese.js';
import { localizeMessage } from '../../src/http/errors/localize-error.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
});
afterAll(() => gateway.stop());

/** What a failure is made with, and the text that is given to it. */
const thrown =
  /(?:\b(?:badInput|unauthenticated|faulty|refusedRequest)|new (?:GraphQLError|RouteRefused|TokenRefused|TokenUndecided|Unavailable))\(\s*(?:\d+,\s*)?(['"`])((?:\\.|(?!\1)[^\\])+)\1/g;

function messagesOfSource(): [file: string, message: string][] {
  return fs
    .readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('cli'))
    .flatMap((file) => {
      const source = fs.readFileSync(path.join('src', file), 'utf8');
      return [...source.matchAll(thrown)].map(([, , text = '']): [string, string] => [file, text]);
    });
}

test('every message of a failure that the source writes has Chinese words', () => {
  const messages = messagesOfSource();
  expect(messages.length).toBeGreaterThan(60);
  const unknown = messages.filter(([, text]) => {
    const sample = text.replaceAll(/\$\{[^}]*\}/g, '7').replaceAll(/\\(.)/g, '$1');
    return /[a-z] [a-z]/.test(sample) && !inChinese(sample);
  });
  expect(unknown).toEqual([]);
});

test('a refused route is named in Chinese', () => {
  const routes = fs
    .readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.routes.ts') || file.endsWith('-routes.ts'))
    .flatMap((file) => [...fs.readFileSync(path.join('src', file), 'utf8').matchAll(/\bwhat: '([^']+)'/g)]);
  expect(routes.length).toBeGreaterThan(15);
  for (const [, what] of routes) {
    expect(inChinese(`${what} needs a token of INSURER`)).toMatch(
      /^\p{Script=Han}+需要以下角色的访问令牌：INSURER。$/u,
    );
  }
});

interface Refused {
  errors: { message: string; extensions: { code: string } }[];
}

const documents = [
  '{',
  '{ nothing }',
  '{ viewer }',
  '{ viewer { role { name } } }',
  '{ publicityNotices(limit: 3) { totalCount } }',
  '{ publicityNotice { title } }',
  '{ publicityNotices(first: 0) { totalCount } }',
  '{ publicityNotices(first: "x") { totalCount } }',
  '{ publicityNotices(filter: { status: OPENED }) { totalCount } }',
  '{ publicityNotices(filter: { state: OPEN }) { totalCount } }',
  '{ publicityNotices(orderBy: "RANK") { totalCount } }',
  '{ publicityNotices(after: "nonsense") { totalCount } }',
  'query ($id: ID!) { publicityNotice(id: $id) { title } }',
  'query ($id: String!) { publicityNotice(id: $id) { title } }',
  'query ($id: ID) { viewer { role } }',
  '{ viewer { ...missing } }',
  'fragment unused on Viewer { role } { viewer { role } }',
  'subscription { noticePublished { cursor } }',
  '{ claims { nodes { id } } }',
  '{ recipients(noticeId: "x", filter: { amountFrom: "many" }) { totalCount } }',
  '{ policies(filter: { acceptedFrom: "2020-13-01" }) { totalCount } }',
  '{ events(filter: { occurredFrom: "2025-02-30T00:00:00Z" }) { totalCount } }',
];

test.each(documents)('%s is refused in the language of the request, Chinese without one', async (query) => {
  const ask = async (language: string) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify({ query }),
    });
    return ((await response.json()) as Refused).errors;
  };
  const [chinese, english, other] = await Promise.all(['zh-CN', 'en', 'fr'].map(ask));
  expect(chinese?.map(({ extensions }) => extensions)).toEqual(english?.map(({ extensions }) => extensions));
  for (const { message } of english ?? []) expect(message).not.toMatch(/\p{Script=Han}/u);
  for (const { message } of chinese ?? []) expect(message).toMatch(/\p{Script=Han}/u);
  for (const { message } of chinese ?? []) expect(message).not.toMatch(/请求未能完成/);
  expect(other).toEqual(chinese);
});

test('routes, streams and a refused token answer in the same two languages', async () => {
  const asked: [string, RequestInit][] = [
    ['/nowhere', {}],
    ['/submissions/none/failed-rows.csv', {}],
    ['/graphql', { headers: { authorization: 'Bearer x' } }],
    ['/graphql/stream?query=%7B', {}],
  ];
  for (const [address, { headers }] of asked) {
    const answers = ['zh', 'en'].map(async (language) => {
      const response = await fetch(gateway.url + address, { headers: { ...headers, 'accept-language': language } });
      return ((await response.json()) as Refused).errors[0]?.message ?? '';
    });
    const [chinese, english] = await Promise.all(answers);
    expect([address, chinese]).toEqual([address, expect.stringMatching(/\p{Script=Han}/u)]);
    expect([address, english]).toEqual([address, expect.not.stringMatching(/\p{Script=Han}/u)]);
  }
});

const bodies: [name: string, body: string, type: string][] = [
  ['is cut off', '{"query":"{ viewer { role } }"', 'application/json'],
  ['is empty', '', 'application/json'],
  ['is a list', '[]', 'application/json'],
  ['has no query', '{}', 'application/json'],
  ['is of a type that is not taken', '{ viewer { role } }', 'text/plain'],
  ['is in another code', '{"query":"{ viewer { role } }"}', 'application/json; charset=gbk'],
];

test.each(bodies)('a body that %s is refused in the reader’s language', async (_, body, type) => {
  const ask = async (language: string) => {
    const headers = { 'content-type': type, 'accept-language': language };
    const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
    return ((await response.json()) as Refused).errors[0]?.message;
  };
  const [chinese, english] = await Promise.all(['zh', 'en'].map(ask));
  expect(english).not.toMatch(/\p{Script=Han}/u);
  expect(chinese).toMatch(/\p{Script=Han}/u);
  expect(chinese).not.toMatch(/请求未能完成/);
});

test('a refused token is answered in the media type that was asked for', async () => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer x',
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
    },
    body: JSON.stringify({ query: '{ viewer { role } }' }),
  });
  expect(response.status).toBe(401);
  expect(response.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
  expect(response.headers.get('www-authenticate')).toBe('Bearer');
});

test('GET is cached and has a tag in both media types', async () => {
  const address = `${gateway.url}/graphql?query=${encodeURIComponent('{ publicityNotices { totalCount } }')}`;
  for (const type of ['application/graphql-response+json', 'application/json']) {
    const accept = `${type}, */*;q=0.1`;
    for (const round of [1, 2]) {
      const first = await fetch(address, { headers: { accept } });
      expect([round, first.status, first.headers.get('content-type')]).toEqual([round, 200, `${type}; charset=utf-8`]);
      expect(first.headers.get('cache-control')).toBe('public, no-cache');
      const again = await fetch(address, { headers: { accept, 'if-none-match': String(first.headers.get('etag')) } });
      expect(again.status).toBe(304);
    }
  }
});

test('alternatives are listed in Chinese punctuation', () => {
  const roles = 'Claim.amount needs a token of INSURER or ENTERPRISE or CITY';
  expect(localizeMessage('zh', roles)).toBe('Claim.amount 需要以下角色的访问令牌：INSURER、ENTERPRISE、CITY。');
  const hint = 'Cannot query field "cod" on type "Programme". Did you mean "code", "id", or "node"?';
  expect(localizeMessage('zh', hint)).toBe('类型 "Programme" 没有字段 "cod"，您是否要用 "code"、"id"、"node"？');
});

test('suggestions of GraphQL are translated as a whole', () => {
  const schema = buildSchema(
    'enum Kind { ONE, ONCE } interface Node { id: ID } type A implements Node { id: ID, only: ID } type Query { of(kind: Kind): Node }',
  );
  const messages = ['{ of(kind: ON) { id } }', '{ of(kind: "ONE") { id } }', '{ of(kind: ONE) { only } }'].map(
    (document) => validate(schema, parse(document))[0]?.message ?? '',
  );
  expect(messages.map((message) => localizeMessage('zh', message))).toEqual([
    '枚举 "Kind" 没有值 "ON"，您是否要用 "ONE"？',
    '枚举 "Kind" 的值不可写作 "ONE"，您是否要用 "ONE"、"ONCE"？',
    '类型 "Node" 没有字段 "only"，请在 "A" 的行内片段中选取。',
  ]);
});

test('a message that quotes Chinese or another message is translated as a whole', () => {
  const fault = 'Field "phone" of required type "String!" was not provided.';
  const message = `Variable "$input" got invalid value { office: "省科技厅" } at "input.notice.contacts[0]"; ${fault}`;
  expect(localizeMessage('zh', message)).toBe(
    '变量 "$input" 中 "input.notice.contacts[0]" 的值 { office: "省科技厅" } 有误：缺少必填字段 "phone"（类型 "String!"）。',
  );
});

const parameters = ['since=x', 'before=x', 'limit=0', 'limit=99999', 'limit=x', 'creditCode=9135', 'creditcode=1'];

test.each(parameters)('the change feed refuses %s in the reader’s language', async (search) => {
  const answer = await fetch(`${gateway.url}/feed/changes.atom?${search}`);
  const { errors } = (await answer.json()) as Refused;
  expect([answer.status, errors[0]!.message]).toEqual([400, expect.stringMatching(/\p{Script=Han}/u)]);
  expect(errors[0]!.message).not.toMatch(/^请求未能完成|[a-z] [a-z]/);
});
