import fs from 'node:fs';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { type DeclaredRoute, guardRoutes, onlyFor, openTo } from '../../src/http/route-access.js';
import { megabytes, type UploadBound } from '../../src/http/limits/upload-bounds.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeInsurer, arrangePerson, type Person } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
});
afterAll(() => gateway.stop());

const boundOf = ({ access }: DeclaredRoute): UploadBound | undefined =>
  access.takes && 'files' in access.takes ? access.takes : undefined;
const bounded = () =>
  gateway.routes.flatMap((route) => {
    const bound = boundOf(route);
    return bound ? [{ ...route, bound }] : [];
  });

/** As if the client had sent so many files to the route, of so many bytes together. */
async function sent(client: string, route: string, files: number, bytes: number): Promise<void> {
  await gateway.sql(
    `insert into received_upload (id, client, route, size, received_at)
     select gen_random_uuid(), $1, $2, $4::bigint / $3::int, $5 from generate_series(1, $3::int)`,
    [client, route, files, bytes, gateway.clock.now()],
  );
}

const counted = async (client: string) =>
  (await gateway.sql<{ size: number }>('select size::int from received_upload where client = $1', [client])).map(
    ({ size }) => size,
  );

const paper = (padding = 0) => Buffer.from(`%PDF-1.7 ${randomUUID()}${' '.repeat(padding)}`);
const uploadIdentity = ({ client }: Person, body: BodyInit, init: RequestInit = {}) =>
  client.fetch('/upload/identity-papers', { method: 'POST', body, ...init });

test('every route that takes files refuses more than its bound, by number and by bytes, and others have their own', async () => {
  const admitted: string[] = [];
  const routes = bounded();
  expect(routes.length).toBeGreaterThan(8);
  for (const { method, url, access, bound } of routes) {
    const open = 'open' in access;
    const path = url.replaceAll(/:\w+/g, 'x');
    const persons = open ? [] : [await personFor(access.roles[0]!), await personFor(access.roles[0]!)];
    const [client, other] = [persons[0]?.client ?? gateway.client(), persons[1]?.client];
    const key = persons[0]?.accountId ?? '127.0.0.1';
    const status = async (by = client) => (await by.fetch(path, { method, body: 'x'.repeat(100) })).status;
    for (const [files, bytes] of [
      [bound.files, 0],
      [1, bound.bytes - 50],
    ] as const) {
      await sent(key, `${method} ${url}`, files, bytes);
      const answer = await status();
      if (answer !== 429) admitted.push(`${method} ${url} after ${files} files, ${bytes} bytes: ${answer}`);
      await gateway.sql('delete from received_upload');
      if ((await status(other)) === 429) admitted.push(`${method} ${url} refuses another client`);
      await gateway.sql('delete from received_upload');
    }
  }
  expect(admitted).toEqual([]);
});

async function personFor(role: Role): Promise<Person> {
  return role === Role.INSURER ? arrangeInsurer(gateway, `${randomUUID()}财产保险`) : arrangePerson(gateway, role);
}

test('at most sixteen uploads fit within the bound at the same time', async () => {
  const person = await arrangePerson(gateway, Role.ENTERPRISE);
  const bound = bounded().find(({ url }) => url === '/upload/identity-papers')!.bound;
  await sent(person.accountId, 'POST /upload/identity-papers', bound.files - 3, 0);
  const answers = await Promise.all(Array.from({ length: 16 }, () => uploadIdentity(person, paper())));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([
    ...Array.from({ length: 3 }, () => 201),
    ...Array.from({ length: 13 }, () => 429),
  ]);
  const refused = answers.find(({ status }) => status === 429)!;
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(86_000);
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  expect(await gateway.sql('select from identity_paper where account_id = $1', [person.accountId])).toHaveLength(3);
  await gateway.sql(`update received_upload set received_at = received_at - interval '1 day'`);
  expect((await uploadIdentity(person, paper())).status).toBe(201);
});

test('a refused upload is not counted; a body of unknown length is counted by its actual length', async () => {
  const person = await arrangePerson(gateway, Role.ENTERPRISE);
  expect((await uploadIdentity(person, 'no paper')).status).toBe(415);
  await expect.poll(() => counted(person.accountId)).toEqual([]);
  const body = Readable.toWeb(Readable.from([paper(50_000)])) as ReadableStream;
  expect((await uploadIdentity(person, body, { duplex: 'half' } as RequestInit)).status).toBe(201);
  await expect.poll(async () => (await counted(person.accountId))[0]).toBeLessThan(100_000);
  expect((await counted(person.accountId))[0]).toBeGreaterThan(50_000);
});

test('every registered route declares who may use it and how it reads a body', () => {
  const app = Fastify();
  guardRoutes(app, {} as never, {} as never, {} as never);
  const handler = async () => undefined;
  const auditors = { what: 'Sending', roles: [Role.AUDITOR], scopes: [] };
  expect(() => app.get('/silent', handler)).toThrow(/who may use it/);
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    expect(() => app.route({ method, url: `/open/${method}`, ...openTo('anybody'), handler })).toThrow(/`takes`/);
    expect(() => app.route({ method, url: `/auditors/${method}`, ...onlyFor(auditors), handler })).toThrow(/`takes`/);
  }
});

test('SECURITY.md lists every bound', () => {
  const page = fs.readFileSync('SECURITY.md', 'utf8').replaceAll(/ +/g, ' ');
  const missing = bounded()
    .map(({ method, url, bound: { files, bytes } }) => {
      const number = files.toLocaleString('en');
      return `| \`${method} ${url}\` | ${number} | ${(bytes / megabytes(1)).toLocaleString('en')} MB |`;
    })
    .filter((line) => !page.includes(line));
  expect(missing).toEqual([]);
});
