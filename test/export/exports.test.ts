import { randomUUID } from 'node:crypto';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { getNamedType, type GraphQLObjectType, isLeafType, isObjectType, isRequiredArgument } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccessExtension } from '../../src/access/access.js';
import { Role, signedIn } from '../../src/access/role.js';
import { Scope } from '../../src/access/scope.js';
import { keyOf } from '../../src/kernel/values/global-id.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import type { ApiClient } from '../kit/client.js';
import { arrangeFrontEnd } from '../kit/delegated.js';
import { sampleOf } from '../kit/extent.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import { publishedYear, type PublishedYear, yearOf } from '../kit/published-year.js';
import { alsoAs, arrangePerson, type Person } from '../kit/world.js';

/* An export has the rows and the fields that the list returns to the same viewer, page by page. */

const schema = buildGatewaySchema();
let gateway: TestGateway;
let year: PublishedYear;
const people = new Map<Role, Person>();
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(3), environment: { BACKGROUND_JOBS: 'true' } });
  year = yearOf(gateway, 3);
  // More than one page, with texts that a spreadsheet program would take for formulas.
  await gateway.sql(`
    insert into enterprise select (jsonb_populate_record(enterprise, jsonb_build_object('id', gen_random_uuid(),
      'credit_code', 'X' || lpad(number::text, 17, '0'), 'name', '=公司,' || number))).*
    from (select enterprise from enterprise limit 1) as one, generate_series(1, 250) as number`);
  const [{ id: institutionId } = { id: '' }] = await gateway.sql<{ id: string }>(
    `select id from institution where id in (select institution_id from policy)`,
  );
  const [{ id: regionId } = { id: '' }] = await gateway.sql<{ id: string }>(
    `select id from region where code = '3501'`,
  );
  const subjects: Partial<Record<Role, string>> = {
    INSURER: institutionId,
    ENTERPRISE: year.companies[0]!.id,
    CITY: regionId,
  };
  for (const role of signedIn) people.set(role, await arrangePerson(gateway, role, subjects[role] ?? null));
});
afterAll(() => gateway.stop());

interface Export {
  id: string;
  status: string;
  rowCount: number;
  url: string | null;
  failure: string | null;
}

const fields = 'id status rowCount url failure';

