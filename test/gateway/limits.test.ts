import { getIntrospectionQuery, getOperationAST, type GraphQLSchema, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientAddress } from '../../src/gateway/client-address.js';
import { checkComplexity } from '../../src/gateway/limits.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { Budget } from '../../src/http/limits/budget.js';
import { Role } from '../../src/access/role.js';
import { publicViewer } from '../../src/access/viewer.js';
import type { Answer } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangePerson } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
});
afterAll(() => gateway.stop());

const codes = ({ errors = [] }: Pick<Answer<unknown>, 'errors'>) => errors.map(({ extensions }) => extensions.code);
const times = (count: number, write: (place: number) => string) =>
  Array.from({ length: count }, (_, at) => write(at)).join(' ');

const tooMuch: [string, string, string][] = [
  ['fields nested without end', `{ ${'a{'.repeat(4_900)}b${'}'.repeat(4_900)} }`, 'COMPLEXITY_EXCEEDED'],
  ['values nested without end', `{ node(id: ${'['.repeat(4_900)}${']'.repeat(4_900)}) { id } }`, 'COMPLEXITY_EXCEEDED'],
  ['a document without end', `{ viewer { ${'role '.repeat(20_000)} } }`, 'COMPLEXITY_EXCEEDED'],
  ['aliases of the schema', `{ ${times(200, (at) => `a${at}: __schema { types { fields { name } } }`)} }`, 'COMPLEXITY_EXCEEDED'],
  ['aliases within the schema', `{ __schema { ${times(200, (at) => `a${at}: types { fields { name } }`)} } }`, 'COMPLEXITY_EXCEEDED'],
  ['aliases of a mutation', `mutation { ${times(50, (at) => `a${at}: requestChallenge { userErrors { code } }`)} }`, 'COMPLEXITY_EXCEEDED'],
  ['aliases of a query', `{ ${times(1_600, (at) => `a${at}: viewer { role }`)} }`, 'COMPLEXITY_EXCEEDED'],
  ['lists within lists', '{ paymentBatches(first: 100) { nodes { lines(first: 100) { nodes { reference amount status } } } } }', 'COMPLEXITY_EXCEEDED'],
]; // prettier-ignore

describe.each(tooMuch)('%s', (_, query, code) => {
  test('are refused before anything runs, over HTTP and as a stream, with our own messages', async () => {
    const answer = await gateway.client().ask(query);
    expect([answer.status, codes(answer)]).toEqual([400, [code]]);
    expect(JSON.stringify(answer)).not.toMatch(/call stack|node_modules|at \w+ \(/);
    const stream = await gateway.client().fetch('/graphql/stream', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
    });
    expect([stream.status, codes((await stream.json()) as never)]).toEqual([400, [code]]);
  });
});

test('the introspection queries of tools are within the limits', async () => {
  const { status, errors } = await gateway.client().ask(getIntrospectionQuery({ inputValueDeprecation: true }));
  expect([status, errors]).toEqual([200, undefined]);
});

function costOfDocument(schema: GraphQLSchema, text: string, values: Record<string, unknown> = {}): number {
  const document = parse(text);
  return checkComplexity(schema, { document, operation: getOperationAST(document)!, values });
}

test('a count costs the same in any form and for any page size', () => {
  const schema = buildGatewaySchema();
  const costOf = (first: number, count: string) => {
    const fragment = count === '...count' ? 'fragment count on EnterpriseConnection { totalCount }' : '';
    const query = `{ enterprises(first: ${first}) { nodes { name } ${count} } } ${fragment}`;
    return costOfDocument(schema, query);
  };
  const once = costOf(1, 'totalCount') - costOf(1, '');
  expect(once).toBeGreaterThan(50);
  for (const form of ['totalCount', '... { totalCount }', '...count'])
    expect(costOf(100, form) - costOf(100, ''), form).toBe(once);
  const bounded = costOf(100, 'boundedCount { count isExact }') - costOf(100, '');
  expect(bounded).toBeLessThan(once);
  expect(costOf(1, 'boundedCount { count isExact }') - costOf(1, '')).toBe(bounded);
  expect(costOf(100, 'a: totalCount b: totalCount @skip(if: true)') - costOf(100, '')).toBe(2 * once);
});

test('sums by state are charged once a page, at any page size', () => {
  const schema = buildGatewaySchema();
  const costOf = (first: number, sums: string) =>
    costOfDocument(schema, `{ claims(first: ${first}) { nodes { id } ${sums} } }`);
  const sums = 'sumsByStatus { status count grantedAmount }';
  expect(costOf(1, sums) - costOf(1, '')).toBe(2_000);
  expect(costOf(100, sums) - costOf(100, '')).toBe(2_000);
});

test('the values of variables are counted as well as the fields', () => {
  const query = 'query ($numbers: [String!]!) { policiesMissing(policyNumbers: $numbers) }';
  const costOf = (count: number) =>
    costOfDocument(buildGatewaySchema(), query, { numbers: Array.from({ length: count }, String) });
  expect(costOf(1_000) - costOf(0)).toBe(500);
});

