import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import type { ApiClient } from '../kit/client.js';
import { eventually } from '../kit/eventually.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { cities, idOf, kinds } from '../kit/grown.js';
import { arrangePerson } from '../kit/world.js';
import { grownWorld } from '../kit/worlds.js';

/** A claim keeps the city of its company, so that a page of a city is read in the order of an index. */
let gateway: TestGateway;
let auditor: ApiClient;
beforeAll(async () => {
  gateway = await startTestGateway({ world: grownWorld, madeUpEvents: true });
  auditor = (await arrangePerson(gateway, Role.AUDITOR)).client;
});
afterAll(() => gateway.stop());

interface Page {
  claims: { totalCount: number; pageInfo: { endCursor: string | null; hasNextPage: boolean }; nodes: { id: string }[] };
}

/** All claims of a filter, page by page. */
async function walk(filter: object, orderBy: string): Promise<{ ids: string[]; totalCount: number }> {
  const ids: string[] = [];
  let page: Page['claims'] | undefined;
  do {
    ({ claims: page } = await auditor.get<Page, object>(
      `query ($filter: ClaimFilter, $orderBy: ClaimOrder!, $after: String) {
        claims(first: 100, after: $after, filter: $filter, orderBy: $orderBy) {
          totalCount pageInfo { endCursor hasNextPage } nodes { id }
        }
      }`,
      { filter, orderBy, after: page?.pageInfo.endCursor ?? null },
    ));
    ids.push(...page.nodes.map(({ id }) => id));
  } while (page.pageInfo.hasNextPage);
  return { ids, totalCount: page.totalCount };
}

const filters: [filter: object, condition: string][] = [
  [{}, 'true'],
  [{ notified: true }, 'told_at is not null'],
  [{ notified: false }, `status = 'AWAITING_CLAIM' and told_at is null`],
  [{ statuses: ['PAID', 'FORFEITED'] }, `status in ('PAID', 'FORFEITED')`],
  [{ statuses: ['AWAITING_CLAIM'], notified: true }, `status = 'AWAITING_CLAIM' and told_at is not null`],
  [{ amountFrom: '7919.00', amountTo: '400000.00' }, 'granted_amount between 7919 and 400000'],
  [{ amountFrom: '400000.01' }, 'granted_amount > 400000'],
  [{ programme: 'FJ-2026' }, `programme_id = (select id from programme where code = 'FJ-2026')`],
];
const orders = {
  STATUS_CHANGED_AT: 'status_changed_at, id',
  GRANTED_AMOUNT_DESC: 'granted_amount desc, id desc',
};

test.each(filters)(
  'a city’s claims %j are those of its companies, each once and in order',
  async (filter, condition) => {
    let most = 0;
    for (const city of cities) {
      for (const [orderBy, order] of Object.entries(orders)) {
        const rows = await gateway.sql<{ id: string }>(
          `select id from claim where ${condition}
           and enterprise_id in (select enterprise.id from enterprise where region_code = $1) order by ${order}`,
          [city],
        );
        const found = await walk({ ...filter, city }, orderBy);
        expect(found.ids, `${city} ${orderBy}`).toEqual(rows.map(({ id }) => globalId('Claim', id)));
        expect(found.totalCount).toBe(rows.length);
        most = Math.max(most, rows.length);
      }
    }
    expect(most).toBeGreaterThan(100);
  },
);

const columns = `programme_id, proposal_id, list, status, calculated_amount, cap_cut, budget_cut, granted_amount, status_changed_at`;
const insertion = (company: number) => `
  insert into claim (enterprise_id, ${columns})
  select '${idOf(kinds.enterprise, company)}', programme_id, proposal_id, 9, 'PROPOSED', 1, 0, 0, 1, status_changed_at
  from claim limit 1 returning id, region_code`;
const moveTo = (company: number, city: string) =>
  `update enterprise set region_code = '${city}' where id = '${idOf(kinds.enterprise, company)}'`;
const cityOf = async (id: string) =>
  (await gateway.sql<{ city: string }>('select region_code as city from claim where id = $1', [id]))[0]!.city;

test('a new claim takes the city of its company, and follows it to another one', async () => {
  await gateway.sql(moveTo(21, '3502'));
  const [claim] = await gateway.sql<{ id: string; region_code: string }>(insertion(21));
  expect(claim!.region_code).toBe('3502');
  await gateway.sql(moveTo(21, '3503'));
  expect(await cityOf(claim!.id)).toBe('3503');
});

const secondWaits = async () =>
  (
    await gateway.sql(`select from pg_locks join pg_database as own on own.oid = database and datname = current_database()
      where locktype = 'advisory' and not granted`)
  ).length > 0;

test('a claim that is made while its company moves has the city that the company moves to', async () => {
  const [making, moving] = [gateway.ownerUrl, gateway.ownerUrl].map((url) => new pg.Client({ connectionString: url }));
  await Promise.all([making!.connect(), moving!.connect()]);
  try {
    for (const [company, first, second] of [
      [31, making, moving],
      [32, moving, making],
    ] as const) {
      const steps = new Map([
        [making, insertion(company)],
        [moving, moveTo(company, '3504')],
      ]);
      await gateway.sql(moveTo(company, '3502'));
      await first!.query('begin');
      await first!.query(steps.get(first)!);
      const waits = second!.query(steps.get(second)!);
      await eventually(secondWaits, 'the second one waits for the first');
      await first!.query('commit');
      await waits;
      expect(
        await gateway.sql(`select distinct region_code from claim where enterprise_id = $1`, [
          idOf(kinds.enterprise, company),
        ]),
      ).toEqual([{ region_code: '3504' }]);
    }
  } finally {
    await Promise.all([making!.end(), moving!.end()]);
  }
});
