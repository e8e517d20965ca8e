import {
  type GraphQLField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  getNamedType,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildGatewaySchema } from '../../src/gateway/schema.js';
import { everybody, members, Role, staff } from '../../src/identity/role.js';
import type { ApiClient } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeEnterprise, arrangeInsurer, arrangePerson, arrangeProgramme } from '../kit/world.js';
import { operationMatrix } from './operation-matrix.js';

const schema = buildGatewaySchema();
const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
const subscriptions = Object.values(schema.getSubscriptionType()?.getFields() ?? {});

let gateway: TestGateway;
const clients = new Map<Role, ApiClient>();
beforeAll(async () => {
  gateway = await startTestGateway();
  await arrangeProgramme(gateway);
  clients.set(Role.PUBLIC, gateway.client());
  clients.set(Role.INSURER, (await arrangeInsurer(gateway)).client);
  const enterprise = await arrangeEnterprise(gateway);
  clients.set(Role.ENTERPRISE, (await arrangePerson(gateway, Role.ENTERPRISE, enterprise.id)).client);
});
afterAll(() => gateway.stop());

/** Made anew for each office: `signOut` ends the token that it is called with. */
async function clientOf(role: Role): Promise<ApiClient> {
  return clients.get(role) ?? (await arrangePerson(gateway, role)).client;
}

function rolesOf(words: string): Role[] {
  const groups: Record<string, Role[]> = { everybody, members, offices: staff };
  return words.split(' ').flatMap((word) => groups[word] ?? [word as Role]);
}

/** The least that the argument takes; an id names nothing that there is. */
function literalOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literalOf(type.ofType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]?.name as string;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map((field) => `${field.name}: ${literalOf(field.type)}`).join(', ')} }`;
  }
  const { name } = getNamedType(type);
  const samples: Record<string, string> = {
    Int: '1',
    Boolean: 'true',
    Date: '"2025-01-01"',
    Money: '"1.00"',
    JSON: '{}',
  };
  return samples[name] ?? (name === 'DateTime' ? '"2025-01-01T00:00:00Z"' : '"x"');
}

function documentOf(kind: string, field: GraphQLField<unknown, unknown>): string {
  const given = field.args.filter((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined);
  const list = given.map((argument) => `${argument.name}: ${literalOf(argument.type)}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  return `${kind} { ${field.name}${list && `(${list})`}${selection} }`;
}

test('every operation is in the matrix, and the matrix names no other', () => {
  const names = [...queries, ...mutations, ...subscriptions].map(({ name }) => name);
  expect(Object.keys(operationMatrix).toSorted()).toEqual(names.toSorted());
});

const walked = [
  ...queries.map((field) => ['query', field] as const),
  ...mutations.filter(({ name }) => name !== 'signOut').map((field) => ['mutation', field] as const),
];

test.each(everybody)('%s may call what the matrix says, and nothing else', async (role) => {
  const client = await clientOf(role);
  const wrong: string[] = [];
  for (const [kind, field] of walked) {
    const { errors = [] } = await client.ask(documentOf(kind, field));
    const codes = errors.map(({ extensions }) => extensions.code);
    const refused = codes.some((code) => code === 'FORBIDDEN' || code === 'UNAUTHENTICATED');
    const entitled = rolesOf(operationMatrix[field.name] ?? '').includes(role);
    if (refused === entitled) wrong.push(`${field.name}: ${entitled ? 'refused' : 'let in'} (${codes.join(' ')})`);
    if (codes.includes('INTERNAL')) wrong.push(`${field.name}: failed inside`);
  }
  expect(wrong).toEqual([]);
});
