import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-sse';
import { assertObjectType, getNamedType, type GraphQLInputField, isInputObjectType, isRequiredArgument } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import type { ApiClient } from '../kit/client.js';
import { sampleOf } from '../kit/extent.js';
import { askEach, type Operation } from './in-one.js';
import { literalOf } from './literals.js';
import { rolesOf } from './operation-matrix.js';
import { idOf, Sides, small } from './sides.js';

/*
 * What is another's and what does not exist are refused in the same words: by filters and their counts, by every mutation,
 * by routes and by subscriptions; and whatever is tried, the other side does not change.
 */
const schema = buildGatewaySchema();
const facts = Object.keys(assertObjectType(schema.getType('UserErrorDetails')).getFields()).join(' ');

let world: Sides;
beforeAll(async () => {
  world = await Sides.open();
});
afterAll(() => world.gateway.stop());

let ids: Promise<[string, string][]> | undefined;

/** Pairs of something of theirs, and something like it that is not there. */
async function pairsOf(kind: string): Promise<[string, string][]> {
  if (kind === 'ID') return (ids ??= world.foreignAndAbsent());
  const { insurer, enterprise } = world.sides.theirs;
  const policies = await world.gateway.sql<{ policy_no: string }>(
    'select policy_no from policy where institution_id = $1',
    [insurer.subjectId],
  );
  return [
    ...policies.map(({ policy_no }): [string, string] => [policy_no, 'P-none']),
    [enterprise.creditCode, '91350100M000100Y43'],
  ];
}

describe.each(sampleOf(small, 16, 1))(
  '%s gets the same answer for an object of somebody else as for one that does not exist',
  (name) => {
    test('by every filter, in rows and counts', { timeout: 180_000 }, async () => {
      const { client } = world.reader(name);
      const found: string[] = [];
      for (const field of Object.values(schema.getQueryType()!.getFields())) {
        const filter = field.args.find((argument) => argument.name === 'filter');
        const type = filter && getNamedType(filter.type);
        if (!isInputObjectType(type) || field.args.some(isRequiredArgument)) continue;
        for (const key of Object.values(type.getFields())) {
          const kind = getNamedType(key.type).name;
          if (kind !== 'ID' && kind !== 'String') continue;
          const list = String(key.type).startsWith('[');
          const operation = {
            kind: 'query' as const,
            type: String(key.type),
            field: `${field.name}(filter: { ${key.name}: $value }) { totalCount nodes { __typename } }`,
          };
          const received = await distinguished(client, operation, await pairsOf(kind), (id) => (list ? [id] : id));
          found.push(...received.map((answers) => `${field.name} ${key.name} ${answers}`));
        }
      }
      expect(found).toEqual([]);
    });

    test('by every mutation, none of which changes objects of others', { timeout: 180_000 }, async () => {
      const reader = world.reader(name);
      const before = await world.stateOfTheirs();
      const found: string[] = [];
      for (const field of Object.values(schema.getMutationType()!.getFields())) {
        const input = field.args[0] && getNamedType(field.args[0].type);
        if (!isInputObjectType(input) || !rolesOf(field.name).includes(reader.role)) continue;
        for (const key of Object.values(input.getFields())) {
          if (getNamedType(key.type).name !== 'ID') continue;
          const received = await distinguished(reader.client, callOf(field.name, key), await pairsOf('ID'));
          found.push(...received.map((answers) => `${field.name} ${key.name}: ${answers}`));
        }
      }
      expect(found).toEqual([]);
      expect(await world.stateOfTheirs()).toEqual(before);
    });

    test('by every route', async () => {
      const { client } = world.reader(name);
      const received: string[] = [];
      for (const [type, paths] of Object.entries(routes)) {
        const ids = await world.foreignIds(type);
        if (type !== 'PaymentBatch') expect([type, ids.length > 0]).toEqual([type, true]);
        for (const path of paths) {
          const answer = async (id: string) => {
            const response = await client.fetch(path.replace(':id', id));
            return `${response.status} ${await response.text()}`;
          };
          const absent = await answer(idOf(type, randomUUID()));
          for (const id of ids) if ((await answer(id)) !== absent) received.push(`${path} ${id}`);
        }
      }
      expect(received).toEqual([]);
    });
  },
);

