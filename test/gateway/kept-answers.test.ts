import { getNamedType, isRequiredArgument } from 'graphql';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccessExtension } from '../../src/access/access.js';
import { Role, signedIn } from '../../src/access/role.js';
import { Scope } from '../../src/access/scope.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import type { ApiClient } from '../kit/client.js';
import { arrangeFrontEnd } from '../kit/delegated.js';
import { eventually } from '../kit/eventually.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { openOwnDatabase } from '../kit/own-database.js';
import { publishYear, type PublishedYear } from '../kit/published-year.js';
import { arrangeEnterprise, arrangeInsurer, arrangePerson } from '../kit/world.js';

/* An answer is kept as long as the database is in the snapshot in which it was read, and no longer. */

const lists = Object.values(buildGatewaySchema().getQueryType()!.getFields()).filter(
  ({ type, args }) => getNamedType(type).name.endsWith('Connection') && !args.some(isRequiredArgument),
);

let gateway: TestGateway;
let year: PublishedYear;
let institution: string;
const clients = new Map<Role, ApiClient>();
beforeAll(async () => {
  gateway = await startTestGateway({ openDatabase: openOwnDatabase });
  year = await publishYear(gateway, 20);
  const [found] = await gateway.sql<{ institution: string; region: string }>(
    `select (select id from institution limit 1) as institution, (select id from region where code = '3501') as region`,
  );
  ({ institution } = found!);
  const subjects: Partial<Record<Role, string>> = {
    INSURER: institution,
    ENTERPRISE: year.companies[0]!.id,
    CITY: found!.region,
  };
  for (const role of signedIn) clients.set(role, (await arrangePerson(gateway, role, subjects[role] ?? null)).client);
});
afterAll(() => gateway.stop());

interface Asked {
  data: Record<string, unknown>;
  wasKept: boolean;
}

function post(client: ApiClient, query: string, variables: object = {}): Promise<Response> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
  return client.fetch('/graphql', { ...init, body: JSON.stringify({ query, variables }) });
}

async function ask(client: ApiClient, query: string, variables: object = {}): Promise<Asked> {
  const response = await post(client, query, variables);
  const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
  expect(errors).toBeUndefined();
  return { data, wasKept: response.headers.get('x-cache') === 'hit' };
}

/** Asks until the answer is a kept one: the first of a snapshot is not, and what was arranged may be sealed yet. */
const askUntilKept = (client: ApiClient, query: string, variables: object = {}): Promise<Asked> =>
  eventually(
    async () => {
      const asked = await ask(client, query, variables);
      return asked.wasKept && asked;
    },
    `an answer is kept: ${query}`,
    15_000,
  );

const auditor = () => clients.get(Role.AUDITOR)!;
const company = 'query ($code: String!) { enterprise(creditCode: $code) { name } }';
const policies = '{ policies(first: 5) { nodes { policyNo } } }';
const enterprises = '{ enterprises(first: 100) { nodes { creditCode } } }';

test('a list and an object are read once as long as nothing is written', async () => {
  const code = year.companies[0]!.creditCode;
  const [list, object] = [await ask(auditor(), policies), await ask(auditor(), company, { code })];
  expect((await askUntilKept(auditor(), policies)).data).toEqual(list.data);
  expect((await askUntilKept(auditor(), company, { code })).data).toEqual(object.data);
  expect((await ask(auditor(), policies)).wasKept).toBe(true);
});

test('what another request wrote is in the next answer', async () => {
  for (let number = 0; number < 10; number += 1) {
    await askUntilKept(auditor(), enterprises);
    const { creditCode, name } = await arrangeEnterprise(gateway, { name: `后来第${number}科技有限公司` });
    expect(JSON.stringify((await ask(auditor(), enterprises)).data)).toContain(creditCode);
    expect((await ask(auditor(), company, { code: creditCode })).data).toEqual({ enterprise: { name } });
  }
});

