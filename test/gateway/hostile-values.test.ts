import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccessExtension } from '../../src/access/access.js';
import { Role } from '../../src/access/role.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import type { ApiClient, ApiError } from '../kit/client.js';
import { sampleOf, thorough } from '../kit/extent.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { callOf, nullable } from '../kit/schema-values.js';
import { arrangeEnterprise, arrangeInsurer, arrangePerson, programmeCode } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
const clients = new Map<Role, ApiClient>();
const schema = buildGatewaySchema();
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  const { id } = await arrangeEnterprise(gateway);
  clients.set(Role.PUBLIC, gateway.client());
  clients.set(Role.INSURER, (await arrangeInsurer(gateway)).client);
  clients.set(Role.ENTERPRISE, (await arrangePerson(gateway, Role.ENTERPRISE, id)).client);
  for (const role of [Role.PLATFORM, Role.SCIENCE, Role.REGULATOR, Role.FINANCE, Role.AUDITOR]) {
    clients.set(role, (await arrangePerson(gateway, role)).client);
  }
});
afterAll(() => gateway.stop());

const id = (text: string) => Buffer.from(text).toString('base64url');
const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** What was found to trouble a server: names of JavaScript, ids and cursors of other makers, days that are none. */
const texts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\uD800',
  '\uFFFF\u0008',
  'constructor',
  '__proto__',
  'toString',
  id('constructor:x'),
  id('__proto__:x'),
  id('Policy:x'),
  id('Policy:00000000-0000-0000-0000-000000000000'),
  id('PublicityNotice:00000000-0000-0000-0000-000000000000'),
  id('PublicityNotice:'),
  cursor('RANK', 'x'),
  cursor('RANK', '99999999999999999999999999'),
  cursor('PUBLISHED_AT_DESC', '2025-99-99T99:99:99Z', 'x'),
  cursor('OCCURRED_AT', '99999999999999999999999'),
  cursor(),
  cursor(null, {}, []),
  '99999999999999999999999999999999',
  '-1',
  '1e400',
  'NaN',
  '0.00',
  '999999999999.99',
  '99999999999999999999.99',
  '0000-01-01',
  '9999-12-31',
  '2025-02-30',
  '-4713-01-01',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59+14:00',
  "'; drop table policy; --",
  '%',
  '\\',
  '{{7*7}}',
  '../../etc/passwd',
  'http://127.0.0.1:1/',
  programmeCode,
  '91350100M000100Y43',
  '𬭎'.repeat(20),
];
const numbers = [0, -1, 2_147_483_647, -2_147_483_648, 2_147_483_648, 1.5];

interface Place {
  at: string;
  type: GraphQLInputType;
}

/** Every leaf of an argument. */
function* leaves(type: GraphQLInputType, at: string): Generator<Place> {
  const plain = nullable(type);
  const inner = nullable(isListType(plain) ? plain.ofType : plain);
  if (isInputObjectType(inner)) {
    for (const field of Object.values(inner.getFields())) yield* leaves(field.type, `${at}.${field.name}`);
  } else yield { at, type };
}

function valuesFor(type: GraphQLInputType): unknown[] {
  const plain = nullable(type);
  const inner = nullable(isListType(plain) ? plain.ofType : plain);
  const values = String(inner) === 'Int' ? numbers : isEnumType(inner) || String(inner) === 'Boolean' ? [] : texts;
  return isListType(plain) ? values.map((value) => [value]) : values;
}

const roots: [kind: string, root: GraphQLObjectType][] = [
  ['query', schema.getQueryType() as GraphQLObjectType],
  ['mutation', schema.getMutationType() as GraphQLObjectType],
];

/**
 * Every value goes to every argument. An argument that many operations take, such as `idempotencyKey`, gets all of them in
 * its first places and a share in each further one; with `HOSTILE=all` all of them everywhere.
 */
const everywhere = process.env['HOSTILE'] === 'all';
const firstPlaces = 2;
const share = 10;

interface Target {
  kind: string;
  field: GraphQLField<unknown, unknown>;
  at: string;
  values: unknown[];
  client: ApiClient;
}

function* targets(): Generator<Target> {
  const seen = new Map<string, number>();
  let turn = 0;
  for (const [kind, root] of roots) {
    for (const field of Object.values(root.getFields())) {
      const { access = [] } = field.extensions as AccessExtension;
      const client = clients.get(access.findLast((role) => clients.has(role)) ?? Role.PUBLIC) as ApiClient;
      for (const argument of field.args) {
        for (const { at, type } of leaves(argument.type, argument.name)) {
          const name = `${kind} ${at.split('.').at(-1)} ${String(type)}`;
          const place = (seen.get(name) ?? 0) + 1;
          seen.set(name, place);
          const all = everywhere || place <= firstPlaces;
          const values = valuesFor(type).filter(() => all || (turn += 1) % share === 0);
          if (values.length > 0) yield { kind, field, at, values, client };
        }
      }
    }
  }
}

