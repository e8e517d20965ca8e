import net from 'node:net';
import { once } from 'node:events';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { mostReads, mostUploads } from '../../src/http/limits/route-limits.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeInsurer, arrangePerson, type Person } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
let insurer: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  insurer = await arrangeInsurer(gateway);
});
afterAll(() => gateway.stop());

async function codeOf(response: Response): Promise<string | undefined> {
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return errors?.[0]?.extensions.code;
}

/** An upload whose body never ends; resolves when the gateway says that it may be sent. */
async function beginUpload(token: string): Promise<{ socket: net.Socket; answer: string }> {
  const { hostname, port } = new URL(gateway.url);
  const socket = net.connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(
    `POST /upload/documents HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nExpect: 100-continue\r\n` +
      `Content-Type: application/pdf\r\nContent-Length: 500000\r\n\r\n`,
  );
  const [answer] = (await once(socket, 'data')) as [Buffer];
  return { socket, answer: answer.toString() };
}

test('a client has a limited number of uploads at once, before their bodies are read; others have their own', async () => {
  const other = await arrangeInsurer(gateway, '鹭岛财产保险');
  const begun = await Promise.all(Array.from({ length: mostUploads }, () => beginUpload(insurer.token)));
  expect(new Set(begun.map(({ answer }) => answer.split('\r\n')[0]))).toEqual(new Set(['HTTP/1.1 100 Continue']));
  const refused = await beginUpload(insurer.token);
  expect(refused.answer).toMatch(/^HTTP\/1\.1 429 /);
  expect(refused.answer).toMatch(/retry-after: \d+\r\n/i);
  const admitted = await beginUpload(other.token);
  expect(admitted.answer).toMatch(/^HTTP\/1\.1 100 /);
  for (const { socket } of [...begun, refused, admitted]) socket.destroy();
  const body = Buffer.from('%PDF-1.7 paper');
  const paper = async () => (await insurer.client.fetch('/upload/documents', { method: 'POST', body })).status;
  await expect.poll(paper, { timeout: 10_000 }).toBe(201);
});

test('an address has a limited number of requests to the feed at once; accounts behind it have their own', async () => {
  const holder = new pg.Client({ connectionString: gateway.ownerUrl });
  await holder.connect();
  await holder.query('begin; lock table log_checkpoint in access exclusive mode');
  const checkpoint = () => gateway.client().fetch('/feed/log/checkpoint');
  // One of them is refused, the one that arrives last: all the others wait for the lock.
  const asked = Array.from({ length: mostReads + 1 }, checkpoint);
  const refused = await Promise.race(asked);
  expect([refused.status, await codeOf(refused)]).toEqual([429, 'RATE_LIMITED']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await gateway.client().fetch('/feed')).status).toBe(429);
  expect((await gateway.client().fetch('/healthz')).status).toBe(200);
  expect((await insurer.client.fetch('/documents/none')).status).toBe(404);
  await holder.end();
  const others = (await Promise.all(asked)).filter((answer) => answer !== refused);
  expect(new Set(others.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await checkpoint()).status).toBe(200);
});

test('every route beside GraphQL is charged to the common budget, or declares its own limit', async () => {
  const limited = await startTestGateway({ environment: { RATE_LIMIT: '20000' } });
  try {
    const { client } = await arrangePerson(limited, Role.AUDITOR);
    const spend = async (by: typeof client) => {
      for (let status = 200; status !== 429;) status = (await by.fetch('/upload/documents', { method: 'POST' })).status;
    };
    await spend(client);
    await spend(limited.client());
    // `fetch` sends no other methods.
    const sent = limited.routes.filter(({ method }) => /^(GET|HEAD|POST|PUT|PATCH|DELETE)$/.test(method));
    const charged = sent.filter(({ access }) => !('limitedBy' in access && access.limitedBy));
    expect(charged.length).toBeGreaterThan(30);
    const free: string[] = [];
    for (const { method, url, access } of charged) {
      const by = 'open' in access ? limited.client() : client;
      const { status } = await by.fetch(url.replaceAll(/:\w+(\(.*?\))?|\*/g, 'x'), { method, redirect: 'manual' });
      if (status !== 429) free.push(`${method} ${url}: ${status}`);
    }
    expect(free).toEqual([]);
    const others = sent.filter((route) => !charged.includes(route)).map(({ url }) => url);
    expect([...new Set(others)].toSorted()).toEqual(['/graphql', '/graphql/stream', '/healthz', '/metrics', '/readyz']);
  } finally {
    await limited.stop();
  }
});
