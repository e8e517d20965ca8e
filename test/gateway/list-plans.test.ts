import {
  type GraphQLArgument,
  type GraphQLField,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredArgument,
  parseValue,
  valueFromASTUntyped,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import type { ApiClient } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { growDatabase, idOf, kinds, sizes } from '../kit/grown.js';
import { reportPlans, takePlans } from '../kit/plans.js';
import { arrangePerson, arrangeProgramme, programmeCode } from '../kit/world.js';

/*
 * A page reads some hundreds of rows, whatever the size of the table: every list of the schema, for every kind of
 * reader, in every order, with every filter and pair of filters, at the start, deep inside and from the end. A new list
 * is in here without being named.
 */

/** The most rows of tables that a page of 20 may read, its look-ups included; the tables hold up to 80,000. */
const mostRows = 1_500;

const schema = buildGatewaySchema();
type List = GraphQLField<unknown, unknown>;
const lists = Object.values(schema.getQueryType()!.getFields()).filter(({ type }) =>
  getNamedType(type).name.endsWith('Connection'),
);

/**
 * Where no index holds both the condition and the order, and how many rows that may read. What is valid on a day is a
 * range of two columns. A range of days is of another column than the order. A flag is a row of its own, since to mark each policy would cost a file of policies that all
 * overlap more than its intake. Claims of one status changed at about the same time, which no statistics tell. A published list is read whole at most; without a token it is answered from memory.
 */
const wider: [condition: string, rows: number][] = [
  ['validOn:', sizes.enterprises],
  ['flagged: true', sizes.policies],
  ['acceptedFrom:', sizes.policies],
  ['acceptedUntil:', sizes.policies],
  ['startsFrom:', sizes.policies],
  ['startsUntil:', sizes.policies],
  ['statuses:', sizes.claims],
  ['told: false', sizes.claims],
  ['noticeId:', sizes.enterprises + 10],
  ['amountTo:', sizes.claims],
  // The city of a claim is its company's.
  ['city: "3501", told:', sizes.claims + sizes.enterprises],
  // What a company lacks is told by its policies, people and accounts; a city has some thousand companies.
  ['lacks:', sizes.enterprises + 10],
];

/** Lists of comparisons, which are computed from both sides each time. */
const computed = ['compareProposals'];

let gateway: TestGateway;
let readers: Partial<Record<Role, ApiClient>>;
let creditCode: string;
beforeAll(async () => {
  gateway = await startTestGateway({ beforeConnecting: reportPlans, madeUpEvents: true });
  await arrangeProgramme(gateway);
  await growDatabase(gateway);
  const [company] = await gateway.sql<{ credit_code: string }>('select credit_code from enterprise where id = $1', [
    idOf(kinds.enterprise, 4),
  ]);
  creditCode = company!.credit_code;
  const as = async (role: Role, subject?: string) => (await arrangePerson(gateway, role, subject)).client;
  readers = {
    [Role.AUDITOR]: await as(Role.AUDITOR),
    [Role.INSURER]: await as(Role.INSURER, idOf(kinds.institution, 4)),
    [Role.ENTERPRISE]: await as(Role.ENTERPRISE, idOf(kinds.enterprise, 4)),
    [Role.PUBLIC]: gateway.client(),
  };
}, 180_000);
afterAll(() => gateway.stop());

const given: Record<string, string[]> = {
  programme: [`"${programmeCode}"`],
  institutionId: [`"${globalId('Institution', idOf(kinds.institution, 4))}"`],
  submissionId: [1, 500].map((number) => `"${globalId('Submission', idOf(kinds.submission, number))}"`),
  noticeId: [`"${globalId('PublicityNotice', idOf(kinds.notice, 1))}"`],
  subjectId: [`"${globalId('Policy', idOf(kinds.policy, 3))}"`],
  kind: ['"GAZELLE"'],
  region: ['"3501"'],
  city: ['"3501"'],
  product: ['"PRODUCT_LIABILITY"', '"KEY_RD_EQUIPMENT"'],
  acceptedFrom: ['"2025-01-10"', '"2026-01-01"'],
  acceptedUntil: ['"2025-01-10"', '"2024-01-01"'],
  startsFrom: ['"2024-01-01"', '"2025-01-01"'],
  startsUntil: ['"2024-01-01"', '"2023-01-01"'],
  occurredFrom: ['"2025-01-20T00:00:00+08:00"'],
  occurredBefore: ['"2025-01-02T00:00:00+08:00"'],
  validOn: ['"2019-01-01"', '"2022-06-01"'],
};

function valuesOf({ name, type }: { name: string; type: GraphQLArgument['type'] }): string[] {
  if (name === 'creditCode') return [`"${creditCode}"`];
  const named = getNamedType(type);
  if (given[name] && !isEnumType(named)) return given[name];
  const list = isListType(getNullableType(type));
  if (isEnumType(named)) {
    const values = named.getValues().map((value) => value.name);
    return list ? [`[${values[0]}]`, `[${values.at(-1)}, ${values[0]}]`] : values;
  }
  if (named.name === 'Boolean') return ['true', 'false'];
  if (named.name === 'Int') return ['2024'];
  if (named.name === 'Money') return ['"400000.00"', '"100.00"'];
  return ['"xyzzy"', '"福州"'];
}

/** No filter, each condition alone, and each pair of them. */
function filtersOf({ args }: List): string[] {
  const type = args.find(({ name }) => name === 'filter')?.type;
  const filter = type && getNamedType(type);
  if (!isInputObjectType(filter)) return [''];
  const single = Object.values(filter.getFields()).map((field) =>
    valuesOf(field).map((value) => `${field.name}: ${value}`),
  );
  const pairs = single.flatMap((one, index) => single.slice(index + 1).map((other) => `${one[0]}, ${other[0]}`));
  return ['', ...single.flat(), ...pairs].map((conditions) => (conditions ? `filter: { ${conditions} }` : ''));
}

function ordersOf({ args }: List): string[] {
  const order = args.find(({ name }) => name === 'orderBy');
  const type = order && getNamedType(order.type);
  return isEnumType(type) ? type.getValues().map(({ name }) => `orderBy: ${name}`) : [''];
}

const required = ({ args }: List) =>
  args.filter(isRequiredArgument).map((argument) => `${argument.name}: ${valuesOf(argument)[0]}`);

interface Place {
  page: { pageInfo: { startCursor: string | null } } | null;
}

/** An argument with a default value need not be given. */
const variableType = (argument: GraphQLArgument) =>
  String(isRequiredArgument(argument) ? argument.type : getNullableType(argument.type));

/** The values are variables, so that a list is one document, which is parsed and compiled once. */
async function readPage(client: ApiClient, { name, args }: List, parts: string[]): Promise<string | null> {
  const given = parts.filter(Boolean).join(', ');
  const variables = valueFromASTUntyped(parseValue(`{ ${given} }`));
  const { data, errors } = await client.ask<Place, unknown>(
    `query (${args.map((argument) => `$${argument.name}: ${variableType(argument)}`).join(', ')}) {
      page: ${name}(${args.map((argument) => `${argument.name}: $${argument.name}`).join(', ')}) {
        pageInfo { startCursor endCursor hasNextPage } nodes { __typename }
      }
    }`,
    variables,
  );
  if (errors) throw new Error(`${name}(${given}): ${errors[0]!.message}`);
  return data?.page?.pageInfo.startCursor ?? null;
}

const boundOf = (form: string[]): number =>
  wider.find(([condition]) => form.some((part) => part.includes(condition)))?.[1] ?? mostRows;

/** Reads one form of a list in every place, and answers the statements that read too much. */
async function measure(client: ApiClient, list: List, form: string[]): Promise<string[]> {
  const slow: string[] = [];
  const visit = async (place: string) => {
    const cursor = await readPage(client, list, [...form, place]);
    for (const { rowsRead, relations } of await takePlans()) {
      // Jobs in the background log what was grown and prepare the feed. They write, or read what is not logged yet.
      if (relations.some((relation) => /^ModifyTable|log_release/.test(relation))) continue;
      if (rowsRead > boundOf(form))
        slow.push(`${form.filter(Boolean).join(', ')} ${place.slice(0, 20)}: ${relations.join('; ')}`);
    }
    return cursor;
  };
  await takePlans();
  await visit('first: 20');
  const deep = await visit('last: 20');
  if (!deep) return slow;
  await visit(`first: 20, after: "${deep}"`);
  await visit(`last: 20, before: "${deep}"`);
  return slow;
}

const rolesOf = (field: List) =>
  ((field.extensions as { access?: Role[] }).access ?? []).filter((role) =>
    [Role.AUDITOR, Role.INSURER, Role.ENTERPRISE, Role.PUBLIC].includes(role),
  );

describe.each(lists.filter(({ name }) => !computed.includes(name)))('$name', (field) => {
  test.each(rolesOf(field))('%s: no form reads more than a bound of rows', { timeout: 300_000 }, async (role) => {
    const client = readers[role] as ApiClient;
    const slow: string[] = [];
    for (const order of ordersOf(field)) {
      for (const filter of filtersOf(field)) {
        const measured = () => measure(client, field, [...required(field), order, filter]);
        // Work of the gateway in the background may be heard once; a page that reads too much does so each time.
        if ((await measured()).length > 0) slow.push(...(await measured()));
      }
    }
    expect(slow).toEqual([]);
  });
});

const wide = (text: string) => text.replaceAll(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));

