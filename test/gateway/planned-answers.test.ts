import { AsyncLocalStorage } from 'node:async_hooks';
import { globalId } from '../../src/kernel/values/global-id.js';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import type pg from 'pg';
import {
  execute,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  isLeafType,
  isRequiredArgument,
  parse,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../src/access/context.js';
import { Role } from '../../src/access/role.js';
import type { LookupExtension } from '../../src/database/schema/relation.js';
import { nodeTypes } from '../../src/gateway/node.resolver.js';
import { type Executed, QueryExecutor } from '../../src/gateway/execution/query-executor.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { Walker } from '../access/walker.js';
import { sampleOf } from '../kit/extent.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { plainFields } from '../kit/plain-fields.js';
import { publishedYear } from '../kit/published-year.js';
import { arrangeReaders, readerKinds, type Readers } from '../kit/readers.js';

/*
 * What PostgreSQL writes as JSON is what resolvers return: for every list of the schema, every field that it can write,
 * relations included, and every kind of reader. A new field or relation is in here without being named.
 */
const schema = buildGatewaySchema();
const executor = new QueryExecutor(schema);
const lists = Object.values(schema.getQueryType()!.getFields()).filter(({ type }) =>
  getNamedType(type).name.endsWith('Connection'),
);
/** What a list has to be given, and where its value is read. */
const required: Record<string, string> = {
  noticeId: 'publicityNotices id',
  programme: 'programmes code',
  subjectId: 'policies id',
  earlierId: 'proposals id',
  laterId: 'proposals id',
};
const nodeOf = (list: GraphQLField<unknown, unknown>) => {
  const connection = getNamedType(list.type) as GraphQLObjectType;
  return getNamedType(connection.getFields()['nodes']!.type) as GraphQLObjectType;
};

/** Counts the statements of what runs in it; the gateway's own work continues beside. */
const counting = new AsyncLocalStorage<{ statements: number }>();
const { Client } = createRequire(import.meta.resolve('@mikro-orm/postgresql'))('pg') as typeof pg;
const { query } = Client.prototype;
Client.prototype.query = function countAndQuery(this: pg.Client, ...given: unknown[]) {
  const counted = counting.getStore();
  if (counted) counted.statements += 1;
  return (query as (...given: unknown[]) => unknown).apply(this, given);
} as typeof query;

let gateway: TestGateway;
let readers: Readers;
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(3) });
  readers = await arrangeReaders(gateway);
});
afterAll(() => gateway.stop());

async function write(operation: Executed, context: Context): Promise<string | undefined> {
  return executor.planOf(operation, context.viewer)?.write(operation.variables, context);
}

interface Answers {
  written: unknown;
  guarded: unknown;
}

/** What the database writes, and what resolvers return; `written` is undefined for what is not planned. */
async function ask(role: (typeof readerKinds)[number], text: string, variables = {}): Promise<Answers> {
  const { answer, viewers } = readers;
  const document = parse(text);
  const viewer = viewers[role];
  const written = await answer(viewer, (context) => write({ document, operationName: undefined, variables }, context));
  if (written === undefined) return { written, guarded: undefined };
  const { data, errors } = await answer(viewer, async (contextValue) =>
    execute({ schema, document, contextValue, variableValues: variables }),
  );
  expect(errors, text).toBeUndefined();
  return { written: JSON.parse(written), guarded: data };
}

/** The arguments that a list requires; undefined where this reader sees nothing to name. */
async function argumentsOf(role: (typeof readerKinds)[number], list: GraphQLField<unknown, unknown>) {
  const given: string[] = [];
  for (const { name } of list.args.filter(isRequiredArgument)) {
    const [source, field] = required[name]!.split(' ') as [string, string];
    const document = parse(`{ ${source}(first: 1) { nodes { ${field} } } }`);
    const { data } = await readers.answer(readers.viewers[role], async (contextValue) =>
      execute({ schema, document, contextValue }),
    );
    const [found] = (data?.[source] as { nodes: Record<string, string>[] } | null)?.nodes ?? [];
    if (!found) return undefined;
    given.push(`${name}: "${found[field]}"`);
  }
  return given;
}

const page = 'pageInfo { __typename hasNextPage hasPreviousPage startCursor endCursor }';
const sampled = sampleOf(lists, 12).map((list) => [list.name, list] as const);

