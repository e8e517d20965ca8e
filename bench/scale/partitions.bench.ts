import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BenchDatabase, openBenchDatabase } from '../bench-database.js';
import { claimsOf, eventsOf, policiesOf, settle } from './rows.js';
import { arrangeLayouts, compare, type Layout, layouts, referencesTo } from './two-layouts.js';

/*
 * Ten programmes in one table, and in ten partitions of another with the same indexes: the cost of growth in each.
 * POLICIES (100000) is for each programme; there are a fifth as many claims and three times as many events. Neither
 * side has foreign keys.
 */
const policies = Number(process.env['POLICIES'] ?? 100_000);
const programmes = Array.from({ length: 10 }, () => randomUUID());
const last = programmes.at(-1) as string;
const tables = ['policy', 'claim', 'event'] as const;

let bench: BenchDatabase;
beforeAll(async () => {
  bench = await openBenchDatabase();
});
afterAll(() => bench.close());

const say = (what: string, line: object) => process.stdout.write(`${JSON.stringify({ what, ...line })}\n`);
const rounded = (line: Record<string, number>) =>
  Object.fromEntries(Object.entries(line).map(([name, value]) => [name, Number(value.toPrecision(3))]));

/**
 * Fills a table programme by programme; returns the rows a second of the first and the last programme in each layout.
 */
async function fill(
  table: string,
  insert: (layout: Layout, year: Parameters<typeof policiesOf>[1]) => string,
  rows: number,
) {
  const speeds: Record<string, number> = {};
  for (const [at, programme] of programmes.entries()) {
    for (const layout of layouts) {
      const began = performance.now();
      await bench.sql(insert(layout, { programme, at, policies }));
      const speed = rows / ((performance.now() - began) / 1_000);
      if (at === 0 || at === programmes.length - 1)
        speeds[`${layout}${at === 0 ? 'First' : 'Last'}`] = Math.round(speed);
    }
  }
  say(`${table}: rows a second`, {
    ...speeds,
    ratioLast: Number((speeds['partedLast']! / speeds['plainLast']!).toFixed(2)),
  });
}

test('ten programmes, in one table and in partitions', async () => {
  const { sql } = bench;
  const unique: string[] = [];
  for (const table of tables) unique.push(...(await arrangeLayouts(sql, table, programmes)));
  await fill('policy', policiesOf, policies);
  await fill('claim', claimsOf, policies / 5);
  await fill('event', eventsOf, policies * 3);
  await settle(sql, tables);

  const page = (where: string, after: string) => (layout: Layout) =>
    `select * from ${layout}.policy where ${where} and (accepted_at, id) < ('${after}', 'ffffffff-ffff-ffff-ffff-ffffffffffff')
     order by accepted_at desc, id desc limit 50`;
  const measured = {
    'page of a programme': await compare(sql, page(`programme_id = '${last}'`, '2099-01-01'), { times: 50 }),
    'deep page of a programme': await compare(sql, page(`programme_id = '${last}'`, '2029-01-10'), { times: 50 }),
    'page of all years': await compare(sql, page('true', '2099-01-01'), { times: 50 }),
    'page of an institution, all years': await compare(
      sql,
      page(`institution_id = md5('institution7')::uuid`, '2099-01-01'),
      { times: 50 },
    ),
    'policy by number, all years': await compare(
      sql,
      (layout) => `select * from ${layout}.policy where policy_no = 'P-3-777'`,
      { times: 50 },
    ),
    'count of a programme': await compare(
      sql,
      (layout) => `select count(*) from ${layout}.policy where programme_id = '${last}'`,
    ),
    'close: all claims of a programme expire': await compare(
      sql,
      (layout) => `update ${layout}.claim set status = 'EXPIRED', status_changed_at = now(), version = version + 1
        where programme_id = '${last}' and status = 'AWAITING_CLAIM'`,
      { times: 3, undo: true },
    ),
    'one index, rebuilt for the present year': await compare(
      sql,
      (layout) => `create index on ${layout === 'plain' ? 'plain.policy' : 'parted.policy_9'} (product_code, premium)`,
      { times: 2, undo: true },
    ),
    'vacuum after a close': await compareVacuum(),
    'the oldest year leaves': await compare(
      sql,
      (layout) =>
        layout === 'plain'
          ? `delete from plain.policy where programme_id = '${programmes[0]}'`
          : 'alter table parted.policy detach partition parted.policy_0',
      { times: 1, undo: true },
    ),
  };
  for (const [what, times] of Object.entries(measured)) say(what, rounded(times));
  say('unique keys without the programme', { unique });
  say('references by key alone', { references: await referencesTo(sql, tables) });
  expect(measured['page of a programme'].plain, 'milliseconds, whatever the size of the table').toBeLessThan(200);
});

/** Vacuums one layout after the other, because a vacuum cannot run in a transaction. */
async function compareVacuum() {
  const { sql } = bench;
  for (const layout of layouts)
    await sql(`update ${layout}.policy set version = version + 1 where programme_id = '${last}'`);
  return compare(sql, (layout) => `vacuum ${layout === 'plain' ? 'plain.policy' : 'parted.policy_9'}`, { times: 1 });
}
