import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLObjectType,
  isNonNullType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import type { ApiClient } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { idOf, kinds } from '../kit/grown.js';
import {
  conditionsOf,
  filterFieldsOf,
  type List,
  lists,
  listsIn,
  readPage,
  requiredOf,
  rolesOf,
} from '../kit/list-forms.js';
import { arrangePerson } from '../kit/world.js';
import { grownWorld } from '../kit/worlds.js';

/* What the conditions of every list mean: null and an empty text in each, and the same for each reader. A new list is in here. */

/** A company and an institution with flagged policies. */
const company = idOf(kinds.enterprise, 101);
const institution = idOf(kinds.institution, 21);
const otherCompany = idOf(kinds.enterprise, 5);

let gateway: TestGateway;
const readers: Partial<Record<Role, ApiClient>> = {};
let creditCode: string;
let otherCode: string;
beforeAll(async () => {
  gateway = await startTestGateway({ world: grownWorld, madeUpEvents: true });
  const codeOf = async (id: string) =>
    (await gateway.sql<{ code: string }>('select credit_code as code from enterprise where id = $1', [id]))[0]!.code;
  creditCode = await codeOf(company);
  otherCode = await codeOf(otherCompany);
  const as = (role: Role, subject?: string) => arrangePerson(gateway, role, subject);
  const [city] = await gateway.sql<{ id: string }>(`select id from region where code = '3501'`);
  const person = await as(Role.ENTERPRISE, company);
  // The person asked for one more company, and does not act for it yet.
  await gateway.sql(
    `update enterprise_binding set account_id = $1, status = 'PENDING'
     where id = (select id from enterprise_binding where enterprise_id = $2 limit 1)`,
    [person.accountId, otherCompany],
  );
  readers[Role.ENTERPRISE] = person.client;
  readers[Role.AUDITOR] = (await as(Role.AUDITOR)).client;
  readers[Role.INSURER] = (await as(Role.INSURER, institution)).client;
  readers[Role.CITY] = (await as(Role.CITY, city!.id)).client;
  readers[Role.PUBLIC] = gateway.client();
});
afterAll(() => gateway.stop());

const readersOf = (list: List) => rolesOf(list).map((role): [Role, ApiClient] => [role, readers[role] as ApiClient]);

/** Every argument that may be null, and every field of the filter. */
function nullsOf(list: List, role: Role): string[] {
  const nullable = list.args.filter(({ type }) => !isNonNullType(type)).map(({ name }) => `${name}: null`);
  return [...nullable, ...filterFieldsOf(list, role).map(({ name }) => `filter: { ${name}: null }`)];
}

type Answer = Awaited<ReturnType<ApiClient['ask']>>;
const said = ({ data, errors }: Answer) => JSON.stringify(errors ?? data);

describe.each(lists)('$name', (list) => {
  test('null means the same as absence, as a variable and in the document', async () => {
    const faults: string[] = [];
    for (const [role, client] of readersOf(list)) {
      const required = requiredOf(list, creditCode);
      const absent = await readPage(client, list, required);
      const literal = async (given: string) => {
        const values = [...required, given].filter(Boolean).join(', ');
        const { data, errors } = await client.ask(
          `{ page: ${list.name}${values && `(${values})`} { pageInfo { startCursor endCursor hasNextPage } } }`,
        );
        return JSON.stringify(errors ?? (data as { page: object }).page);
      };
      const plain = await literal('');
      for (const given of nullsOf(list, role)) {
        const found = await readPage(client, list, [...required, given]).catch(String);
        if (JSON.stringify(found) !== JSON.stringify(absent)) faults.push(`${role} ${given}: ${JSON.stringify(found)}`);
        const answer = await literal(given);
        if (answer !== plain) faults.push(`${role} ${given} in the document: ${answer}`);
      }
    }
    expect(faults).toEqual([]);
  });

  test('null means the same as absence in the lists of its objects', async () => {
    const faults: string[] = [];
    for (const [role, client] of readersOf(list)) {
      for (const inner of innerLists(list, role)) {
        const ask = async (given: string) => {
          const required = requiredOf(list, creditCode).join(', ');
          const called = `${list.name}(${[required, 'first: 3'].filter(Boolean).join(', ')})`;
          return said(
            await client.ask(
              `{ ${called} { nodes { ${inner.name}${given && `(${given})`} { pageInfo { endCursor } } } } }`,
            ),
          );
        };
        const absent = await ask('');
        for (const given of nullsOf(inner, role)) {
          const answer = await ask(given);
          if (answer !== absent) faults.push(`${role} ${inner.name} ${given}: ${answer}`);
        }
      }
    }
    expect(faults).toEqual([]);
  });

  test('an empty text is refused where it would be no condition', async () => {
    const faults: string[] = [];
    for (const [role, client] of readersOf(list)) {
      const required = requiredOf(list, creditCode);
      const absent = JSON.stringify(await readPage(client, list, required));
      for (const { name } of filterFieldsOf(list, role).filter(isText)) {
        const read = (text: string) =>
          readPage(client, list, [...required, `filter: { ${name}: "${text}" }`]).then(JSON.stringify, String);
        const empty = await read('');
        if (name === 'name' ? empty !== absent : !empty.includes(`filter.${name} is an empty text`))
          faults.push(`${role} ${name}: ${empty}`);
        if (name === 'name') expect(await read(' ')).toBe(absent);
      }
    }
    expect(faults).toEqual([]);
  });

  test('a condition says the same to each of its readers', async () => {
    const auditor = readers[Role.AUDITOR] as ApiClient;
    const faults: string[] = [];
    for (const [role, client] of readersOf(list).filter(([reader]) => reader !== Role.AUDITOR)) {
      const visible = await rowsOf(client, list, '');
      const values = [creditCode, otherCode].flatMap((code) => conditionsOf(list, role, code)).flat();
      for (const condition of visible ? new Set(values) : []) {
        if (made.test(`${list.name} ${role} ${condition}`)) continue;
        const given = await rowsOf(client, list, condition);
        const all =
          (await rowsOf(auditor, list, condition)) ??
          (await rowsOf(auditor, list, `${condition}, ${narrowed(list, role, condition)}`));
        const meant = all && [...(visible as Set<string>)].filter((row) => all.has(row));
        if (given && meant && (given.size !== meant.length || meant.some((row) => !given.has(row))))
          faults.push(`${role} ${condition}: ${given.size} rows of ${meant.length}`);
      }
    }
    expect(faults).toEqual([]);
  });
});