test('bodies that are not GraphQL requests are refused in the format of all refusals', async () => {
  const send = async (body: string, type = 'application/json') => {
    const response = await gateway
      .client()
      .fetch('/graphql', { method: 'POST', body, headers: { 'content-type': type } });
    return [response.status, ...codes((await response.json()) as never)];
  };
  expect(await send('{"query":')).toEqual([400, 'BAD_USER_INPUT']);
  expect(await send('')).toEqual([400, 'BAD_USER_INPUT']);
  expect(await send('null')).toEqual([400, 'BAD_USER_INPUT']);
  expect(await send('[{"query":"{ viewer { role } }"}]')).toEqual([400, 'BAD_USER_INPUT']);
  expect(await send('query=x', 'application/x-www-form-urlencoded')).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  expect(await send(JSON.stringify({ query: 'x'.repeat(3 * 1024 ** 2) }))).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  const unreadable = await gateway.client().fetch('/%');
  expect([unreadable.status, ...codes((await unreadable.json()) as never)]).toEqual([400, 'BAD_USER_INPUT']);
});

test('a client above its limit per minute learns when to retry; other clients are not delayed', async () => {
  const limited = await startTestGateway({ environment: { RATE_LIMIT: '20000' } });
  try {
    const { client, accountId } = await arrangePerson(limited, Role.AUDITOR);
    const query = '{ events(first: 100) { nodes { type occurredAt actorRole } } }';
    const ask = async () => {
      const body = JSON.stringify({ query });
      return client.fetch('/graphql', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    };
    const answers: Response[] = [];
    while (answers.at(-1)?.status !== 429 && answers.length < 100) answers.push(await ask());
    const last = answers.at(-1) as Response;
    expect(last.status).toBe(429);
    const [error] = ((await last.json()) as { errors: { extensions: { code: string; retryAfter: number } }[] }).errors;
    expect(error?.extensions.code).toBe('RATE_LIMITED');
    expect(last.headers.get('retry-after')).toBe(String(error?.extensions.retryAfter));
    expect(error?.extensions.retryAfter).toBeGreaterThan(0);
    const other = await arrangePerson(limited, Role.AUDITOR);
    expect(other.accountId).not.toBe(accountId);
    expect((await other.client.ask('{ viewer { role } }')).status).toBe(200);
  } finally {
    await limited.stop();
  }
});

test('requests refused before parsing, and requests that are too complex, are charged', async () => {
  const limited = await startTestGateway({ environment: { RATE_LIMIT: '100000' } });
  try {
    const client = limited.client();
    const send = (body: string, path = '/graphql') =>
      client.fetch(path, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    const spentBy = async (body: string, status: number, path = '/graphql') => {
      const before = Number((await send('{"query":"{ __typename }"}')).headers.get('ratelimit-remaining'));
      expect((await send(body, path)).status).toBe(status);
      return before - Number((await send('{"query":"{ __typename }"}')).headers.get('ratelimit-remaining'));
    };
    expect(await spentBy(' '.repeat(200_000), 413)).toBeGreaterThanOrEqual(5_000);
    expect(await spentBy('null', 400, '/graphql/stream')).toBeGreaterThanOrEqual(5_000);
    const complex = `{ ${times(50, (at) => `a${at}: __schema { types { fields { name } } }`)} }`;
    for (const _ of [1, 2])
      expect(await spentBy(JSON.stringify({ query: complex }), 400)).toBeGreaterThanOrEqual(5_000);
  } finally {
    await limited.stop();
  }
});

test('introspection is answered for everybody, at full cost first and cheaply when repeated', async () => {
  const limited = await startTestGateway({ environment: { RATE_LIMIT: '2000000' } });
  try {
    const query = getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, oneOf: true });
    interface EventText {
      data: { __schema: { types: unknown[] } };
      extensions: { cost: { asked: number } };
    }
    const ask = async () => {
      const body = JSON.stringify({ query });
      const headers = { 'content-type': 'application/json' };
      return (await (await limited.client().fetch('/graphql', { method: 'POST', body, headers })).json()) as EventText;
    };
    const first = await ask();
    expect(first).not.toHaveProperty('errors');
    const again = await ask();
    expect(first.extensions.cost.asked).toBeGreaterThan(50_000);
    expect(again.extensions.cost.asked).toBe(100);
    expect(again.data).toEqual(first.data);
  } finally {
    await limited.stop();
  }
});

test('without a limit nothing is counted', () => {
  const budget = new Budget(undefined);
  budget.spend({ viewer: publicViewer, address: '' }, 1e9);
  expect(budget.allowanceOf({ viewer: publicViewer, address: '' }).remaining).toBeUndefined();
});

test('every response forbids content sniffing and embedding in other pages', async () => {
  for (const path of [
    '/',
    '/graphql',
    '/schema.graphql',
    '/feed',
    '/healthz',
    '/nowhere',
    '/oauth/authorize',
    '/oauth/jwks',
  ]) {
    const { headers } = await gateway.client().fetch(path, { headers: { accept: 'text/html' } });
    expect([path, headers.get('x-content-type-options'), headers.get('x-frame-options')]).toEqual([
      path,
      'nosniff',
      'DENY',
    ]);
    expect([path, headers.get('content-security-policy')]).toEqual([
      path,
      expect.stringContaining("frame-ancestors 'none'"),
    ]);
    expect(headers.get('strict-transport-security')).toBeNull();
  }
});

test.each([
  [0, '203.0.113.9', '127.0.0.1'],
  [1, '198.51.100.7, 203.0.113.9', '203.0.113.9'],
  [2, '1.1.1.1, 198.51.100.7, 10.0.0.1', '198.51.100.7'],
  [2, '203.0.113.9', '203.0.113.9'],
])('behind %i proxies, of %s the client is %s, whatever it wrote itself', (proxies, forwarded, expected) => {
  const request = { socket: { remoteAddress: '127.0.0.1' }, headers: { 'x-forwarded-for': forwarded } };
  expect(clientAddress(request as never, proxies)).toBe(expected);
});