/** Asks with something of theirs and with what is not there, and returns the answers that differ. */
async function distinguished(
  client: ApiClient,
  operation: Operation,
  pairs: [foreign: string, absent: string][],
  valueOf: (text: string) => unknown = (text) => text,
): Promise<string[]> {
  const ask = (place: 0 | 1) =>
    askEach(
      client,
      operation,
      pairs.map((pair) => valueOf(pair[place])),
    );
  const [foreign, absent] = [await ask(0), await ask(1)];
  return foreign.flatMap((answer, at) =>
    answer === absent[at] ? [] : [`${pairs[at]?.[0]}: ${answer} — ${absent[at]}`],
  );
}

/** With the least else that the input takes. */
function callOf(mutation: string, key: GraphQLInputField): Operation {
  const input = getNamedType(schema.getMutationType()!.getFields()[mutation]!.args[0]!.type);
  if (!isInputObjectType(input)) throw new Error(`${mutation} has no input`);
  const given = Object.values(input.getFields())
    .filter((one) => one === key || String(one.type).endsWith('!'))
    .map((one) => `${one.name}: ${one === key ? '$value' : literalOf(one.type)}`);
  const field = `${mutation}(input: { ${given.join(', ')} }) { userErrors { code path message details { ${facts} } } }`;
  return { kind: 'mutation', type: String(key.type), field };
}

const routes: Record<string, string[]> = {
  UploadedDocument: ['/documents/:id'],
  Submission: [
    '/submissions/:id/receipt.pdf',
    ...['failed-rows', 'results'].flatMap((name) =>
      ['csv', 'xlsx'].map((format) => `/submissions/:id/${name}.${format}`),
    ),
  ],
  PaymentBatch: ['/payment-batches/:id/file.csv', '/payment-batches/:id/file.xlsx'],
  Authorisation: ['/authorisations/:id'],
};

function follow(token: string, query: string, variables = {}) {
  const headers = { authorization: `Bearer ${token}` };
  const url = `${world.gateway.url}/graphql/stream`;
  return createClient({ url, headers, retryAttempts: 0 }).iterate({ query, variables });
}

test('an enterprise that replays all changes of claims receives only its own', async () => {
  const { person, enterprise } = world.sides.mine;
  const moves = await world.gateway.sql<{ id: string; type: string }>(
    `select id, type from event where enterprise_id = $1 and subject_type = 'Claim' and type = 'CLAIM_STATUS_CHANGED' order by id`,
    [enterprise.id],
  );
  expect(moves.length).toBeGreaterThan(3);
  const { events } = await world.sides.offices.AUDITOR.client.get<{ events: { edges: { cursor: string }[] } }, never>(
    '{ events(first: 1) { edges { cursor } } }',
  );
  const query =
    'subscription ($after: String) { claimStatusChanged(after: $after) { toStatus claim { id enterprise { creditCode } } } }';
  const stream = follow(person.token, query, { after: events.edges[0]?.cursor });
  const received: unknown[] = [];
  for (let seen = 0; seen < moves.length; seen += 1) received.push((await stream.next()).value);
  await stream.return?.();
  expect(world.leaksIn(world.reader('ENTERPRISE'), received)).toEqual([]);
  expect(received.filter((event) => JSON.stringify(event).includes(enterprise.creditCode))).toHaveLength(moves.length);
});

test('an insurer that follows a submission of another gets the same as for one that does not exist', async () => {
  const { token } = world.sides.mine.insurer;
  const [foreign] = await world.foreignIds('Submission');
  const first = async (submissionId: string | undefined) => {
    const stream = follow(token, 'subscription ($id: ID!) { submissionProgressed(submissionId: $id) { __typename } }', {
      id: submissionId,
    });
    const { value } = await stream.next();
    await stream.return?.();
    return JSON.stringify(value);
  };
  expect(await first(foreign)).toBe(await first(idOf('Submission', randomUUID())));
  const [own] = await world.gateway.sql<{ id: string }>('select id from submission where institution_id = $1', [
    world.sides.mine.insurer.subjectId,
  ]);
  expect(await first(idOf('Submission', own?.id as string))).toContain('SubmissionProgress');
});