async function ask(client: ApiClient, input: object) {
  const { exportRows } = await client.get<
    { exportRows: { listExport: Export | null; userErrors: { code: string; message: string }[] } },
    object
  >(
    `mutation ($input: ExportRowsInput!) { exportRows(input: $input) { listExport { ${fields} } userErrors { code message } } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
  );
  return exportRows;
}

async function finished(client: ApiClient, id: string): Promise<Export> {
  let found: Export | undefined;
  await eventually(async () => {
    const { node } = await client.get<{ node: Export }, object>(
      `query ($id: ID!) { node(id: $id) { ... on ListExport { ${fields} } } }`,
      { id },
    );
    found = node;
    return node.status !== 'WRITING';
  }, 'the export is written');
  return found!;
}

async function exported(client: ApiClient, input: object): Promise<{ text: string; done: Export }> {
  const { listExport: begun, userErrors } = await ask(client, input);
  expect(userErrors).toEqual([]);
  const done = await finished(client, begun!.id);
  expect(done).toMatchObject({ status: 'DONE', failure: null });
  const response = await client.fetch(done.url!);
  expect(response.status).toBe(200);
  return { text: await response.text(), done };
}

const mayRead = (role: Role, type: GraphQLObjectType) => (name: string) => {
  const field = type.getFields()[name]!;
  const roles = (field.extensions as AccessExtension).access ?? (type.extensions as AccessExtension).access;
  return roles?.includes(role) ?? false;
};

/** Each list that needs no arguments, with all values of its rows that a role may read. */
const lists = (role: Role) =>
  Object.values(schema.getQueryType()!.getFields()).flatMap((field) => {
    const connection = getNamedType(field.type);
    const nodes = isObjectType(connection) ? connection.getFields()['nodes'] : undefined;
    const row = getNamedType(nodes?.type);
    if (!isObjectType(row) || field.args.some(isRequiredArgument)) return [];
    if (!(field.extensions as AccessExtension).access?.includes(role)) return [];
    const values = Object.values(row.getFields())
      .filter((one) => isLeafType(getNamedType(one.type)) && one.args.length === 0)
      .map(({ name }) => name)
      .filter(mayRead(role, row));
    return [{ list: field.name, values: values.join(' ') }];
  });

/** The list as the client pages through it. */
async function paged(client: ApiClient, list: string, values: string): Promise<unknown[]> {
  const rows: unknown[] = [];
  type Page = { page: { nodes: unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
  for (let after: string | null = null; ;) {
    const { page }: Page = await client.get<Page, object>(
      `query ($after: String) { page: ${list}(first: 100, after: $after) { nodes { ${values} } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    rows.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return rows;
    after = page.pageInfo.endCursor;
  }
}

/** Those that hold most, and differ most from role to role. */
const compared = ['policies', 'claims', 'enterprises', 'publicityNotices'];

test.each(sampleOf(signedIn, 3))('%s exports what they may read, and no more', { timeout: 60_000 }, async (role) => {
  const { client } = people.get(role)!;
  const own = lists(role).filter(({ list }) => compared.includes(list));
  for (const { list, values } of own) {
    const { text, done } = await exported(client, { query: `{ ${list} { nodes { ${values} } } }` });
    const rows = await paged(client, list, values);
    expect(
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(rows);
    expect(done.rowCount).toBe(rows.length);
  }
  const foreign = compared.filter((list) => !own.some((one) => one.list === list));
  for (const list of foreign) {
    const { userErrors } = await ask(client, { query: `{ ${list} { nodes { __typename } } }` });
    expect(userErrors).toMatchObject([{ code: 'EXPORT_QUERY_UNFIT' }]);
  }
  expect(own.length).toBeGreaterThan(0);
});

test('a field that a role may not read is refused at once', async () => {
  const { client } = people.get(Role.ENTERPRISE)!;
  const { userErrors } = await ask(client, { query: '{ claims { nodes { proposal { id } } } }' });
  expect(userErrors).toMatchObject([{ code: 'EXPORT_QUERY_UNFIT' }]);
});

test('CSV has a column for each value, also with fragments and variables, and no formulas', async () => {
  const query = `query ($programme: String!) { all: policies(first: 1, filter: { programme: $programme }) {
    nodes { ...parts sentIdentifiers { field } } } }
    fragment parts on Policy { no: policyNo premium enterprise { name creditCode } }`;
  const variables = { programme: 'FJ-2025' };
  const { client } = people.get(Role.AUDITOR)!;
  const { text } = await exported(client, { query, variables, format: 'CSV' });
  const [head, ...lines] = text.split('\r\n').filter(Boolean);
  expect(head).toBe('no,premium,enterprise.name,enterprise.creditCode,sentIdentifiers');
  expect(lines).toHaveLength(3);
  const names = await exported(client, { query: '{ enterprises { nodes { name } } }', format: 'CSV' });
  expect(names.text).toContain(`"'=公司,1"\r\n`);
});

test('Parquet has a column of its own type for each value, exact to the fen', async () => {
  const query = `{ claims { nodes { id status version grantedAmount claimBy statusChangedAt
    enterprise { name } lines { rate subsidy } } } }`;
  const { client } = people.get(Role.SCIENCE)!;
  const { listExport: begun } = await ask(client, { query, format: 'PARQUET' });
  const { url } = await finished(client, begun!.id);
  const response = await client.fetch(url!);
  expect(response.headers.get('content-type')).toBe('application/vnd.apache.parquet');
  const file = await response.arrayBuffer();
  const { schema: columns } = parquetMetadata(file);
  const typeOf = (name: string) => columns.find((column) => column.name === name)!;
  expect(typeOf('grantedAmount')).toMatchObject({ type: 'INT64', converted_type: 'DECIMAL', precision: 18, scale: 2 });
  expect(typeOf('statusChangedAt')).toMatchObject({ type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' });
  expect(typeOf('claimBy')).toMatchObject({ type: 'INT32', converted_type: 'DATE' });
  expect(typeOf('version')).toMatchObject({ type: 'INT32' });
  expect(typeOf('enterprise.name')).toMatchObject({ type: 'BYTE_ARRAY', converted_type: 'UTF8' });
  const rows = await parquetReadObjects({ file });
  const listed = await client.get<{ claims: { nodes: Claim[] } }, never>(query);
  const wanted = listed.claims.nodes.map(({ enterprise, lines, grantedAmount, statusChangedAt, ...claim }) => ({
    ...claim,
    grantedAmount: Number(grantedAmount),
    statusChangedAt: new Date(statusChangedAt),
    'enterprise.name': enterprise.name,
    lines: JSON.stringify(lines),
  }));
  expect(rows).toEqual(wanted);
  expect(wanted.length).toBe(3);
});

interface Claim {
  grantedAmount: string;
  statusChangedAt: string;
  enterprise: { name: string };
  lines: unknown;
}

async function cancel(client: ApiClient, exportId: string) {
  const { cancelExport } = await client.get<
    { cancelExport: { listExport: Export | null; userErrors: { code: string; path: string[] }[] } },
    object
  >(
    `mutation ($input: CancelExportInput!) { cancelExport(input: $input) { listExport { ${fields} } userErrors { code path } } }`,
    { input: { exportId } },
  );
  return cancelExport;
}

test('a person lists and cancels their own exports in the role and subject they act in, and no others', async () => {
  const [person, other] = [people.get(Role.FINANCE)!, people.get(Role.AUDITOR)!];
  const query = '{ enterprises { nodes { name } } }';
  const { listExport: begun } = await ask(person.client, { query });
  const { id, url } = await finished(person.client, begun!.id);
  const own = async ({ client }: Person) =>
    (
      await client.get<{ exports: { totalCount: number; nodes: { id: string; query: string }[] } }, never>(
        '{ exports { totalCount nodes { id query } } }',
      )
    ).exports;
  expect((await own(person)).nodes.find((one) => one.id === id)).toEqual({ id, query });
  expect((await own(other)).nodes.map((one) => one.id)).not.toContain(id);
  // The same account in another role has other exports.
  const elsewhere = await alsoAs(gateway, person.accountId, Role.SCIENCE);
  expect(await own(elsewhere)).toEqual({ totalCount: 0, nodes: [] });
  for (const stranger of [other, elsewhere]) {
    expect(await cancel(stranger.client, id)).toEqual({
      listExport: null,
      userErrors: [{ code: 'EXPORT_NOT_FOUND', path: ['exportId'] }],
    });
  }
  expect((await person.client.fetch(url!)).status).toBe(200);
  for (let time = 1; time <= 2; time += 1) {
    const { listExport, userErrors } = await cancel(person.client, id);
    expect({ listExport, userErrors }).toMatchObject({
      listExport: { id, status: 'CANCELLED', url: null },
      userErrors: [],
    });
  }
  expect((await person.client.fetch(url!)).status).toBe(404);
  const key = keyOf('ListExport', id);
  expect(await gateway.sql('select from list_export_part where export_id = $1', [key])).toEqual([]);
  expect(await gateway.sql('select from granted_thing where id = $1', [key])).toEqual([]);
});

test('a cancelled export stops being written', async () => {
  const { client } = people.get(Role.REGULATOR)!;
  // Page by page: a cancellation after the first page meets an export that is being written.
  const { listExport: begun } = await ask(client, { query: '{ enterprises { nodes { name creditCode } } }' });
  const { listExport } = await cancel(client, begun!.id);
  expect(listExport).toMatchObject({ status: 'CANCELLED', url: null });
  // The next one is done, so the job has been at work since.
  const { listExport: next } = await ask(client, { query: '{ enterprises { nodes { name } } }' });
  expect(await finished(client, next!.id)).toMatchObject({ status: 'DONE' });
  const key = keyOf('ListExport', begun!.id);
  expect(await gateway.sql('select status from list_export where id = $1', [key])).toEqual([{ status: 'CANCELLED' }]);
  expect(await gateway.sql('select from list_export_part where export_id = $1', [key])).toEqual([]);
});

test.each([
  'mutation { signOut(input: {}) { userErrors { code } } }',
  '{ claims { nodes { id } } policies { nodes { id } } }',
  '{ claims { totalCount nodes { id } } }',
  '{ viewer { role } }',
  '{ claims { nodes { nothing } } }',
  'nonsense',
  'query a { claims { nodes { id } } } query b { claims { nodes { id } } }',
])('%s is refused', async (query) => {
  const { userErrors } = await ask(people.get(Role.AUDITOR)!.client, { query });
  expect(userErrors).toMatchObject([{ code: 'EXPORT_QUERY_UNFIT' }]);
});

test('one key exports once; nobody else and no token with fewer scopes reads the file; it expires', async () => {
  const person = people.get(Role.SCIENCE)!;
  const input = { query: '{ claims { nodes { id } } }', idempotencyKey: 'once' };
  const answers = await Promise.all([1, 2, 3].map(() => ask(person.client, input)));
  const { id } = answers[0]!.listExport!;
  expect(answers.map((answer) => answer.listExport?.id)).toEqual([id, id, id]);
  const { url } = await finished(person.client, id);
  const status = async ({ client }: { client: ApiClient }) => (await client.fetch(url!)).status;
  expect(await status(person)).toBe(200);
  expect(await status(people.get(Role.AUDITOR)!)).toBe(404);
  expect(await status({ client: gateway.client() })).toBe(401);
  const reader = await arrangeFrontEnd(gateway, person, [Scope.READ]);
  expect(await status(reader)).toBe(404);
  expect((await ask(reader.client, input)).userErrors).toMatchObject([{ code: 'IDEMPOTENCY_CONFLICT' }]);
  const own = await exported(reader.client, { ...input, idempotencyKey: 'reader' });
  expect(await status(person)).toBe(200);
  expect((await person.client.fetch(own.done.url!)).status).toBe(200);
  gateway.clock.set(new Date(gateway.clock.now().getTime() + 24 * 3_600_000 + 1_000));
  expect(await status(person)).toBe(404);
  await eventually(
    async () => (await gateway.sql('select from list_export union all select from list_export_part')).length === 0,
    'the files are deleted',
  );
});

test('a stored export is encrypted', async () => {
  const { client } = people.get(Role.AUDITOR)!;
  const { text } = await exported(client, { query: '{ enterprises { nodes { creditCode } } }' });
  const [{ creditCode }] = text.split('\n').map((line) => JSON.parse(line || '{}') as { creditCode: string }) as [
    { creditCode: string },
  ];
  expect(creditCode).toHaveLength(18);
  const stored = await gateway.sql<{ plain: boolean }>(
    `select strpos(list_export_part::text, $1) > 0 as plain from list_export_part`,
    [creditCode],
  );
  expect(stored.length).toBeGreaterThan(0);
  expect(stored.filter(({ plain }) => plain)).toEqual([]);
});
