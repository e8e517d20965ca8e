import { type GraphQLField, isEnumType, getNamedType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { Role } from '../../src/access/role.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { publishYear } from '../kit/published-year.js';
import { arrangeInsurer, arrangePerson, programmeCode } from '../kit/world.js';
import type { ApiClient } from '../kit/client.js';

const queries = Object.values(buildGatewaySchema().getQueryType()?.getFields() ?? {});
const lists = queries.filter(({ type }) => getNamedType(type).name.endsWith('Connection'));

/** What is read in the one order that it has. */
const ofOneOrder = ['auditTrail', 'compareProposals', 'events'];
const filtered = lists.filter(({ name }) => !ofOneOrder.includes(name));

const namesOf = ({ args }: GraphQLField<unknown, unknown>) => args.map(({ name }) => name);

test.each(filtered.map((list) => [list.name, namesOf(list)] as const))('%s takes a filter and an order', (_, names) => {
  expect(names).toEqual(expect.arrayContaining(['after', 'before', 'filter', 'first', 'last', 'orderBy']));
});

interface Page {
  edges: { cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
}

describe('every list in every order', () => {
  let gateway: TestGateway;
  let auditor: ApiClient;
  let given: string;
  beforeAll(async () => {
    gateway = await startTestGateway();
    const year = await publishYear(gateway, 5);
    for (const name of ['乌龙江保险', '九龙江保险', '晋江保险', '晋江保险']) await arrangeInsurer(gateway, name);
    // Two companies of one name: an order by name alone would lose one between pages.
    await gateway.sql(`update enterprise set name = '福州同名科技有限公司' where credit_code in ($1, $2)`, [
      year.companies[0]!.creditCode,
      year.companies[3]!.creditCode,
    ]);
    auditor = (await arrangePerson(gateway, Role.AUDITOR)).client;
    given = year.noticeId;
  });
  afterAll(() => gateway.stop());

  async function ask(list: string, argumentsText: string): Promise<Page> {
    const places: Record<string, string> = {
      recipients: `noticeId: "${given}", `,
      cityCompanies: `programme: "${programmeCode}", `,
    };
    const place = places[list] ?? '';
    const query = `{ page: ${list}(${place}${argumentsText}) { edges { cursor } totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
    return (await auditor.get<{ page: Page }, never>(query)).page;
  }

  async function walk(list: string, orderBy: string, forward: boolean): Promise<string[]> {
    const cursors: string[] = [];
    for (let place = ''; ;) {
      const { edges, pageInfo } = await ask(list, `orderBy: ${orderBy}, ${forward ? 'first' : 'last'}: 2${place}`);
      const page = edges.map(({ cursor }) => cursor);
      if (forward) cursors.push(...page);
      else cursors.unshift(...page);
      if (!(forward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) return cursors;
      place = forward ? `, after: "${pageInfo.endCursor}"` : `, before: "${pageInfo.startCursor}"`;
    }
  }

  const cases = filtered.flatMap(({ name, args }) => {
    const order = getNamedType(args.find((argument) => argument.name === 'orderBy')!.type);
    return isEnumType(order) ? order.getValues().map((value) => [name, value.name] as const) : [];
  });

  test.each(cases)('%s by %s: pages lose and repeat nothing, in both directions', async (list, orderBy) => {
    const { edges, totalCount } = await ask(list, `orderBy: ${orderBy}, first: 100`);
    const whole = edges.map(({ cursor }) => cursor);
    expect(new Set(whole).size).toBe(totalCount);
    expect(await walk(list, orderBy, true)).toEqual(whole);
    expect(await walk(list, orderBy, false)).toEqual(whole);
  });

  test('there are rows to page through', async () => {
    for (const list of ['policies', 'claims', 'recipients', 'enterprises', 'institutions']) {
      expect((await ask(list, 'first: 1')).totalCount).toBeGreaterThanOrEqual(5);
    }
  });

  test.each(cases.filter(([list]) => list === 'recipients' || list === 'policies'))(
    'a cursor of %s by %s is refused in another order',
    async (list, orderBy) => {
      const other = cases.find(([name, value]) => name === list && value !== orderBy)![1];
      const { pageInfo } = await ask(list, `orderBy: ${orderBy}, first: 1`);
      await expect(ask(list, `orderBy: ${other}, first: 1, after: "${pageInfo.endCursor}"`)).rejects.toThrow(
        `This cursor belongs to the order ${orderBy}, not to ${other}`,
      );
    },
  );
});
