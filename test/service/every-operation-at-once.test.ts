import type { GraphQLField } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeTypes } from '../../src/gateway/node.resolver.js';
import { buildGatewaySchema } from '../../src/gateway/schema.js';
import { Sides } from '../access/sides.js';
import { Walker } from '../access/walker.js';
import { programmeCode } from '../kit/world.js';
import { callOf, type Known } from './samples.js';

/*
 * Every operation of the schema, by everybody, four times as often at once as there are connections: each request is
 * answered, and what cannot be served is 503 with `Retry-After`. One that waited for a second connection while it held
 * one would hang here.
 */
const poolSize = 4;
const atOnce = 4 * poolSize;
const longestAnswer = 60_000;

const schema = buildGatewaySchema();
const readers = ['PUBLIC', 'INSURER', 'ENTERPRISE', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR'];
const operations = [
  ...Object.values(schema.getQueryType()!.getFields()).map((field) => ['query', field] as const),
  ...Object.values(schema.getMutationType()!.getFields()).map((field) => ['mutation', field] as const),
].filter(([, { name }]) => name !== 'signOut');

let world: Sides;
let known: Known;
beforeAll(async () => {
  world = await Sides.open({ DATABASE_POOL_SIZE: String(poolSize), TRUST_PROXY: 'true' });
  known = { programme: programmeCode, creditCode: world.sides.mine.enterprise.creditCode };
  for (const type of Object.keys(nodeTypes)) {
    const [id] = await world.everyId(type);
    if (id) Object.assign(known, { id, [`${type[0]?.toLowerCase()}${type.slice(1)}Id`]: id });
  }
}, 180_000);
afterAll(() => world.gateway.stop());

let clients = 0;

/** As one of many clients: each has an address of its own. */
async function ask(name: string, document: string): Promise<string> {
  const address = `10.${(clients += 1) >> 16}.${(clients >> 8) & 255}.${clients & 255}`;
  const response = await world.reader(name).client.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify({ query: document }),
    signal: AbortSignal.timeout(longestAnswer),
  });
  const { errors = [] } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  const codes = errors.map(({ extensions }) => extensions.code);
  if (codes.includes('INTERNAL')) return 'failed inside';
  const busy = codes.includes('UNAVAILABLE');
  if (busy && (response.status !== 503 || !response.headers.has('retry-after'))) return `busy without saying when`;
  return '';
}

function documentOf(name: string, kind: string, field: GraphQLField<unknown, unknown>): string {
  const walker = new Walker(schema, world.reader(name).role);
  return callOf(kind, field, known, kind === 'query' ? walker.selectionOf(field.type, 0) : '{ __typename }');
}

test.each(readers)('%s hangs nothing by asking for everything at once', { timeout: 600_000 }, async (name) => {
  const wrong = new Set<string>();
  for (const [kind, field] of operations) {
    const documents = Array.from({ length: atOnce }, () => documentOf(name, kind, field));
    const answers = await Promise.allSettled(documents.map((document) => ask(name, document)));
    for (const answer of answers) {
      const fault = answer.status === 'fulfilled' ? answer.value : String(answer.reason);
      if (fault) wrong.add(`${field.name}: ${fault}`);
    }
    const { requests, beside } = world.gateway.database.lanes;
    const held = requests.state.busy + requests.state.waiting + beside.state.busy + beside.state.waiting;
    if (held > 0) wrong.add(`${field.name}: ${held} connections are held after the last answer`);
  }
  expect([...wrong]).toEqual([]);
});