test('a transaction that was under way when the answer was read is in the first answer after its end', async () => {
  const { id, creditCode: code } = year.companies[1]!;
  const owner = new pg.Client({ connectionString: gateway.ownerUrl });
  await owner.connect();
  const rename = (name: string) => owner.query('update enterprise set name = $1 where id = $2', [name, id]);
  await owner.query('begin');
  await rename('改名科技有限公司');
  const before = await askUntilKept(auditor(), company, { code });
  expect(before.data).not.toEqual({ enterprise: { name: '改名科技有限公司' } });
  await owner.query('commit');
  expect((await ask(auditor(), company, { code })).data).toEqual({ enterprise: { name: '改名科技有限公司' } });
  await owner.query('begin');
  await rename('不改名科技有限公司');
  const during = await askUntilKept(auditor(), company, { code });
  await owner.query('rollback');
  expect((await ask(auditor(), company, { code })).data).toEqual(during.data);
  await owner.end();
});

test('no institution gets what is kept for another', async () => {
  const { creditCode: code } = year.companies[0]!;
  const other = await arrangeInsurer(gateway, '乌山财产保险');
  const ours = await askUntilKept(clients.get(Role.INSURER)!, company, { code });
  expect(ours.data['enterprise']).not.toBeNull();
  expect((await askUntilKept(other.client, company, { code })).data).toEqual({ enterprise: null });
  expect(await ask(clients.get(Role.INSURER)!, company, { code })).toEqual(ours);
});

test('what is kept is given to no token that ended, nor to one with fewer scopes', async () => {
  const person = await arrangePerson(gateway, Role.AUDITOR);
  const writer = await arrangeFrontEnd(gateway, person, [Scope.WRITE]);
  await askUntilKept(person.client, policies);
  for (const client of [writer.client, gateway.client()]) {
    expect((await post(client, policies)).headers.get('x-cache')).toBeNull();
  }
  await ask(person.client, 'mutation { signOut { done } }');
  await askUntilKept(auditor(), policies);
  const refused = await post(person.client, policies);
  expect([refused.status, refused.headers.get('x-cache')]).toEqual([401, null]);
});

test('an answer that depends on the account is not kept', async () => {
  const second = (await arrangePerson(gateway, Role.AUDITOR)).client;
  const document = 'mutation ($input: ExportRowsInput!) { exportRows(input: $input) { listExport { id } } }';
  const input = { query: policies, format: 'NDJSON', idempotencyKey: 'kept' };
  const { data } = await ask(auditor(), document, { input });
  const { listExport } = data['exportRows'] as { listExport: object };
  const exports = '{ exports { nodes { id } } }';
  for (let time = 0; time < 6; time += 1) {
    expect(await ask(auditor(), exports)).toEqual({ data: { exports: { nodes: [listExport] } }, wasKept: false });
    expect(await ask(second, exports)).toEqual({ data: { exports: { nodes: [] } }, wasKept: false });
  }
});

