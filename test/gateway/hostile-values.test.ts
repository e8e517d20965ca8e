import {
  getNamedType,
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
import { buildGatewaySchema } from '../../src/gateway/schema.js';
import type { ApiClient } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { callOf, nullable } from '../kit/schema-values.js';
import { arrangeEnterprise, arrangeInsurer, arrangePerson, arrangeProgramme, programmeCode } from '../kit/world.js';

let gateway: TestGateway;
const clients = new Map<Role, ApiClient>();
const schema = buildGatewaySchema();
beforeAll(async () => {
  gateway = await startTestGateway();
  await arrangeProgramme(gateway);
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

/** `HOSTILE=all` sends every value to every place; otherwise each place gets its share of them, in turn. */
const share = process.env['HOSTILE'] === 'all' ? 1 : 5;

function* calls() {
  let turn = 0;
  for (const [kind, root] of roots) {
    for (const field of Object.values(root.getFields())) {
      const { access = [] } = field.extensions as AccessExtension;
      const client = clients.get(access.find((role) => clients.has(role)) ?? Role.PUBLIC) as ApiClient;
      const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
      for (const argument of field.args) {
        for (const { at, type } of leaves(argument.type, argument.name)) {
          for (const value of valuesFor(type)) {
            if ((turn += 1) % share > 0) continue;
            const { declared, passed, variables } = callOf(field, new Map([[at, value]]));
            const query = `${kind} Q${declared} { ${field.name}${passed} ${selection} }`;
            yield { name: `${field.name} ${at}`, value, client, query, variables };
          }
        }
      }
    }
  }
}

test('no value of any argument is a fault of ours', { timeout: 600_000 }, async () => {
  const work = calls();
  const faults: string[] = [];
  let count = 0;
  const worker = async () => {
    for (const { name, value, client, query, variables } of work) {
      count += 1;
      const { status, errors = [] } = await client.ask(query, variables);
      const internal = errors.find(({ extensions }) => extensions.code === 'INTERNAL');
      if (status >= 500 || internal) faults.push(`${name}: ${JSON.stringify(value)} → ${status}`);
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  expect(count).toBeGreaterThan(5_000 / share);
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

test('no address of any route is a fault of ours', { timeout: 300_000 }, async () => {
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
  for (const address of addresses) {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT']) {
      for (const client of people) {
        if ((turn += 1) % share > 0) continue;
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