const operationCost: Record<string, number> = { query: 40, mutation: 550 };
const mostCost = 18_000;
const mostAtOnce = 45;

/** The values of a target in as few requests as their cost allows. */
function* portionsOf({ kind, field, values }: Target): Generator<unknown[]> {
  const { cost = 0 } = field.extensions as { cost?: number };
  const size = Math.max(1, Math.min(mostAtOnce, Math.floor(mostCost / (cost + operationCost[kind]!))));
  for (let from = 0; from < values.length; from += size) yield values.slice(from, from + size);
}

function requestOf({ kind, field, at }: Target, values: unknown[]) {
  const calls = values.map((value, index) => callOf(field, new Map([[at, value]]), `_${index}`));
  const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
  const declared = calls.flatMap((call) => call.declared).join(', ');
  const fields = calls.map(({ passed }, index) => `a${index}: ${field.name}${passed} ${selection}`);
  const variables = Object.assign({}, ...calls.map((call) => call.variables)) as Record<string, unknown>;
  return { query: `${kind} Q${declared && `(${declared})`} { ${fields.join(' ')} }`, variables };
}

/** The places of the values that errors name: by the field that refused one, or by its variable. */
function refusedIn(errors: ApiError[]): Set<number> {
  const named = errors.map(
    ({ message, path = [] }) => /^a(\d+)$/.exec(String(path[0]))?.[1] ?? /^Variable "\$\w*_(\d+)"/.exec(message)?.[1],
  );
  return new Set(named.flatMap((place) => (place === undefined ? [] : [Number(place)])));
}

test('no value of any argument causes an internal error', { timeout: 600_000 }, async () => {
  const work = sampleOf([...targets()], 60).values();
  const faults: string[] = [];
  let count = 0;
  const send = async (target: Target, values: unknown[]): Promise<void> => {
    const { query, variables } = requestOf(target, values);
    const { status, data, errors = [] } = await target.client.ask(query, variables);
    const internal = errors.find(({ extensions }) => extensions.code === 'INTERNAL');
    // Some values were refused, and the others with them: each of those is asked alone.
    if (!data && values.length > 1 && status < 500) {
      const refused = internal ? new Set<number>() : refusedIn(errors);
      for (const value of values.filter((_, index) => !refused.has(index))) await send(target, [value]);
      return;
    }
    if (status < 500 && !internal) return;
    const found = values[Number(/^a(\d+)$/.exec(String(internal?.path?.[0]))?.[1] ?? 0)];
    faults.push(`${target.field.name} ${target.at}: ${JSON.stringify(found)} → ${status}`);
  };
  const worker = async () => {
    for (const target of work) {
      count += target.values.length;
      for (const values of portionsOf(target)) await send(target, values);
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  expect(count).toBeGreaterThan(thorough ? 2_000 : 150);
  expect(faults).toEqual([]);
});

const inPaths = [
  'x',
  '%00',
  '%0d%0a',
  '..%2f..%2f',
  'constructor',
  '__proto__',
  '%F0%9F%92%A9',
  '0',
  '-1',
  '9'.repeat(30),
  id('Submission:x'),
];

test('no address of any route causes an internal error', { timeout: 300_000 }, async () => {
  const faults: string[] = [];
  const addresses = new Set(
    gateway.routes
      .map(({ url }) => url)
      .filter((url) => !url.includes('/graphql/stream'))
      .flatMap((url) => [
        ...inPaths.map((text) => url.replaceAll(/:\w+(\([^)]*\))?|\*/g, text)),
        ...inPaths.map(
          (text) =>
            `${url.replaceAll(/:\w+(\([^)]*\))?|\*/g, 'x')}?since=${text}&after=${text}&order=${text}&q=${text}&notice=${text}&resource=${text}&limit=${text}&programme=${text}`,
        ),
      ]),
  );
  const people = [clients.get(Role.PUBLIC), clients.get(Role.PLATFORM), clients.get(Role.INSURER)] as ApiClient[];
  let turn = 0;
  for (const address of sampleOf([...addresses], 40)) {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT']) {
      for (const client of people) {
        if (!everywhere && (turn += 1) % 2 > 0) continue;
        const response = await client.fetch(address, {
          method,
          redirect: 'manual',
          ...(method === 'POST' && { body: '{"a":[1]}', headers: { 'content-type': 'application/json' } }),
        });
        await response.arrayBuffer();
        if (response.status >= 500) faults.push(`${method} ${address} → ${response.status}`);
      }
    }
  }
  expect([...new Set(faults)]).toEqual([]);
});