test.each(sampled)('%s is written as it is resolved', async (name, list) => {
  for (const role of readerKinds) {
    const walker = new Walker(schema, role);
    if (!walker.mayRead(schema.getQueryType()!, list)) continue;
    const given = await argumentsOf(role, list);
    if (!given) continue;
    const fields: string[] = [];
    for (const field of plainFields(walker, nodeOf(list), 2)) {
      const answers = await ask(role, `{ ${name}(${['first: 5', ...given].join(', ')}) { nodes { ${field} } } }`);
      if (answers.written === undefined) continue;
      expect(answers.written, `${role} ${name} ${field}`).toEqual(answers.guarded);
      // One of each relation is enough for all of them at once: a field may not be selected twice.
      if (!fields.some((other) => other.split(' ')[0] === field.split(' ')[0])) fields.push(field);
    }
    if (fields.length === 0) continue;
    const whole = await ask(
      role,
      `{ ${name}(${['last: 2', ...given].join(', ')}) { ${page} edges { cursor node { ${fields.join(' ')} } } totalCount boundedCount { count isExact } } }`,
    );
    expect(whole.written, `${role} ${name}`).toBeDefined();
    expect(whole.written).toEqual(whole.guarded);
  }
});

test.each(sampled)('%s runs one statement for all rows', async (name, list) => {
  const role = Role.AUDITOR;
  const walker = new Walker(schema, role);
  const given = walker.mayRead(schema.getQueryType()!, list) ? await argumentsOf(role, list) : undefined;
  if (!given) return;
  const statements = async (rows: number, field: string) => {
    const document = parse(`{ ${name}(${[`first: ${rows}`, ...given].join(', ')}) { nodes { ${field} } } }`);
    const run = () =>
      readers.answer(readers.viewers[role], async (contextValue) => execute({ schema, document, contextValue }));
    const counted = { statements: 0 };
    const { errors } = await counting.run(counted, run);
    expect(errors, field).toBeUndefined();
    return counted.statements;
  };
  const node = nodeOf(list);
  for (const field of Object.values(node.getFields())) {
    if (!walker.mayRead(node, field) || field.args.some(isRequiredArgument)) continue;
    const type = getNamedType(field.type);
    // A list of its own is read for each row, and costs as much; of a node each type is asked for.
    if (type.name.endsWith('Connection') || type.name === 'Node') continue;
    const text = isLeafType(type) ? field.name : `${field.name} { __typename }`;
    // A row that has none of it needs no statement.
    const [one, many] = [await statements(1, text), await statements(5, text)];
    expect(many - one, `${name} ${text}`).toBeLessThanOrEqual(1);
  }
});

const lookups = Object.values(schema.getQueryType()!.getFields()).filter(
  ({ extensions }) => (extensions as LookupExtension).lookup,
);

/** The arguments that find the first object of a list: each is named as the field that has its value. */
async function argumentsFor(role: (typeof readerKinds)[number], lookup: GraphQLField<unknown, unknown>) {
  const list = lists.find((one) => nodeOf(one) === getNamedType(lookup.type))!;
  const required = lookup.args.filter(isRequiredArgument).map(({ name }) => name);
  const fields = required.map((name) =>
    isLeafType(getNamedType(fieldOf(nodeOf(list), name).type)) ? name : `${name} { code }`,
  );
  const { data } = await readers.answer(readers.viewers[role], async (contextValue) =>
    execute({ schema, document: parse(`{ ${list.name}(first: 1) { nodes { ${fields.join(' ')} } } }`), contextValue }),
  );
  const [found] = (data?.[list.name] as { nodes: Record<string, unknown>[] } | null)?.nodes ?? [];
  if (!found) return undefined;
  const values = required.map((name) => {
    const value = found[name];
    return `${name}: ${JSON.stringify((value as { code?: string }).code ?? value)}`;
  });
  return values.join(', ');
}

const fieldOf = (type: GraphQLObjectType, name: string) => type.getFields()[name]!;

test.each(sampleOf(lookups, 12).map((lookup) => [lookup.name, lookup] as const))(
  '%s is written as it is resolved',
  async (name, lookup) => {
    let compared = 0;
    for (const role of readerKinds) {
      const walker = new Walker(schema, role);
      if (!walker.mayRead(schema.getQueryType()!, lookup)) continue;
      const args = await argumentsFor(role, lookup);
      if (!args) continue;
      for (const field of plainFields(walker, getNamedType(lookup.type) as GraphQLObjectType, 1)) {
        const answers = await ask(role, `{ ${name}(${args}) { ${field} } }`);
        if (answers.written === undefined) continue;
        expect(answers.written, `${role} ${name} ${field}`).toEqual(answers.guarded);
        expect((answers.written as Record<string, unknown>)[name]).not.toBeNull();
        compared += 1;
      }
      const absent = await ask(role, `{ ${name}(${args.replaceAll(/"[^"]+"/g, '"unknown"')}) { __typename } }`);
      expect(absent.written).toEqual({ [name]: null });
      expect(absent.guarded).toEqual({ [name]: null });
    }
    expect(compared).toBeGreaterThan(0);
  },
);

