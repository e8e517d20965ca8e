import { getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccessExtension } from '../../src/access/access.js';
import { Role } from '../../src/access/role.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { parseYuan } from '../../src/kernel/values/money.js';
import type { ApiClient } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { idOf, kinds } from '../kit/grown.js';
import { reportPlans, takePlans } from '../kit/plans.js';
import { arrangePerson, programmeCode } from '../kit/world.js';
import { grownWorld } from '../kit/worlds.js';

/* Sums by state, compared with the rows that the same list returns to the same viewer. A new list with sums is in here. */

const schema = buildGatewaySchema();
const lists = Object.values(schema.getQueryType()!.getFields()).flatMap((field) => {
  const connection = getNamedType(field.type);
  const sums = isObjectType(connection) ? connection.getFields()['sumsByStatus'] : undefined;
  const sum = getNamedType(sums?.type);
  if (!isObjectType(connection) || !isObjectType(sum)) return [];
  const amounts = Object.values(sum.getFields()).filter(({ type }) => getNamedType(type).name === 'Money');
  const node = getNamedType(connection.getFields()['nodes']!.type);
  return [{ field, node, sum, amounts: amounts.map(({ name }) => name) }];
});

/** Policies are summed by what became of them. */
const stateOf: Record<string, string> = { policies: 'outcome { status }' };

type Sum = { status: string; count: number } & Record<string, string>;
type Row = { state: string | { status: string } } & Record<string, string>;
interface Page {
  page: {
    sumsByStatus: Sum[];
    totalCount: number;
    nodes: Row[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

let gateway: TestGateway;
const readers: Partial<Record<Role, ApiClient>> = {};
beforeAll(async () => {
  gateway = await startTestGateway({ world: grownWorld, beforeConnecting: reportPlans, madeUpEvents: true });
  const as = async (role: Role, subject?: string) => (await arrangePerson(gateway, role, subject)).client;
  readers.AUDITOR = await as(Role.AUDITOR);
  readers.INSURER = await as(Role.INSURER, idOf(kinds.institution, 4));
  readers.ENTERPRISE = await as(Role.ENTERPRISE, idOf(kinds.enterprise, 4));
  readers.PUBLIC = gateway.client();
});
afterAll(() => gateway.stop());

test('the lists that reviewers need have sums', () => {
  expect(lists.map(({ field }) => field.name)).toEqual(
    expect.arrayContaining(['claims', 'policies', 'paymentBatches', 'recoveries']),
  );
  for (const { field, sum } of lists) {
    const { access } = sum.extensions as AccessExtension;
    expect([field.name, access]).toEqual([field.name, (field.extensions as AccessExtension).access]);
  }
});

const cases = lists.flatMap(({ field, amounts }) =>
  ((field.extensions as AccessExtension).access ?? [])
    .filter((role) => readers[role] !== undefined || ['AUDITOR', 'INSURER', 'ENTERPRISE', 'PUBLIC'].includes(role))
    .map((role) => ({ list: field.name, role, amounts })),
);
const ofProgramme = `programme: "${programmeCode}"`;

test.each(cases)('$list for $role: the sums equal the rows', async ({ list, role, amounts }) => {
  const client = readers[role] as ApiClient;
  const narrowed = role === Role.AUDITOR && list !== 'paymentBatches' && list !== 'recoveries';
  const filter = narrowed ? { claims: `${ofProgramme}, amountTo: "2000.00"`, policies: 'incomplete: true' }[list] : '';
  const page = (after: string) => `{ page: ${list}(first: 100 ${after} filter: { ${filter ?? ''} }) {
    sumsByStatus { status count ${amounts.join(' ')} } totalCount
    nodes { state: ${stateOf[list] ?? 'status'} ${amounts.join(' ')} } pageInfo { hasNextPage endCursor } } }`;
  const { page: first } = await client.get<Page, never>(page(''));
  expect(first.sumsByStatus.reduce((sum, { count }) => sum + count, 0)).toBe(first.totalCount);
  if (first.totalCount > 2_000) return;
  const rows = [...first.nodes];
  for (let { pageInfo } = first; pageInfo.hasNextPage;) {
    const { page: next } = await client.get<Page, never>(page(`, after: "${pageInfo.endCursor}"`));
    rows.push(...next.nodes);
    pageInfo = next.pageInfo;
  }
  const nameOf = ({ state }: Row) => (typeof state === 'string' ? state : state.status);
  for (const { status, count, ...sums } of first.sumsByStatus) {
    const same = rows.filter((row) => nameOf(row) === status);
    expect(same).toHaveLength(count);
    for (const name of amounts) {
      expect(parseYuan(sums[name]!)).toBe(same.reduce((sum, row) => sum + (parseYuan(row[name]!) ?? 0n), 0n));
    }
  }
});

test.each([
  ['claims', 'claim'],
  ['policies', 'policy'],
])('the sums of %s are read from an index alone', async (list, table) => {
  await gateway.sql(`vacuum (analyze) ${table}`);
  await takePlans();
  await readers.AUDITOR!.get(`{ page: ${list}(first: 1, filter: { ${ofProgramme} }) { sumsByStatus { count } } }`);
  const grouped = (await takePlans()).filter(({ text }) => text.includes('group by'));
  expect(grouped.map(({ relations }) => relations.filter((one) => one.includes(` on ${table}:`)))).toEqual([
    [expect.stringContaining('Index Only Scan')],
  ]);
});
