import type { EntityManager } from '@mikro-orm/postgresql';
import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ClaimStatus } from '../../src/claim/claim-status.js';
import { closeDueNotices } from '../../src/notice/notice.jobs.js';
import { followOutcomes } from '../../src/outcome/outcome.jobs.js';
import { renewOutcomes, saysOtherwise } from '../../src/outcome/outcomes.sql.js';
import { afterNotice } from '../kit/claimed-year.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { runJob } from '../kit/jobs.js';
import { publishedYear } from '../kit/published-year.js';
import { allSealed } from '../kit/sealed.js';
import { systemContext } from '../kit/system-context.js';

/** One company with many policies, up to the published list. */
const policies = 100;
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(1, policies) });
});
afterAll(() => gateway.stop());

async function follow(): Promise<void> {
  await allSealed(gateway);
  while (await runJob(followOutcomes, systemContext(gateway).context));
}

const outcomes = () => gateway.sql(`select outcome, count(*)::int from policy group by outcome`);

/** The statement that a piece of the job runs, not executed. */
async function statementFor(which: RawBuilder<unknown>): Promise<CompiledQuery> {
  const compiled: CompiledQuery[] = [];
  const real = gateway.database.em.getKysely().getExecutor();
  const executor = {
    transformQuery: real.transformQuery.bind(real),
    compileQuery: real.compileQuery.bind(real),
    executeQuery: async (query: CompiledQuery) => {
      compiled.push(query);
      return { rows: [] };
    },
  };
  const em = { getKysely: () => ({ getExecutor: () => executor }) };
  await renewOutcomes(em as never as EntityManager, systemContext(gateway).context, which);
  return compiled[0]!;
}

interface PlanNode {
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

const passedIn = (node: PlanNode): number =>
  (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'] +
  (node.Plans ?? []).reduce((sum, part) => sum + passedIn(part), 0);

test('the lines of a company are read once, however many policies it has', async () => {
  const { sql: text, parameters } = await statementFor(sql`policy.status = 'ACCEPTED'`);
  const session = `set_config('mianshen.role', 'SYSTEM', false)`;
  const [row] = await gateway.sql<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
    `explain (analyze, timing off, format json) ${text.replace(`current_setting('mianshen.role')`, session)}`,
    [...parameters],
  );
  expect(passedIn(row!['QUERY PLAN'][0]!.Plan)).toBeLessThan(40 * policies);
});

test('a move of a claim that says nothing else of its policies is passed', async () => {
  await follow();
  expect(await outcomes()).toEqual([{ outcome: 'PUBLICISED', count: policies }]);
  // What a renewal would set right.
  await gateway.sql(`update policy set outcome = 'COUNTED'`);
  gateway.clock.set(new Date(afterNotice));
  await runJob(closeDueNotices, systemContext(gateway).context);
  expect(await gateway.sql('select status from claim')).toEqual([{ status: 'CONFIRMED' }]);
  await follow();
  expect(await outcomes()).toEqual([{ outcome: 'COUNTED', count: policies }]);
});

const { PROPOSED, IN_REVIEW, EXCLUDED, FORFEITED, PAID, RECOVERING, RECOVERED } = ClaimStatus;
const alike = [[PROPOSED, IN_REVIEW, null], [EXCLUDED], [FORFEITED], [PAID], [RECOVERING], [RECOVERED]];
const states = [...Object.values(ClaimStatus), null];

test.each(states)('%s says what some other states say, and nothing else', async (from) => {
  const { rows } = await sql<{ same: (string | null)[] }>`
    select array_agg(state) as same from unnest(${states}::text[]) as state
    where not ${saysOtherwise(sql`${from}::text`, sql`state`)}`.execute(gateway.database.em.getKysely());
  const usual = states.filter((state) => !alike.flat().includes(state));
  expect(rows[0]!.same).toEqual(
    states.filter((state) => (alike.find((group) => group.includes(from)) ?? usual).includes(state)),
  );
});
