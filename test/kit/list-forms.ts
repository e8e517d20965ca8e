import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
  parseValue,
  valueFromASTUntyped,
} from 'graphql';
import type { AccessExtension } from '../../src/access/access.js';
import { Role } from '../../src/access/role.js';
import type { BoundedCount } from '../../src/kernel/lists/bounded-count.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import type { ApiClient } from './client.js';
import { cities, idOf, kinds, unknown } from './grown.js';
import { programmeCode } from './world.js';

/* Every list of the schema in every form: each order without a filter, each filter, and each pair of filters. */

/** Lists of comparisons, which are computed from both sides each time. */
const computed = ['compareProposals', 'changes'];

export type List = GraphQLField<unknown, unknown>;
export const lists = Object.values(buildGatewaySchema().getQueryType()!.getFields()).filter(
  ({ type, name }) => getNamedType(type).name.endsWith('Connection') && !computed.includes(name),
);

/** Values with many rows, with few rows, and with none. */
const given: Record<string, string[]> = {
  programme: [programmeCode, 'NOBODY'].map((code) => `"${code}"`),
  institutionId: [4, unknown].map((number) => `"${globalId('Institution', idOf(kinds.institution, number))}"`),
  submissionId: [1, 500, unknown].map((number) => `"${globalId('Submission', idOf(kinds.submission, number))}"`),
  noticeId: [1, unknown].map((number) => `"${globalId('PublicityNotice', idOf(kinds.notice, number))}"`),
  subjectId: [3, unknown].map((number) => `"${globalId('Policy', idOf(kinds.policy, number))}"`),
  kind: ['"GAZELLE"', '"NOBODY"'],
  region: cities.map((city) => `"${city}"`),
  city: cities.map((city) => `"${city}"`),
  product: ['"PRODUCT_LIABILITY"', '"KEY_RD_EQUIPMENT"', '"NOBODY"'],
  // On the second day, a few of the large file were accepted; on the third, none of the first programme and many of the other.
  acceptedFrom: ['"2025-01-10"', '"2025-01-06"', '"2025-01-20"', '"2026-01-01"'],
  acceptedUntil: ['"2025-01-10"', '"2024-01-01"'],
  startsFrom: ['"2024-01-01"', '"2025-01-01"'],
  startsUntil: ['"2024-01-01"', '"2023-01-01"'],
  occurredFrom: ['"2025-01-20T00:00:00+08:00"', '"2026-01-01T00:00:00+08:00"'],
  occurredBefore: ['"2025-01-02T00:00:00+08:00"', '"2024-01-01T00:00:00+08:00"'],
  validOn: ['"2019-01-01"', '"2022-06-01"', '"2035-01-01"'],
  amountFrom: ['"100.00"', '"499990.00"', '"900000.00"'],
  amountTo: ['"400000.00"', '"100.00"', '"0.00"'],
};

/** The same for states and types of events, of which lists have only some. */
const states: Record<string, string[]> = {
  ClaimStatus: ['AWAITING_CLAIM', 'PAID', 'FORFEITED', 'RECOVERED'],
  PolicyStatus: ['ACCEPTED', 'WITHDRAWN'],
  SubmissionStatus: ['COMPLETED', 'REJECTED', 'QUEUED'],
  // The institution has many of the first type, and none of the second, of which others have as many.
  EventType: ['DOCUMENT_ATTACHED', 'POLICIES_SUBMITTED', 'WEBHOOK_REMOVED', 'NOTICE_PUBLISHED', 'ACCOUNT_REGISTERED'],
  // Of the first the institution has hardly anything, of which others have plenty.
  ActorRole: ['INSURER', 'PLATFORM', 'AUDITOR', 'SYSTEM'],
};

function valuesOf({ name, type }: { name: string; type: GraphQLArgument['type'] }, creditCode: string): string[] {
  if (name === 'creditCode') return [`"${creditCode}"`, '"91350100FFFFFFFFFF"'];
  const named = getNamedType(type);
  if (given[name] && !isEnumType(named)) return given[name];
  if (isEnumType(named)) {
    const values = states[named.name] ?? named.getValues().map((value) => value.name);
    if (!isListType(getNullableType(type))) return values;
    return [...values.slice(0, 4).map((value) => `[${value}]`), `[${values.at(-1)}, ${values[0]}]`];
  }
  if (named.name === 'Boolean') return ['true', 'false'];
  if (named.name === 'Int') return ['2024', '1999'];
  return ['"福州"', '"xyzzy"'];
}

/** Pairs each value of both with the first value of the other: two that leave few rows each leave fewer together. */
function pairsOf(one: string[], other: string[]): string[] {
  const [first, ...rest] = one.map((value) => `${value}, ${other[0]}`);
  return [first!, ...rest, ...other.slice(1).map((value) => `${one[0]}, ${value}`)];
}

