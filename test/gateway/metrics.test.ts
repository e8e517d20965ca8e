import fs from 'node:fs';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { Role } from '../../src/access/role.js';
import { modules } from '../../src/modules.js';
import { logged, logRequests } from '../../src/gateway/request-log.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangePerson } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
});
afterAll(() => gateway.stop());

/** The value of the first series with this name and these labels; undefined where there is none. */
async function read(name: string, labels: Record<string, string> = {}): Promise<number | undefined> {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  const line = text
    .split('\n')
    .find(
      (one) => one.match(/^\w+/)?.[0] === name && Object.entries(labels).every(([k, v]) => one.includes(`${k}="${v}"`)),
    );
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

const ask = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });

test('an operation is counted by its name, role, client and transport', async () => {
  const { token } = await arrangePerson(gateway, Role.AUDITOR);
  await ask('query WhoAmI { viewer { role } }', { authorization: `Bearer ${token}`, 'x-client-name': 'readers-list' });
  const labels = { operation: 'WhoAmI', kind: 'query', role: 'AUDITOR', client: 'readers-list', transport: 'http' };
  expect(await read('mianshen_graphql_duration_seconds_count', labels)).toBe(1);
});

test('an error is counted by its operation and code', async () => {
  await ask('query NotMine { policies { totalCount } }');
  const labels = { operation: 'NotMine', code: 'UNAUTHENTICATED' };
  expect(await read('mianshen_graphql_errors_total', labels)).toBe(1);
});

test('each client’s fields are counted, so that the users of a deprecated field are known', async () => {
  const { token } = await arrangePerson(gateway, Role.AUDITOR);
  const as = { authorization: `Bearer ${token}`, 'x-client-name': 'desk 2' };
  const query =
    '{ claims(first: 1, filter: { programme: "FJ-2025" }) { nodes { ...Line } } } fragment Line on Claim { grantedAmount }';
  await ask(query, as);
  await ask(query, as);
  await ask('mutation { signOut { userErrors { code } } }', { 'x-client-name': 'desk 2' });
  await ask('{ claims { nothing } }', as);
  const uses = (field: string, client = 'desk 2') => read('mianshen_graphql_field_uses_total', { field, client });
  expect(await uses('Claim.grantedAmount')).toBe(2);
  expect(await uses('Query.claims')).toBe(2);
  expect(await uses('Query.claims(filter:)')).toBe(2);
  expect(await uses('ClaimFilter.programme')).toBe(2);
  expect(await uses('Mutation.signOut')).toBe(1);
  expect(await uses('Claim.grantedAmount', 'none')).toBeUndefined();
});

test('names invented by clients do not create unlimited time series', async () => {
  for (let number = 0; number < 60; number += 1) {
    await ask('query Named { viewer { role } }', { 'x-client-name': `made-up-${number}` });
  }
  await ask('query Named { viewer { role } }', { 'x-client-name': 'Phone 13800000000' });
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  const clients = new Set([...text.matchAll(/client="([^"]*)"/g)].map(([, name]) => name));
  expect(clients.size).toBeLessThanOrEqual(52);
  expect(text).not.toContain('13800000000');
});

test('sockets and their operations are counted', async () => {
  const socket = createClient({
    url: `${gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    lazy: false,
  });
  await socket.iterate({ query: 'query OverSocket { viewer { role } }' }).next();
  expect(await read('mianshen_live_connections', { transport: 'socket' })).toBe(1);
  const labels = { operation: 'OverSocket', transport: 'socket' };
  expect(await read('mianshen_graphql_duration_seconds_count', labels)).toBe(1);
  await socket.dispose();
  await expect.poll(() => read('mianshen_live_connections', { transport: 'socket' })).toBe(0);
});

test('a route is counted by its pattern and never by its address', async () => {
  await fetch(`${gateway.url}/opinion-papers/91350100MA00000001`);
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  expect(text).toContain('route="/opinion-papers/:id"');
  expect(text).not.toContain('91350100MA00000001');
});

test('every queue of the modules and the use of connections have metrics', async () => {
  const queues = modules.flatMap(({ backlogs = [] }) => backlogs.map(({ name }) => name));
  expect(queues).toContain('policy_files');
  for (const queue of queues) {
    expect(await read('mianshen_backlog_waiting', { queue }), queue).toEqual(expect.any(Number));
    expect(await read('mianshen_backlog_oldest_seconds', { queue }), queue).toEqual(expect.any(Number));
  }
  expect(await read('mianshen_database_connections_size', { lane: 'requests' })).toBe(gateway.config.poolSize);
});

test('a queue reports its length and the age of its oldest entry', async () => {
  const other = await startTestGateway();
  try {
    await other.sql(
      `
      insert into text_message (id, sealed_phone, last_four, template, status, created_at, next_attempt_at)
      select uuidv7(), 'x', '0000', 'STAFF_INVITATION', 'PENDING', $1::timestamptz - interval '90 seconds', $1
      from generate_series(1, 3)`,
      [other.clock.now()],
    );
    const text = await (await fetch(`${other.url}/metrics`)).text();
    expect(text).toContain('mianshen_backlog_waiting{queue="text_messages"} 3');
    expect(text).toContain('mianshen_backlog_oldest_seconds{queue="text_messages"} 90');
  } finally {
    await other.stop();
  }
});

test('the monitoring files name only existing metrics', async () => {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  const there = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name));
  for (const file of ['deploy/grafana/dashboard.json', 'deploy/prometheus/alerts.yaml']) {
    const named = [...fs.readFileSync(file, 'utf8').matchAll(/\b(?:mianshen|nodejs)_[a-z0-9_]+/g)].map(
      ([name]) => name,
    );
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(there, `${file}: ${name}`).toContain(name.replace(/_(bucket|count|sum)$/, ''));
  }
});

test('a request writes one log line, with its id and without its address', async () => {
  const lines: string[] = [];
  const app = Fastify({ logger: { level: 'info', stream: { write: (line) => void lines.push(line) } }, ...logged });
  logRequests(app);
  app.get('/papers/:id', (_, reply) => reply.send('read'));
  const { headers } = await app.inject('/papers/91350100MA00000001?token=secret');
  await app.close();
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({
    requestId: headers['x-request-id'],
    method: 'GET',
    route: '/papers/:id',
    status: 200,
  });
  expect(lines[0]).not.toMatch(/91350100MA00000001|secret/);
});
