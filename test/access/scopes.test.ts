import { createClient } from 'graphql-sse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { members, Role } from '../../src/access/role.js';
import { Scope } from '../../src/access/scope.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { arrangeFrontEnd, arrangeMachine } from '../kit/delegated.js';
import { sampleOf } from '../kit/extent.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeEnterprise, arrangeInsurer, arrangePerson, type Person } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';
import { documentOf } from './literals.js';
import { rolesOf, scopesOf } from './operation-matrix.js';

/*
 * Every operation and every route, by everybody, through a token of a front-end or a machine with each set of scopes: what a
 * token was not given it may not do, and reads as PUBLIC. (What it reads field by field: walk.test.ts.)
 */
const schema = buildGatewaySchema();
const subscriptions = Object.values(schema.getSubscriptionType()?.getFields() ?? {});
const called = [
  ...Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => ['query', field] as const),
  ...Object.values(schema.getMutationType()?.getFields() ?? {})
    .filter(({ name }) => name !== 'signOut')
    .map((field) => ['mutation', field] as const),
];
const given: Scope[][] = [[], [Scope.READ], [Scope.WRITE], [Scope.MANAGE], [Scope.READ, Scope.WRITE, Scope.MANAGE]];

let gateway: TestGateway;
const people = new Map<Role, Person>();
const machines = new Map<string, Person>();
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  const enterprise = await arrangeEnterprise(gateway);
  for (const role of members) {
    if (role === Role.INSURER) people.set(role, await arrangeInsurer(gateway));
    else people.set(role, await arrangePerson(gateway, role, role === Role.ENTERPRISE ? enterprise.id : null));
  }
  const clerk = people.get(Role.INSURER) as Person;
  for (const scope of ['READ', 'WRITE', 'MANAGE'] as const) {
    machines.set(scope.toLowerCase(), await arrangeMachine(gateway, clerk, [scope]));
  }
});
afterAll(() => gateway.stop());

const identity = (role: Role, scopes: Scope[]) => arrangeFrontEnd(gateway, people.get(role) as Person, scopes);

function isEntitled(role: Role, scopes: Scope[], operation: string, kind: 'query' | 'mutation' | 'subscription') {
  const roles = rolesOf(operation);
  if (roles.includes(Role.PUBLIC)) return true;
  return roles.includes(role) && scopesOf(operation, kind).every((needed) => scopes.includes(needed as Scope));
}

async function wronglyAnswered({ client }: Person, role: Role, scopes: Scope[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const [kind, field] of called) {
    const { errors = [] } = await client.ask(documentOf(kind, field));
    const codes = errors.map(({ extensions }) => extensions.code);
    const refused = codes.includes('FORBIDDEN') || codes.includes('UNAUTHENTICATED');
    const entitled = isEntitled(role, scopes, field.name, kind);
    if (refused === entitled) wrong.push(`${field.name}: ${entitled ? 'refused' : 'let in'} (${codes.join(' ')})`);
    if (codes.includes('INTERNAL')) wrong.push(`${field.name}: failed inside`);
  }
  return wrong;
}

// One of so many: each set of scopes with another role.
const cases = sampleOf(
  members.flatMap((role) => given.map((scopes) => [role, scopes] as const)),
  23,
);

test.each(cases)('a front-end of %s with the scopes %j does what they allow', async (role, scopes) => {
  expect(await wronglyAnswered(await identity(role, scopes), role, scopes)).toEqual([]);
});

test.each(sampleOf(['read', 'write', 'manage'], 3, 1))(
  'a machine with the scope %s does what it allows',
  async (scope) => {
    const machine = machines.get(scope) as Person;
    expect(await wronglyAnswered(machine, Role.INSURER, [scope as Scope])).toEqual([]);
  },
);

test.each(sampleOf(cases, 2))(
  'a front-end of %s with the scopes %j follows what they allow, by either way',
  async (role, scopes) => {
    const person = await identity(role, scopes);
    const wrong: string[] = [];
    for (const { name, args } of subscriptions) {
      const ids = args.map((argument) => (String(argument.type).match(/^(String|ID)/) ? `${argument.name}: "x"` : ''));
      const query = `subscription { ${name}(${ids.join(' ')}) { __typename } }`;
      for (const [way, code] of [
        ['events', await firstErrorOfStream(person, query)],
        ['socket', await firstErrorOfSocket(person, query)],
      ]) {
        const refused = ['FORBIDDEN', 'UNAUTHENTICATED'].includes(code ?? '');
        if (refused === isEntitled(role, scopes, name, 'subscription')) wrong.push(`${name} by ${way}: ${code}`);
      }
    }
    expect(wrong).toEqual([]);
  },
);

async function firstErrorOfStream({ client: { headers } }: Person, query: string): Promise<string | undefined> {
  const url = `${gateway.url}/graphql/stream`;
  const { value } = await createClient({ url, headers, retryAttempts: 0 }).iterate({ query }).next();
  return (value as { errors?: { extensions: { code: string } }[] } | undefined)?.errors?.[0]?.extensions.code;
}

async function firstErrorOfSocket({ client }: Person, query: string): Promise<string | undefined> {
  const socket = client.socket();
  try {
    const { value } = await socket.iterate({ query }).next();
    return value?.errors?.[0]?.extensions?.['code'] as string | undefined;
  } catch (errors) {
    return (errors as { extensions: { code: string } }[])[0]?.extensions.code;
  } finally {
    await socket.dispose();
  }
}

test('every route says who may use it, and answers 401 or 403 to everybody else', async () => {
  const wrong: string[] = [];
  const guarded = gateway.routes.filter(({ access }) => 'roles' in access);
  expect(guarded.length).toBeGreaterThan(10);
  for (const [role, scopes] of cases) {
    const { client } = await identity(role, scopes);
    for (const { method, url, access } of guarded) {
      if ('open' in access || method === 'HEAD') continue;
      const { status } = await client.fetch(url.replace(/:(format|\w+)/g, 'x'), { method });
      const entitled = access.roles.includes(role) && access.scopes.every((scope) => scopes.includes(scope));
      const refused = status === 401 || status === 403;
      if (refused === entitled || status >= 500)
        wrong.push(`${role} [${scopes.join(' ')}] ${method} ${url}: ${status}`);
    }
  }
  for (const { method, url, access } of guarded) {
    if ('open' in access || method === 'HEAD') continue;
    const { status } = await gateway.client().fetch(url.replace(/:(format|\w+)/g, 'x'), { method });
    if (status !== 401) wrong.push(`nobody ${method} ${url}: ${status}`);
  }
  expect(wrong).toEqual([]);
});

test('a token without scopes has the role PUBLIC, and no role grants or subject', async () => {
  const { client } = await identity(Role.SCIENCE, []);
  const { viewer } = await client.get<{ viewer: object }, object>(
    '{ viewer { role scopes roleGrants { id } subject { id } } }',
  );
  expect(viewer).toEqual({ role: 'PUBLIC', scopes: [], roleGrants: [], subject: null });
});
