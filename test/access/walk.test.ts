import { getNamedType, isEnumType, isRequiredArgument } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeTypes } from '../../src/gateway/node.resolver.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { everybody } from '../../src/access/role.js';
import { literalOf } from './literals.js';
import { offices, type Reader, Sides, small, unread } from './sides.js';
import { Walker } from './walker.js';

/*
 * Two insurers and two enterprises have gone the whole way, side by side. Everything that the schema has is asked for,
 * by everybody, of everything; and no word that is only in rows of others comes back: not in a row, a cursor or an
 * error. What is walked is written from the schema, what is forbidden is read from the database: a new field, and a new
 * column, are looked at as soon as they are there.
 */
const schema = buildGatewaySchema();
const query = schema.getQueryType()!;

let world: Sides;
beforeAll(async () => {
  world = await Sides.open();
});
afterAll(() => world.gateway.stop());

/** How deep a question was let in the last time: what is asked next is asked no deeper. */
class Depth {
  value = 4;
}

/** Asks as deep as the limits let, and returns what came. */
async function askDeep({ client }: Reader, write: (depth: number) => string, deep: Depth, variables = {}) {
  for (let depth = deep.value; depth > 0; depth -= 1) {
    deep.value = depth;
    const answer = await client.ask(write(depth), variables as never);
    const codes = answer.errors?.map(({ extensions }) => extensions.code) ?? [];
    if (codes.includes('BAD_USER_INPUT')) throw new Error(`${write(depth)}\n${JSON.stringify(answer)}`);
    if (!codes.includes('COMPLEXITY_EXCEEDED')) return { ...answer, codes };
  }
  throw new Error(`Too large at every depth: ${write(1)}`);
}

interface Call {
  /** `query ($noticeId: ID!) { recipients(noticeId: $noticeId, first: 5)`, without what is selected. */
  text: string;
  ids: Record<string, string>;
}

/**
 * Every way to call a query: in each order, and with each object that there is where it wants an id. Ids are variables,
 * so that what is asked of all of them is one document, which is compiled once.
 */
async function waysToCall(name: string): Promise<Call[]> {
  const field = query.getFields()[name]!;
  const fixed = field.args.flatMap(({ name: argument, type, ...rest }) => {
    if (argument === 'first') return ['first: 5'];
    const wantsValue = isRequiredArgument({ name: argument, type, ...rest }) && getNamedType(type).name !== 'ID';
    return wantsValue ? [`${argument}: ${samples[argument] ?? literalOf(type)}`] : [];
  });
  const orders = field.args
    .map((argument) => (argument.name === 'orderBy' ? getNamedType(argument.type) : undefined))
    .flatMap((type) => (isEnumType(type) ? type.getValues().map((value) => [`orderBy: ${value.name}`]) : []));
  const ids = field.args.filter((one) => isRequiredArgument(one) && getNamedType(one.type).name === 'ID');
  const names = ids.map((argument) => argument.name);
  const declared = names.length > 0 ? `(${names.map((each) => `$${each}: ID!`).join(', ')})` : '';
  const passed = names.map((each) => `${each}: $${each}`);
  const objects = names.length > 0 ? await everyObject(name) : [''];
  return (orders.length > 0 ? orders : [[]]).flatMap((order) => {
    const given = [...fixed, ...order, ...passed];
    const text = `query ${declared} { ${name}${given.length > 0 ? `(${given.join(', ')})` : ''}`;
    return objects.map((id) => ({ text, ids: Object.fromEntries(names.map((each) => [each, id])) }));
  });
}

async function everyObject(name: string): Promise<string[]> {
  const types = typesOf[name] ?? [...nodeTypes.keys()];
  return (await Promise.all(types.map((type) => world.everyId(type)))).flat();
}

const samples: Record<string, string> = { programme: '"FJ-2025"', code: '"FJ-2025"', policyNumbers: '["P-1", "P-2"]' };

/** Only to save time: a query that is not named here is asked with the ids of every type. */
const typesOf: Record<string, string[]> = {
  claim: ['Claim'],
  submission: ['Submission'],
  publicityNotice: ['PublicityNotice'],
  recipientFacets: ['PublicityNotice'],
  recipientProof: ['Recipient'],
  recipients: ['PublicityNotice'],
  recipientStatistics: ['PublicityNotice'],
  compareProposals: ['SubsidyProposal'],
};

/** Walked by ids below; a simulation takes a whole programme, and is for offices alone. */
const elsewhere = ['node', 'nodes', 'simulateProposal'];

test('every role takes part, and both sides own an object of every owned type', async () => {
  expect(new Set([...world.readers.values()].map(({ role }) => role))).toEqual(new Set(everybody));
  const empty: string[] = [];
  for (const side of [world.sides.mine, world.sides.theirs]) {
    for (const [column, owner] of [
      ['institution_id', side.insurer.subjectId],
      ['enterprise_id', side.enterprise.id],
    ]) {
      const tables = await world.gateway.sql<{ name: string }>(
        `select table_name as name from information_schema.columns
         where table_schema = 'public' and column_name = $1 order by 1`,
        [column],
      );
      for (const { name } of tables) {
        const rows = await world.gateway.sql(`select 1 from "${name}" where ${column} = $1 limit 1`, [owner]);
        if (rows.length === 0) empty.push(`${name}: take the two sides through it in populate.ts`);
      }
    }
  }
  expect(empty).toEqual([]);
});

describe.each([...small, ...unread, ...offices])('%s', (name) => {
  test('finds nothing of others through every query to its full depth', { timeout: 180_000 }, async () => {
    const reader = world.reader(name);
    const walker = new Walker(schema, reader.role);
    const leaks: string[] = [];
    for (const field of Object.values(query.getFields())) {
      if (!walker.mayRead(query, field) || elsewhere.includes(field.name)) continue;
      const deep = new Depth();
      for (const { text, ids } of await waysToCall(field.name)) {
        const write = (depth: number) => `${text} ${walker.selectionOf(field.type, depth)} }`;
        const { codes, ...answer } = await askDeep(reader, write, deep, ids);
        if (codes.includes('INTERNAL')) leaks.push(`${text} ${JSON.stringify(ids)} failed inside`);
        leaks.push(...world.leaksIn(reader, answer).map((leak) => `${text} ${JSON.stringify(ids)}: ${leak}`));
      }
    }
    expect(leaks).toEqual([]);
  });

  test('finds nothing of others by any id in the database', { timeout: 180_000 }, async () => {
    const reader = world.reader(name);
    const walker = new Walker(schema, reader.role);
    const leaks: string[] = [];
    for (const type of nodeTypes.keys()) {
      const output = schema.getType(type) as import('graphql').GraphQLObjectType;
      const write = (depth: number) =>
        `query ($id: ID!) { node(id: $id) { __typename ... on ${type} ${walker.selectionOf(output, depth)} } }`;
      const deep = new Depth();
      for (const id of await world.everyId(type)) {
        const { codes, ...answer } = await askDeep(reader, write, deep, { id });
        if (codes.includes('INTERNAL')) leaks.push(`${type} ${id} failed inside`);
        leaks.push(...world.leaksIn(reader, answer).map((leak) => `${type}: ${leak}`));
      }
    }
    expect(leaks).toEqual([]);
  });
});
