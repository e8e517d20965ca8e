import type { ExecutionResult, GraphQLEnumType, GraphQLField, GraphQLObjectType } from 'graphql';
import type { Client as Socket } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccessExtension } from '../../src/access/access.js';
import { nodeTypes } from '../../src/gateway/node.resolver.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { Sides } from '../access/sides.js';
import { Walker } from '../access/walker.js';
import { eventually } from '../kit/eventually.js';
import { programmeCode } from '../kit/world.js';
import { callOf, type Known } from './samples.js';

/*
 * Every operation of the schema, by everybody, four times as often at once as there are connections: each request is
 * answered, and what cannot be served is 503 with `Retry-After`. One that waited for a second connection while it had
 * one would hang here. POOL is the number of connections: two, the fewest that a gateway takes.
 */
const poolSize = Number(process.env['POOL'] ?? 2);
const atOnce = 4 * poolSize;
const longestAnswer = 60_000;
/** Milliseconds within which a connection is given back after the last answer. */
const longestRelease = 10_000;

const schema = buildGatewaySchema();
/** Somebody of each role that the schema knows. */
const readers = (schema.getType('Role') as GraphQLEnumType).getValues().map(({ name }) => name);
type Operation = readonly [kind: string, field: GraphQLField<unknown, unknown>];
const fieldsOf = (type: GraphQLObjectType | null | undefined) => Object.values(type?.getFields() ?? {});
const operations: Operation[] = [
  ...fieldsOf(schema.getQueryType()).map((field) => ['query', field] as const),
  ...fieldsOf(schema.getMutationType()).map((field) => ['mutation', field] as const),
];
/** Ends what everything else needs, so it comes last. */
const isSignOut = ([, { name }]: Operation) => name === 'signOut';
const subscriptions = fieldsOf(schema.getSubscriptionType());

let world: Sides;
let known: Known;
beforeAll(async () => {
  world = await Sides.open({ DATABASE_POOL_SIZE: String(poolSize), TRUST_PROXY: 'true' });
  known = { programme: programmeCode, creditCode: world.sides.mine.enterprise.creditCode };
  for (const type of nodeTypes.keys()) {
    const [id] = await world.everyId(type);
    if (id) Object.assign(known, { id, [`${type[0]?.toLowerCase()}${type.slice(1)}Id`]: id });
  }
});
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

function documentOf(name: string, [kind, field]: Operation): string {
  const walker = new Walker(schema, world.reader(name).role);
  return callOf(kind, field, known, kind === 'mutation' ? '{ __typename }' : walker.selectionOf(field.type, 0));
}

const mayAsk = (name: string, field: GraphQLField<unknown, unknown>): boolean =>
  (field.extensions as AccessExtension).access?.includes(world.reader(name).role) ?? true;

/** Asks all of it at the same moment; returns what is wrong with the answers, and with the connections afterwards. */
async function faultsOf(what: string, asked: Promise<string>[]): Promise<string[]> {
  const answers = await Promise.allSettled(asked);
  const faults = answers
    .map((answer) => (answer.status === 'fulfilled' ? answer.value : String(answer.reason)))
    .filter((fault) => fault !== '');
  return [...new Set([...faults, ...(await keptConnections())])].map((fault) => `${what}: ${fault}`);
}

function heldConnections(): string[] {
  const { requests, beside } = world.gateway.database.lanes;
  const held = requests.state.busy + requests.state.waiting + beside.state.busy + beside.state.waiting;
  return held > 0 ? [`${held} connections are held after the last answer`] : [];
}

/** A transaction ends just after its answer: a connection that is in use only for that is not counted. */
async function keptConnections(): Promise<string[]> {
  const released = eventually(() => heldConnections().length === 0, 'connections are given back', longestRelease);
  return released.then(() => [], heldConnections);
}

test.each(readers)('%s blocks nothing by requesting everything at once', { timeout: 600_000 }, async (name) => {
  const faults: string[] = [];
  for (const operation of operations.filter((one) => mayAsk(name, one[1]) && !isSignOut(one))) {
    const documents = Array.from({ length: atOnce }, () => documentOf(name, operation));
    faults.push(
      ...(await faultsOf(
        operation[1].name,
        documents.map((document) => ask(name, document)),
      )),
    );
  }
  // What a role may not ask is refused alike, and each refusal is recorded beside: all of them at once.
  const refused = operations.filter(([, field]) => !mayAsk(name, field));
  faults.push(
    ...(await faultsOf(
      'refused',
      refused.map((operation) => ask(name, documentOf(name, operation))),
    )),
  );
  expect(faults).toEqual([]);
});

/** The answer to a query over a socket; undefined where the answer is to retry later. */
async function answerOf(socket: Socket): Promise<ExecutionResult<{ alive: string }> | undefined> {
  const { value } = await socket.iterate<{ alive: string }>({ query: '{ alive: __typename }' }).next();
  const [error] = value?.errors ?? [];
  const comesBack = error?.extensions['code'] === 'UNAVAILABLE' && Number(error.extensions['retryAfter']) > 0;
  return comesBack ? undefined : value;
}

/** Subscribes over a socket of its own; the socket then still answers a query. */
async function follow(name: string, query: string): Promise<string> {
  const socket = world.reader(name).client.socket();
  const events = socket.iterate({ query });
  const first = events.next().then(
    ({ value }) => (JSON.stringify(value?.errors ?? '').includes('INTERNAL') ? 'failed inside' : ''),
    (thrown: unknown) => (JSON.stringify(thrown).includes('INTERNAL') ? 'failed inside' : ''),
  );
  try {
    const alive = await eventually(() => answerOf(socket), 'the socket lets a query in', longestAnswer);
    if (alive.data?.alive !== 'Query') return `the socket answers ${JSON.stringify(alive)}`;
    // A refusal has come by now; an accepted subscription waits for its first event.
    return await Promise.race([first, new Promise<string>((resolve) => setImmediate(() => resolve('')))]);
  } finally {
    await events.return?.();
    await socket.dispose();
  }
}

test.each(readers)('%s blocks nothing by subscribing to everything at once', { timeout: 600_000 }, async (name) => {
  const documents = subscriptions.map((field) => documentOf(name, ['subscription', field]));
  const asked = documents.flatMap((document) => Array.from({ length: atOnce }, () => follow(name, document)));
  expect([...new Set(await Promise.all(asked))].filter((fault) => fault !== '')).toEqual([]);
  // What a closed socket had begun ends on its own.
  await expect.poll(heldConnections, { timeout: 20_000 }).toEqual([]);
});

test('simultaneous sign-outs block nothing', { timeout: 120_000 }, async () => {
  const [signOut] = operations.filter(isSignOut) as [Operation];
  for (const name of readers.filter((reader) => mayAsk(reader, signOut[1]))) {
    const asked = Array.from({ length: atOnce }, () => ask(name, documentOf(name, signOut)));
    expect(await faultsOf(`signOut by ${name}`, asked)).toEqual([]);
  }
});