/** The ids of objects that a reader sees, one of each type that a list has. */
async function idsOf(role: (typeof readerKinds)[number]): Promise<Map<string, string>> {
  const walker = new Walker(schema, role);
  const found = new Map<string, string>();
  for (const list of lists) {
    const type = nodeOf(list);
    if (!nodeTypes.get(type.name)?.roles.includes(role) || !walker.mayRead(schema.getQueryType()!, list)) continue;
    const given = await argumentsOf(role, list);
    if (!given) continue;
    const document = parse(`{ ${list.name}(${['first: 1', ...given].join(', ')}) { nodes { id } } }`);
    const { data } = await readers.answer(readers.viewers[role], async (contextValue) =>
      execute({ schema, document, contextValue }),
    );
    const [one] = (data?.[list.name] as { nodes: { id: string }[] } | null)?.nodes ?? [];
    if (one) found.set(type.name, one.id);
  }
  return found;
}

test('an object by its id is written as it is resolved, of whatever type it is', async () => {
  const types = new Set<string>();
  for (const role of readerKinds) {
    const walker = new Walker(schema, role);
    const selections: string[] = [];
    const ids = await idsOf(role);
    for (const [type, id] of ids) {
      const fields: string[] = [];
      for (const field of plainFields(walker, schema.getType(type) as GraphQLObjectType, 1)) {
        const { written, guarded } = await ask(
          role,
          `{ node(id: "${id}") { __typename id ... on ${type} { ${field} } } }`,
        );
        if (written === undefined) continue;
        expect(written, `${role} ${type} ${field}`).toEqual(guarded);
        expect((written as { node: unknown }).node).not.toBeNull();
        if (isLeafType(getNamedType(fieldOf(schema.getType(type) as GraphQLObjectType, field.split(' ')[0]!).type)))
          fields.push(field);
      }
      if (fields.length === 0) continue;
      types.add(type);
      selections.push(`... on ${type} { ${fields.map((field) => `${type}_${field}: ${field}`).join(' ')} }`);
    }
    const planned = [...ids].filter(([type]) => types.has(type)).map(([, id]) => id);
    const absent = globalId('Policy', randomUUID());
    const variables = { ids: [...planned, absent, 'nothing'] };
    const all = await ask(
      role,
      `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ${selections.join(' ')} } }`,
      variables,
    );
    expect(all.written, role).toBeDefined();
    expect(all.written).toEqual(all.guarded);
  }
  for (const type of ['Policy', 'Claim', 'Enterprise', 'Institution', 'SubsidyProposal']) expect(types).toContain(type);
});

test.each([
  ['policies', 'id premium acceptedAt enterprise { region { name } } product { rate } institution { name }'],
  ['enterprises', 'qualifications { kind { name } }'],
  ['qualifications', 'validFrom'],
  ['claims', 'grantedAmount'],
  ['submissions', 'startedAt'],
])('what many clients read of %s is written', async (list, selection) => {
  const { written, guarded } = await ask(Role.AUDITOR, `{ ${list}(first: 5) { nodes { ${selection} } } }`);
  expect(written).toEqual(guarded);
  expect(written).toBeDefined();
});

test('variables, aliases and fragments are as in any document', async () => {
  const { written, guarded } = await ask(
    Role.AUDITOR,
    `query ($first: Int, $after: String) {
      mine: policies(first: $first, after: $after, orderBy: POLICY_NO) { rows: nodes { ...Shown ... on Policy { key: id } } ${page} }
    }
    fragment Shown on Policy { number: policyNo company: enterprise { ... { creditCode } } }`,
    { first: 1 },
  );
  expect(written).toBeDefined();
  expect(written).toEqual(guarded);
});

test('if a required object is missing, resolvers report it', async () => {
  await gateway.sql('set session_replication_role = replica');
  await gateway.sql(`update policy set programme_id = gen_random_uuid() where id = (select id from policy limit 1)`);
  const document = parse('{ policies(first: 100) { nodes { programme { code } } } }');
  const { answer, viewers } = readers;
  const operation = { document, operationName: undefined, variables: {} };
  expect(await answer(viewers.AUDITOR, (context) => write(operation, context))).toBeUndefined();
  const { errors } = await answer(viewers.AUDITOR, async (context) => {
    expect(await write(operation, context)).toBeUndefined();
    await context.db.end();
    return executor.execute(operation, context);
  });
  expect(errors?.[0]?.path?.slice(-1)).toEqual(['programme']);
});
