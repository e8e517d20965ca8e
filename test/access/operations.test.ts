import { createClient } from 'graphql-sse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { everybody, Role } from '../../src/access/role.js';
import type { ApiClient } from '../kit/client.js';
import { sampleOf } from '../kit/extent.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeEnterprise, arrangeInsurer, arrangePerson } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';
import { documentOf } from './literals.js';
import { operationMatrix, rolesOf } from './operation-matrix.js';

const schema = buildGatewaySchema();
const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
const subscriptions = Object.values(schema.getSubscriptionType()?.getFields() ?? {});

let gateway: TestGateway;
const clients = new Map<Role, ApiClient>();
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  clients.set(Role.PUBLIC, gateway.client());
  clients.set(Role.INSURER, (await arrangeInsurer(gateway)).client);
  const enterprise = await arrangeEnterprise(gateway);
  clients.set(Role.ENTERPRISE, (await arrangePerson(gateway, Role.ENTERPRISE, enterprise.id)).client);
});
afterAll(() => gateway.stop());

/** Made again for each office: `signOut` ends the token that it is called with. */
async function clientOf(role: Role): Promise<ApiClient> {
  return clients.get(role) ?? (await arrangePerson(gateway, role)).client;
}

test('test/access/operation-matrix.ts names every operation and no other', () => {
  const names = [...queries, ...mutations, ...subscriptions].map(({ name }) => name);
  expect(Object.keys(operationMatrix).toSorted()).toEqual(names.toSorted());
});

const walked = [
  ...queries.map((field) => ['query', field] as const),
  ...mutations.filter(({ name }) => name !== 'signOut').map((field) => ['mutation', field] as const),
];

// A quarter of the roles each: by the other test another one.
const some = sampleOf(everybody, 4);
const others = sampleOf(everybody, 4, 1);

test.each(some)('%s may call what the matrix says, and nothing else', async (role) => {
  const client = await clientOf(role);
  const wrong: string[] = [];
  for (const [kind, field] of walked) {
    const { errors = [] } = await client.ask(documentOf(kind, field));
    const codes = errors.map(({ extensions }) => extensions.code);
    const refused = codes.some((code) => code === 'FORBIDDEN' || code === 'UNAUTHENTICATED');
    const entitled = rolesOf(field.name).includes(role);
    if (refused === entitled) wrong.push(`${field.name}: ${entitled ? 'refused' : 'let in'} (${codes.join(' ')})`);
    if (codes.includes('INTERNAL')) wrong.push(`${field.name}: failed inside`);
  }
  expect(wrong).toEqual([]);
});

test.each(others)('%s may follow what the matrix says, and nothing else', async (role) => {
  const { headers } = await clientOf(role);
  const wrong: string[] = [];
  for (const { name, args } of subscriptions) {
    // An unknown id is refused to those who may follow in another way than to those who may not.
    const given = args.map((argument) => (String(argument.type).match(/^(String|ID)/) ? `${argument.name}: "x"` : ''));
    const query = `subscription { ${name}(${given.join(' ')}) { __typename } }`;
    const url = `${gateway.url}/graphql/stream`;
    const { value } = await createClient({ url, headers, retryAttempts: 0 }).iterate({ query }).next();
    // What is not there ends at once, without a word.
    const [error] = (value as { errors?: { extensions: { code: string } }[] } | undefined)?.errors ?? [];
    const refused = ['FORBIDDEN', 'UNAUTHENTICATED'].includes(error?.extensions.code ?? '');
    if (refused === rolesOf(name).includes(role)) wrong.push(`${name}: ${error?.extensions.code}`);
  }
  expect(wrong).toEqual([]);
});
