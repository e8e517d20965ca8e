import { type GraphQLInputType, type GraphQLObjectType, isEnumType, isInputObjectType, isListType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { places } from '../../src/gateway/schema/declare-bounds.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import type { Bound } from '../../src/kernel/bounds.js';
import { Role } from '../../src/access/role.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { callOf, nullable, plainOf } from '../kit/schema-values.js';
import { arrangePerson, type Person } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
let person: Person;
const schema = buildGatewaySchema();
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  person = await arrangePerson(gateway, Role.PLATFORM);
});
afterAll(() => gateway.stop());

test('every list and every text that a client sends has a bound', () => {
  const unbounded = [...places(schema)].filter(([, { type, extensions }]) => {
    const plain = nullable(type);
    const inner = nullable(isListType(plain) ? plain.ofType : plain);
    const { maxItems, maxLength } = extensions.bound ?? {};
    const isText = !isEnumType(inner) && !isInputObjectType(inner) && !/^(Int|Float|Boolean)$/.test(String(inner));
    return (isListType(plain) && !maxItems) || (isText && !maxLength);
  });
  expect(unbounded.map(([coordinate]) => coordinate)).toEqual([]);
});

/** Ten times the bound: the longest text, or a list of plain items. */
function tooMuch(type: GraphQLInputType, { maxItems, maxLength }: Bound): unknown {
  const plain = nullable(type);
  if (isListType(plain)) {
    const item = plainOf(nullable(plain.ofType), new Map(), '');
    return Array.from({ length: (maxItems as number) * 10 }, () => item);
  }
  const text = 'x'.repeat((maxLength as number) * 10);
  return String(plain) === 'JSON' ? { text } : text;
}

interface Case {
  name: string;
  query: string;
  variables: Record<string, unknown>;
}

/** Each bounded place of each operation, with ten times its bound there and something plain everywhere else. */
function* cases(): Generator<Case> {
  const roots = { query: schema.getQueryType(), mutation: schema.getMutationType() };
  for (const [kind, root] of Object.entries(roots)) {
    for (const field of Object.values((root as GraphQLObjectType).getFields())) {
      for (const argument of field.args) {
        for (const [at, type, bound] of bounded(
          argument.type,
          argument.extensions['bound'] as Bound,
          `${argument.name}`,
        )) {
          const want = new Map([[at, tooMuch(type, bound)]]);
          const { declared, passed, variables } = callOf(field, want);
          yield {
            name: `${field.name} ${at}`,
            query: `${kind} Q(${declared.join(', ')}) { a: ${field.name}${passed} { __typename } }`,
            variables,
          };
        }
      }
    }
  }
}

function* bounded(
  type: GraphQLInputType,
  bound: Bound | undefined,
  at: string,
): Generator<[string, GraphQLInputType, Bound]> {
  if (bound) yield [at, type, bound];
  const plain = nullable(type);
  const inner = nullable(isListType(plain) ? plain.ofType : plain);
  if (!isInputObjectType(inner)) return;
  for (const field of Object.values(inner.getFields())) {
    yield* bounded(field.type, field.extensions['bound'] as Bound, `${at}.${field.name}`);
  }
}

test('a value ten times its bound is refused before any work begins', { timeout: 240_000 }, async () => {
  const all = [...cases()];
  expect(all.length).toBeGreaterThan(200);
  const [{ count: before }] = (await gateway.sql(`select count(*) from event`)) as [{ count: string }];
  const byBound: string[] = [];
  for (const { name, query, variables } of all) {
    const { status, errors } = await person.client.ask(query, variables);
    if (/may (have|hold) \d+ |got invalid value/.test(errors?.[0]?.message ?? '')) byBound.push(name);
    const outcome = { name, status, code: errors?.[0]?.extensions.code };
    // A body, a JSON document or a scalar may have a limit of its own that is reached first.
    expect(outcome).toEqual({
      name,
      status: expect.toSatisfy((found) => [400, 413].includes(found as number)),
      code: expect.toSatisfy((found) => ['BAD_USER_INPUT', 'PAYLOAD_TOO_LARGE'].includes(found as string)),
    });
  }
  // Never by a fault of the document that this test made.
  expect(byBound.length).toBe(all.length);
  const [{ count: after }] = (await gateway.sql(`select count(*) from event`)) as [{ count: string }];
  expect(after).toBe(before);
});

test('the bounds are documented in the schema', async () => {
  const sdl = await (await gateway.client().fetch('/schema.graphql')).text();
  expect(sdl).toMatch(/policyNumbers: \[String!\]! @constraint\(maxItems: 10000, maxLength: 200\)/);
  expect(sdl).toMatch(/statement: String! @constraint\(maxLength: 10000\)/);
});