test('while the connection that is asked is lost, answers are read', async () => {
  await askUntilKept(auditor(), policies);
  await gateway.sql(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'mianshen listener'`);
  const { data } = await ask(auditor(), policies);
  expect((await askUntilKept(auditor(), policies)).data).toEqual(data);
});

const newListener = `select pid from pg_stat_activity
  where datname = current_database() and application_name = 'mianshen listener' and state = 'idle'`;

test('what was kept before the connection that is asked was lost is not given after', async () => {
  await askUntilKept(auditor(), policies);
  const [old] = await gateway.sql<{ pid: number }>(newListener);
  await gateway.sql('select pg_terminate_backend($1)', [old!.pid]);
  await eventually(async () => {
    const [present] = await gateway.sql<{ pid: number }>(newListener);
    return present && present.pid !== old!.pid;
  }, 'the gateway listens again');
  expect((await ask(auditor(), policies)).wasKept).toBe(false);
});

test('what was written within savepoints is in the first answer after the end of its transaction', async () => {
  const { id, creditCode: code } = year.companies[2]!;
  const owner = new pg.Client({ connectionString: gateway.ownerUrl });
  await owner.connect();
  const nameNow = async () => ((await ask(auditor(), company, { code })).data['enterprise'] as { name: string }).name;
  const rename = (name: string) => owner.query('update enterprise set name = $1 where id = $2', [name, id]);
  await owner.query('begin');
  await owner.query('savepoint first_part');
  await rename('未定科技有限公司');
  await askUntilKept(auditor(), company, { code });
  await owner.query('rollback to savepoint first_part');
  const before = await nameNow();
  await owner.query('savepoint second_part');
  await rename('分段科技有限公司');
  await owner.query('release savepoint second_part');
  await askUntilKept(auditor(), company, { code });
  expect(await nameNow()).toBe(before);
  await owner.query('commit');
  expect(await nameNow()).toBe('分段科技有限公司');
  await owner.end();
});

test.each(['application/json', 'application/graphql-response+json'])(
  'a kept answer is the same to the byte, with the same headers: %s',
  async (accept) => {
    const body = JSON.stringify({ query: policies });
    const send = () =>
      auditor().fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', accept }, body });
    const shown = async (response: Response) => {
      const text = await response.text();
      const { data } = JSON.parse(text) as { data: unknown };
      const names = ['content-type', 'cache-control', 'vary'];
      expect(Number(response.headers.get('content-length'))).toBe(Buffer.byteLength(text));
      return {
        status: response.status,
        headers: names.map((name) => response.headers.get(name)),
        data,
        end: text.at(-1),
      };
    };
    await gateway.sql('select pg_current_xact_id()');
    const read = await send();
    expect(read.headers.get('x-cache')).toBeNull();
    await askUntilKept(auditor(), policies);
    const kept = await send();
    expect(kept.headers.get('x-cache')).toBe('hit');
    const [first, second] = [await shown(read), await shown(kept)];
    expect(second).toEqual(first);
    const url = `/graphql?query=${encodeURIComponent(policies)}`;
    const byGet = await auditor().fetch(url, { headers: { accept } });
    expect(byGet.headers.get('x-cache')).toBe('hit');
    expect(await shown(byGet)).toEqual(first);
    const byHead = await auditor().fetch(url, { method: 'HEAD', headers: { accept } });
    expect([byHead.status, byHead.headers.get('x-cache'), await byHead.text()]).toEqual([200, 'hit', '']);
  },
);

test('a number that JSON cannot write again is not taken for null', async () => {
  const query = 'query ($first: Int) { policies(first: $first) { nodes { policyNo } } }';
  await askUntilKept(auditor(), query, { first: null });
  const body = `{"query":${JSON.stringify(query)},"variables":{"first":1e999}}`;
  const response = await auditor().fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect(response.headers.get('x-cache')).toBeNull();
  expect(((await response.json()) as { errors?: unknown[] }).errors).toHaveLength(1);
});

const documentOf = (list: string, name: string) =>
  `query ${name} { ${list}(first: 20) { nodes { __typename } pageInfo { startCursor endCursor } } }`;

test.each(signedIn)('%s: each list is the same when it was kept, and at a later time', async (role) => {
  const client = clients.get(role)!;
  const open = lists.filter(({ extensions }) => (extensions as AccessExtension).access?.includes(role) ?? true);
  for (const { name } of open) for (let time = 0; time < 3; time += 1) await ask(client, documentOf(name, 'Kept'));
  const now = gateway.clock.now();
  gateway.clock.set(new Date(now.getTime() + 400 * 86_400_000));
  try {
    const kept: string[] = [];
    for (const { name } of open) {
      const known = await ask(client, documentOf(name, 'Kept'));
      if (known.wasKept) kept.push(name);
      expect(known.data, name).toEqual((await ask(client, documentOf(name, `Read${role}`))).data);
    }
    expect(kept.length).toBeGreaterThan(3);
  } finally {
    gateway.clock.set(now);
  }
});

test('a list by what is due is not kept', async () => {
  const overdue = '{ policyProblems(filter: { overdue: true }) { nodes { id } } }';
  for (let time = 0; time < 6; time += 1) expect((await ask(auditor(), overdue)).wasKept).toBe(false);
});
