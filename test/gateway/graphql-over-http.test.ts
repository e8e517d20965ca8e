import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld, environment: { RATE_LIMIT: '1000000' } });
});
afterAll(() => gateway.stop());

test('every audit of graphql-http passes, also without a token', async () => {
  const failed: string[] = [];
  for (const audit of serverAudits({ url: () => `${gateway.url}/graphql`, fetchFn: fetch })) {
    const result = await audit.fn();
    if (result.status !== 'ok') failed.push(`${audit.id} ${audit.name}: ${result.reason}`);
  }
  expect(failed).toEqual([]);
});

test('a response has its cost in the body and in headers that every origin may read', async () => {
  const response = await gateway.client().fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' },
    body: JSON.stringify({ query: '{ viewer { role } }' }),
  });
  const { extensions } = (await response.json()) as { extensions: { cost: Record<string, unknown> } };
  expect(extensions.cost).toEqual({
    asked: 22,
    remaining: Number(response.headers.get('ratelimit-remaining')),
    resetAt: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  expect(response.headers.get('ratelimit-limit')).toBe('1000000');
  expect(response.headers.get('access-control-expose-headers')).toMatch(/RateLimit-Remaining/);
});

test.each([
  ['an unknown operation', { query: 'query A { viewer { role } }', operationName: 'B' }, 'BAD_USER_INPUT', 400],
  [
    'an unknown hash',
    { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
    'PERSISTED_QUERY_NOT_FOUND',
    200,
  ],
  [
    'a wrong hash',
    { query: '{ viewer { role } }', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
    'BAD_USER_INPUT',
    400,
  ],
  ['a subscription', { query: 'subscription { noticePublished { cursor } }' }, 'BAD_USER_INPUT', 400],
  ['a list of variables', { query: '{ viewer { role } }', variables: [1] }, 'BAD_USER_INPUT', 400],
])('%s is the client’s fault', async (_, body, code, status) => {
  const response = await gateway.client().fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  expect([response.status, errors[0]?.extensions.code]).toEqual([status, code]);
});

test('an empty operation name is no operation name', async () => {
  const answer = await gateway.client().fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'query A { viewer { role } }', operationName: '' }),
  });
  expect(answer.status).toBe(200);
});

test('a body that is compressed, or in another character set, is refused and not changed', async () => {
  const send = async (headers: Record<string, string>) =>
    (await gateway.client().fetch('/graphql', { method: 'POST', headers, body: '{"query":"{ viewer { role } }"}' }))
      .status;
  expect(await send({ 'content-type': 'application/json', 'content-encoding': 'gzip' })).toBe(415);
  expect(await send({ 'content-type': 'application/json; charset=GBK' })).toBe(415);
  expect(await send({ 'content-type': 'application/json; charset=utf-8' })).toBe(200);
});

test('a subscription with @skip or @include at its root is an error of that operation, and the socket remains open', async () => {
  const socket = gateway.client().socket();
  const conditional = socket.iterate({ query: 'subscription { noticePublished @skip(if: true) { cursor } }' });
  await expect(conditional.next()).rejects.toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  const unknown = socket.iterate({ query: 'query A { viewer { role } }', operationName: 'B' });
  await expect(unknown.next()).rejects.toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect((await socket.iterate({ query: '{ viewer { role } }' }).next()).value).toMatchObject({
    data: { viewer: { role: 'PUBLIC' } },
  });
  await socket.dispose();
});

const noRequests = ['null', '[]', '"x"', '{}', '{"query":1}', '{"query":null}', '{"query":null,"variables":{}}'];
test.each(noRequests)('%s is answered, as a stream too', async (body) => {
  for (const [path, accept] of [
    ['/graphql/stream', 'text/event-stream'],
    ['/graphql', 'application/graphql-response+json'],
  ] as const) {
    const headers = { 'content-type': 'application/json', accept };
    const response = await gateway.client().fetch(path, { method: 'POST', headers, body });
    expect([path, response.status]).toEqual([path, 400]);
  }
});

test('encodings are negotiated, each with its own ETag, and conditions follow RFC 9110', async () => {
  const get = (path: string, headers: Record<string, string>) => gateway.client().fetch(path, { headers });
  for (const [path, accept] of [
    ['/', 'text/html'],
    ['/graphql', 'text/html'],
    ['/feed/vocabulary.json', '*/*'],
  ] as const) {
    const plain = await get(path, { accept, 'accept-encoding': 'gzip;q=0, br;q=0' });
    expect([path, plain.headers.get('content-encoding')]).toEqual([path, null]);
    const tag = plain.headers.get('etag') as string;
    expect(tag).toMatch(/^"[^"]+"$/);
    const zipped = await get(path, { accept, 'accept-encoding': 'gzip' });
    if (zipped.headers.get('content-encoding')) expect(zipped.headers.get('etag')).not.toBe(tag);
    for (const known of [tag, `"x", ${tag}`, `W/${tag}`, '*']) {
      const { status } = await get(path, { accept, 'accept-encoding': 'identity', 'if-none-match': known });
      expect([path, known, status]).toEqual([path, known, 304]);
    }
    const head = await gateway
      .client()
      .fetch(path, { method: 'HEAD', headers: { accept, 'accept-encoding': 'identity' } });
    expect([path, head.status, await head.text()]).toEqual([path, 200, '']);
  }
});