function innerLists(list: List, role: Role): GraphQLField<unknown, unknown>[] {
  const connection = getNamedType(list.type) as GraphQLObjectType;
  const node = getNamedType(connection.getFields()['nodes']!.type) as GraphQLObjectType;
  return listsIn(list, role).map((name) => node.getFields()[name]!);
}

const isText = ({ type }: GraphQLInputField) => ['String', 'ID'].includes(String(getNullableType(type)));

/** The most pages of a list whose rows are compared; a longer list is not. */
const mostPages = 12;

/** Returns the places of the rows that a condition leaves; undefined where they are too many, or it is refused or not readable. */
async function rowsOf(client: ApiClient, list: List, condition: string): Promise<Set<string> | undefined> {
  const rows = new Set<string>();
  const given = [...requiredOf(list, creditCode), condition && `filter: { ${condition} }`, 'first: 100'];
  for (let after = '', pages = 0; pages < mostPages; pages += 1) {
    const { data, errors } = await client.ask<{ page: Rows | null }, unknown>(
      `{ page: ${list.name}(${[...given, after].filter(Boolean).join(', ')}) {
        edges { cursor } pageInfo { hasNextPage endCursor } } }`,
    );
    if (errors?.some(({ extensions }) => !['FORBIDDEN', 'BAD_USER_INPUT'].includes(extensions.code)))
      throw new Error(`${list.name} ${condition}: ${errors[0]!.message}`);
    if (!data?.page) return undefined;
    for (const { cursor } of data.page.edges) rows.add(cursor);
    if (!data.page.pageInfo.hasNextPage) return rows;
    after = `after: "${data.page.pageInfo.endCursor}"`;
  }
  return undefined;
}

/** The tables are made up: the large file, which is of one institution, has policies of all. */
const made = /^policies INSURER submissionId/;

interface Rows {
  edges: { cursor: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

/** The condition by which an auditor finds the rows of the reader, so that they are not too many. */
function narrowed(list: List, role: Role, condition: string): string {
  const own: Partial<Record<Role, [string, string]>> = {
    [Role.INSURER]: ['institutionId', globalId('Institution', institution)],
    [Role.ENTERPRISE]: ['creditCode', creditCode],
  };
  const [name, value] = own[role] ?? ['', ''];
  const isDeclared = filterFieldsOf(list, Role.AUDITOR).some((field) => field.name === name);
  return isDeclared && list.name !== 'enterpriseBindings' && !condition.startsWith(name) ? `${name}: "${value}"` : '';
}

describe('flags, which an enterprise may not read', () => {
  const asked = '{ policies(filter: { flagged: true }) { totalCount } }';

  test('an enterprise that asks for them is refused', async () => {
    const { errors } = await readers[Role.ENTERPRISE]!.ask(asked);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', roles: expect.arrayContaining(['INSURER']) } }]);
    expect(errors![0]!.message).toMatch(/^The condition `PolicyFilter.flagged` is for INSURER, .*Leave it out\.$/);
    await expect(
      readers[Role.ENTERPRISE]!.get('{ policies(filter: { flagged: null }) { totalCount } }'),
    ).resolves.toBeTruthy();
  });

  test('its insurer finds them', async () => {
    const { policies } = await readers[Role.INSURER]!.get<{ policies: { totalCount: number } }, never>(asked);
    expect(policies.totalCount).toBeGreaterThan(0);
  });

  test('the schema of an enterprise does not have the condition', async () => {
    const schemaOf = async (role: Role) => (await gateway.client().fetch(`/schema.graphql?role=${role}`)).text();
    expect(await schemaOf(Role.ENTERPRISE)).not.toContain('flagged: Boolean');
    expect(await schemaOf(Role.INSURER)).toContain('flagged: Boolean');
  });
});