/** Returns the fields of a list's filter that a role may use. */
export function filterFieldsOf({ args }: Pick<List, 'args'>, role: Role): GraphQLInputField[] {
  const type = args.find(({ name }) => name === 'filter')?.type;
  const filter = type && getNamedType(type);
  if (!isInputObjectType(filter)) return [];
  const accessOf = ({ extensions }: GraphQLInputField) => (extensions as AccessExtension).access;
  return Object.values(filter.getFields()).filter((field) => accessOf(field)?.includes(role) ?? true);
}

/** Returns for each field of a list's filter its conditions, one for each value. */
export const conditionsOf = (list: List, role: Role, creditCode: string): string[][] =>
  filterFieldsOf(list, role).map((field) => valuesOf(field, creditCode).map((value) => `${field.name}: ${value}`));

/** Returns no filter, each condition alone, and each pair of conditions. */
function filtersOf(list: List, role: Role, creditCode: string): string[] {
  const single = conditionsOf(list, role, creditCode);
  const pairs = single.flatMap((one, index) => single.slice(index + 1).flatMap((other) => pairsOf(one, other)));
  return ['', ...single.flat(), ...pairs].map((conditions) => (conditions ? `filter: { ${conditions} }` : ''));
}

function ordersOf({ args }: List): string[] {
  const order = args.find(({ name }) => name === 'orderBy');
  const type = order && getNamedType(order.type);
  return isEnumType(type) ? type.getValues().map(({ name }) => `orderBy: ${name}`) : [''];
}

/** Returns the required arguments of a field; `own` has values that lists do not need. */
export const requiredOf = ({ args }: List, creditCode: string, own: Record<string, string> = {}): string[] =>
  args
    .filter(isRequiredArgument)
    .map((argument) => `${argument.name}: ${own[argument.name] ?? valuesOf(argument, creditCode)[0]}`);

/** Returns each form of a list for a role as its arguments: every order, every filter and pair of filters. */
export const formsOf = (list: List, role: Role, creditCode: string): string[][] =>
  ordersOf(list).flatMap((order) =>
    filtersOf(list, role, creditCode).map((filter) => [...requiredOf(list, creditCode), order, filter]),
  );

/** The cursors of the first and the last row of a page; null where it has none. */
export interface Ends {
  startCursor: string | null;
  endCursor: string | null;
}
const nowhere: Ends = { startCursor: null, endCursor: null };

/** The type of a variable; an argument with a default value is optional. */
const variableType = (argument: GraphQLArgument) =>
  String(isRequiredArgument(argument) ? argument.type : getNullableType(argument.type));

/** What is asked of a page. The values are variables, so that a list is one document, which is parsed and compiled once. */
async function askPage<Page>(client: ApiClient, { name, args }: List, parts: string[], fields: string) {
  const given = parts.filter(Boolean).join(', ');
  const variables = valueFromASTUntyped(parseValue(`{ ${given} }`));
  const { data, errors } = await client.ask<{ page: Page | null }, unknown>(
    `query (${args.map((argument) => `$${argument.name}: ${variableType(argument)}`).join(', ')}) {
      page: ${name}(${args.map((argument) => `${argument.name}: $${argument.name}`).join(', ')}) {
        ${fields}
      }
    }`,
    variables,
  );
  if (errors) throw new Error(`${name}(${given}): ${errors[0]!.message}`);
  return data?.page;
}

export async function readPage(
  client: ApiClient,
  list: List,
  parts: string[],
  fields = 'nodes { __typename }',
): Promise<Ends> {
  const asked = `pageInfo { startCursor endCursor hasNextPage } ${fields}`;
  return (await askPage<{ pageInfo: Ends }>(client, list, parts, asked))?.pageInfo ?? nowhere;
}

export async function readTotal(client: ApiClient, list: List, parts: string[]): Promise<number> {
  return (await askPage<{ totalCount: number }>(client, list, parts, 'totalCount'))?.totalCount ?? 0;
}

export async function countToBound(client: ApiClient, list: List, parts: string[]): Promise<BoundedCount> {
  const page = await askPage<{ boundedCount: BoundedCount }>(client, list, parts, 'boundedCount { count isExact }');
  return page?.boundedCount ?? { count: 0, isExact: true };
}

/** Returns the lists of each object of a list that a role may read. */
export function listsIn({ type }: List, role: Role): string[] {
  const connection = getNamedType(type) as GraphQLObjectType;
  const node = getNamedType(connection.getFields()['nodes']?.type);
  if (!isObjectType(node)) return [];
  return Object.values(node.getFields())
    .filter((field) => getNamedType(field.type).name.endsWith('Connection') && !field.args.some(isRequiredArgument))
    .filter(({ extensions }) => (extensions as { access?: Role[] }).access?.includes(role) ?? true)
    .map(({ name }) => name)
    .filter((name) => !computed.includes(name));
}

/** Returns one role for each kind of reader that may read a list. */
export const rolesOf = (field: List): Role[] =>
  ((field.extensions as { access?: Role[] }).access ?? []).filter((role) =>
    [Role.AUDITOR, Role.INSURER, Role.ENTERPRISE, Role.CITY, Role.PUBLIC].includes(role),
  );