/** Other ways in which people write the same code, number or name. */
const otherwise: Record<string, (text: string) => string[]> = {
  creditCode: (code) => [code.toLowerCase(), wide(code), ` ${code.slice(0, 6)} ${code.slice(6)}\u200b`],
  policyNo: (number) => [wide(number), ` ${number}\u200b`],
  name: (name) => [wide(name), ` ${name.slice(0, 2)} ${name.slice(2)}\u200b`, name.replaceAll('(', '（')],
};

test('a filter by code, number or name finds the same, however that is written', async () => {
  const [policy] = await gateway.sql<{ policy_no: string; name: string }>(
    `select policy_no, enterprise.name from policy join enterprise on enterprise.id = enterprise_id
     where enterprise_id = $1 limit 1`,
    [idOf(kinds.enterprise, 4)],
  );
  const values: Record<string, string> = { creditCode, policyNo: policy!.policy_no, name: policy!.name };
  const [found, missed]: [Set<string>, string[]] = [new Set(), []];
  for (const field of lists.filter(({ name }) => !computed.includes(name))) {
    const type = getNamedType(field.args.find(({ name }) => name === 'filter')?.type);
    const fields = isInputObjectType(type) ? Object.keys(type.getFields()) : [];
    for (const name of fields.filter((one) => values[one])) {
      const value = values[name] as string;
      const ask = (text: string) =>
        readPage(readers[Role.AUDITOR] as ApiClient, field, [
          ...required(field),
          'first: 5',
          `filter: { ${name}: ${JSON.stringify(text)} }`,
        ]);
      const first = await ask(value);
      if (first) found.add(`${field.name} ${name}`);
      for (const text of otherwise[name]!(value)) {
        if ((await ask(text)) !== first) missed.push(`${field.name} ${name}: ${text}`);
      }
    }
  }
  expect(missed).toEqual([]);
  for (const known of ['enterprises name', 'enterprises creditCode', 'policies policyNo'])
    expect(found).toContain(known);
});

test('what is measured is what the readers read', async () => {
  await takePlans();
  await readPage(
    readers[Role.AUDITOR]!,
    lists.find(({ name }) => name === 'policies')!,
    ['first: 20'],
  );
  const relations = (await takePlans()).flatMap((statement) => statement.relations);
  expect(relations.join()).toContain('on policy');
});
