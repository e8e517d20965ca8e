import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { publishedYear } from '../kit/published-year.js';
import { arrangePerson, type Person } from '../kit/world.js';

/* Pages of lists that are bounded by what they sort by, from cursors within the bounds, at them and beyond them. */

let gateway: TestGateway;
let auditor: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(5) });
  auditor = await arrangePerson(gateway, Role.AUDITOR);
  const numbered = (table: string) => `(select id, row_number() over (order by id) as n from ${table}) as numbered`;
  const change = (table: string, set: string) =>
    gateway.sql(`update ${table} set ${set} from ${numbered(table)} where numbered.id = ${table}.id`);
  // Two of each value, so that a bound is also where equal values end.
  await change(
    'claim',
    'granted_amount = 100 * (n / 2), calculated_amount = 100 * (n / 2), cap_cut = 0, budget_cut = 0',
  );
  await change('policy', `accepted_at = timestamptz '2025-08-20 00:00+08' + (n / 2) * interval '12 hours'`);
  await change(
    'qualification',
    `valid_from = date '2024-01-01' + (n / 2)::int, valid_until = date '2026-01-01' + (n / 2)::int`,
  );
});
afterAll(() => gateway.stop());

/** The cursor of each row of a page: of one order, it says which row it is. */
async function read(list: string, given: object): Promise<string[]> {
  const type = `${list[0]!.toUpperCase()}${list.slice(1)}`.replace(/ies$/, 'y').replace(/s$/, '');
  const answer = await auditor.client.get<Record<string, { edges: { cursor: string }[] }>, object>(
    `query ($orderBy: ${type}Order!, $filter: ${type}Filter, $first: Int, $after: String, $last: Int, $before: String) {
      ${list}(orderBy: $orderBy, filter: $filter, first: $first, after: $after, last: $last, before: $before) {
        edges { cursor }
      }
    }`,
    given,
  );
  return answer[list]!.edges.map(({ cursor }) => cursor);
}

const lists: [list: string, orders: string[], filters: object[]][] = [
  [
    'claims',
    ['GRANTED_AMOUNT', 'GRANTED_AMOUNT_DESC', 'STATUS_CHANGED_AT'],
    [{ amountFrom: '100.00' }, { amountTo: '100.00' }, { amountFrom: '100.00', amountTo: '150.00' }],
  ],
  [
    'policies',
    ['ACCEPTED_AT_DESC', 'POLICY_NO'],
    [
      { acceptedFrom: '2025-08-21' },
      { acceptedUntil: '2025-08-20' },
      { acceptedFrom: '2025-08-21', acceptedUntil: '2025-08-21' },
    ],
  ],
  ['qualifications', ['VALID_FROM_DESC', 'VALID_UNTIL'], [{ validOn: '2024-01-02' }, { validOn: '2026-01-02' }]],
];
const forms = lists.flatMap(([list, orders, filters]) =>
  orders.flatMap((orderBy) => filters.map((filter) => ({ list, orderBy, filter }))),
);

test.each(forms)('$list in the order $orderBy with $filter', async ({ list, orderBy, filter }) => {
  const all = await read(list, { orderBy, first: 100 });
  const within = new Set(await read(list, { orderBy, filter, first: 100 }));
  expect(within.size).toBeGreaterThan(0);
  expect(within.size).toBeLessThan(all.length);
  const filtered = (cursors: string[]) => cursors.filter((cursor) => within.has(cursor));
  for (const [index, cursor] of all.entries()) {
    const after = await read(list, { orderBy, filter, first: 2, after: cursor });
    expect(after).toEqual(filtered(all.slice(index + 1)).slice(0, 2));
    const before = await read(list, { orderBy, filter, last: 2, before: cursor });
    expect(before).toEqual(filtered(all.slice(0, index)).slice(-2));
  }
});
