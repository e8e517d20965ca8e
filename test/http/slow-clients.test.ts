import net from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Role } from '../../src/access/role.js';
import { isTooSlow } from '../../src/http/limits/transfer-rates.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeInsurer, arrangePerson, type Person } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';
import { globalId } from '../../src/kernel/values/global-id.js';

let gateway: TestGateway;
let insurer: Person;
let submission: string;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld, environment: { DATABASE_POOL_SIZE: '2' } });
  insurer = await arrangeInsurer(gateway);
  submission = await arrangeFailures(12_000);
});
afterAll(() => gateway.stop());

/** A submission of which every row failed: a file of some 8 MB. */
async function arrangeFailures(count: number): Promise<string> {
  const [row] = await gateway.sql<{ id: string }>(
    `insert into submission (institution_id, programme_id, error_policy, submitted_by, submitted_at,
       row_count, accepted_count, failed_count)
     select $1, id, 'REJECT_FAILED_ROWS', $2, now(), $3, 0, $3 from programme returning id`,
    [insurer.subjectId, insurer.accountId, count],
  );
  await gateway.sql(
    `insert into submission_row (submission_id, institution_id, index, refusals, warnings, sent)
     select $1, $2, place, $3, '[]', jsonb_build_array(repeat('x', 600)) from generate_series(1, $4::int) as place`,
    [
      row?.id,
      insurer.subjectId,
      JSON.stringify([{ code: 'FIELD_MISSING', path: ['policyNo'], details: { field: 'policyNo' } }]),
      count,
    ],
  );
  return globalId('Submission', (row as { id: string }).id);
}

/** Asks for a file and never reads the answer. */
async function askAndIgnore(path: string, token = insurer.token): Promise<net.Socket> {
  const { hostname, port } = new URL(gateway.url);
  const socket = net.connect(Number(port), hostname).pause();
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  return socket;
}

/** Requests that are in a transaction of the database. */
const inTransaction = async () =>
  (
    await gateway.sql(
      `select 1 from pg_stat_activity where datname = current_database() and usename = 'mianshen_gateway'
         and xact_start is not null and application_name not like 'mianshen %'`,
    )
  ).length;

test('downloads that nobody reads hold no connection to the database', async () => {
  const sockets = await Promise.all(
    Array.from({ length: 3 }, () => askAndIgnore(`/submissions/${submission}/failed-rows.csv`)),
  );
  // The files of one client are made in turn, so this one is made after the three.
  const read = await insurer.client.fetch(`/submissions/${submission}/failed-rows.csv`);
  expect((await read.arrayBuffer()).byteLength).toBeGreaterThan(7_000_000);
  expect(sockets.every((socket) => socket.bytesRead < 7_000_000 && !socket.destroyed)).toBe(true);
  expect(await inTransaction()).toBe(0);
  expect((await gateway.client().ask('{ programmes { totalCount } }')).status).toBe(200);
  for (const socket of sockets) socket.destroy();
});

test('a download of a paper that nobody reads holds none either', async () => {
  const pdf = Buffer.alloc(12_000_000, '%PDF-1.7 ');
  const { client } = await arrangePerson(gateway, Role.REGULATOR);
  const uploaded = await client.fetch('/upload/opinion-papers', { method: 'POST', body: pdf });
  const { id } = (await uploaded.json()) as { id: string };
  const paper = await insurer.client.fetch('/upload/documents', { method: 'POST', body: pdf });
  const { id: document } = (await paper.json()) as { id: string };
  const { token } = await arrangePerson(gateway, Role.SCIENCE);
  const sockets = await Promise.all([
    askAndIgnore(`/opinion-papers/${id}`, token),
    askAndIgnore(`/documents/${document}`),
  ]);
  for (const socket of sockets) {
    await once(socket.resume(), 'data');
    socket.pause();
  }
  await expect.poll(inTransaction).toBe(0);
  expect(sockets.every((socket) => socket.bytesRead < pdf.length && !socket.destroyed)).toBe(true);
  for (const socket of sockets) socket.destroy();
});

test('an incomplete head of a request is answered with 408', { timeout: 40_000 }, async () => {
  const { hostname, port } = new URL(gateway.url);
  const socket = net.connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nX-');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(String(answer)).toMatch(/^HTTP\/1\.1 408 /);
  socket.destroy();
});

const exchange = (request: object, socket: object, response: object = { writableLength: 0 }) => ({
  request: {
    complete: false,
    readableFlowing: true,
    readableLength: 0,
    readableHighWaterMark: 65_536,
    socket,
    ...request,
  },
  response,
  moved: 0,
  looks: -1,
});
const looks = (watched: ReturnType<typeof exchange>, count: number, between: () => void = () => undefined) =>
  Array.from({ length: count }, () => {
    between();
    return isTooSlow(watched as never);
  });

test('a body that arrives too slowly is ended, others are not, and time in which the server does not read is not counted', () => {
  const dripping = { bytesRead: 0, bytesWritten: 0, writableLength: 0 };
  expect(looks(exchange({}, dripping), 8, () => (dripping.bytesRead += 100))).toContain(true);
  const coming = { bytesRead: 0, bytesWritten: 0, writableLength: 0 };
  expect(looks(exchange({}, coming), 50, () => (coming.bytesRead += 2_000))).not.toContain(true);
  expect(looks(exchange({ readableFlowing: false }, dripping), 50)).not.toContain(true);
});

test('a response that nobody reads is ended; one that is being produced or read is not', () => {
  const unread = { bytesRead: 0, bytesWritten: 90_000, writableLength: 60_000 };
  expect(looks(exchange({ complete: true }, unread), 8)).toContain(true);
  const made = { bytesRead: 0, bytesWritten: 0, writableLength: 0 };
  expect(looks(exchange({ complete: true }, made), 50)).not.toContain(true);
  const read = { bytesRead: 0, bytesWritten: 90_000, writableLength: 60_000 };
  expect(looks(exchange({ complete: true }, read), 50, () => (read.bytesWritten += 5_000))).not.toContain(true);
});

test('a half-sent body is ended by the gateway', { timeout: 40_000 }, async () => {
  const { hostname, port } = new URL(gateway.url);
  const socket = net.connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"qu`,
  );
  socket.resume();
  await once(socket, 'close');
});

test('a flood of pings ends the socket', async () => {
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  for (let at = 0; at < 1_000; at += 1) socket.ping();
  await closed;
});
