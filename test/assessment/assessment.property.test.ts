import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EntityManager } from '@mikro-orm/postgresql';
import { formatYuan, parseYuan } from '../../src/kernel/values/money.js';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { gatherCandidates, useRules } from '../../src/assessment/candidates.sql.js';
import { computeGrants } from '../../src/assessment/grants.sql.js';
import { runs } from '../kit/extent.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeEnterprise, arrangeInsurer, type Person } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';
import { grantsOf, type ModelGrant, type ModelPolicy, type ModelRules, subsidyOf } from './subsidy-model.js';

/** The set-based computation against a small independent model, over made-up worlds; each is taken back after its run. */
let gateway: TestGateway;
let insurer: Person;
let companies: { id: string; creditCode: string }[];
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  insurer = await arrangeInsurer(gateway);
  companies = [];
  for (let count = 0; count < 5; count += 1) companies.push(await arrangeEnterprise(gateway));
  await gateway.sql(
    `insert into submission (id, programme_id, institution_id, error_policy, row_count, accepted_count, failed_count,
       submitted_at)
     select '00000000-0000-7000-8000-000000000001', programme.id, $1, 'REJECT_ALL', 0, 0, 0, now()
     from programme where code = 'FJ-2025'`,
    [insurer.subjectId],
  );
});
afterAll(() => gateway.stop());

const fen = (most: bigint) => fc.bigInt(1n, most);

const anyRules: fc.Arbitrary<ModelRules> = fc.record({
  enterpriseCapFen: fen(5_000_000n),
  productCapFen: fc.option(fen(3_000_000n)),
  budgetFen: fc.option(fen(8_000_000n)),
  ratesPercent: fc.tuple(fc.bigInt(1n, 100n), fc.bigInt(1n, 100n), fc.bigInt(1n, 100n)),
  roundDown: fc.boolean(),
  ceilingPercent: fc.option(fc.bigInt(1n, 100n)),
});

const anyPolicy: fc.Arbitrary<ModelPolicy> = fc
  .record({
    company: fc.nat(4),
    product: fc.nat(2),
    premiumFen: fen(9_999_999n),
    refundedPercent: fc.constantFrom(0n, 0n, 0n, 30n, 100n),
    otherFundingFen: fc.oneof(fc.constant(0n), fen(2_000_000n)),
    keptOut: fc.constantFrom(false, false, false, true),
  })
  .map(({ refundedPercent, ...policy }) => ({ ...policy, refundedFen: (policy.premiumFen * refundedPercent) / 100n }));

const anyWorld = fc.record({ rules: anyRules, policies: fc.array(anyPolicy, { maxLength: 12 }) });

async function assessed(
  rules: ModelRules,
  policies: ModelPolicy[],
): Promise<Map<number, ModelGrant & { cuts: bigint; budgetCut: bigint }>> {
  const db = new RequestTransaction(gateway.database.em, systemSession);
  return db.dryRun(async (em) => {
    await enter(em, policies);
    await use(em, rules);
    await gatherCandidates(em);
    await computeGrants(em);
    return readGrants(em);
  });
}

async function enter(em: EntityManager, policies: ModelPolicy[]): Promise<void> {
  const rows = policies.map((policy, index) => ({
    no: `P-${index}`,
    enterprise: companies[policy.company]?.id,
    product: `P${policy.product}`,
    premium: formatYuan(policy.premiumFen),
    refunded: formatYuan(policy.refundedFen),
    funding: formatYuan(policy.otherFundingFen),
    out: policy.keptOut ? (index % 2 === 0 ? 'BLOCKED' : 'FAILED_SPOT_CHECK') : null,
  }));
  await sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (no text, enterprise uuid, product text,
        premium numeric, refunded numeric, funding numeric, out text)
    ), entered as (
      insert into policy (programme_id, institution_id, enterprise_id, submission_id, policy_no, product_code, starts_on,
        ends_on, premium, refunded, invoice_no, status, accepted_at)
      select programme.id, ${insurer.subjectId}::uuid, enterprise, '00000000-0000-7000-8000-000000000001', no, product,
        '2024-03-01', '2025-02-28', premium, refunded, '1', 'ACCEPTED', now()
      from given, programme where programme.code = 'FJ-2025'
      returning id, policy_no, institution_id, enterprise_id
    ), kept_out as (
      insert into policy_exclusion (policy_id, institution_id, enterprise_id, reason, explanation, source, excluded_at)
      select id, institution_id, enterprise_id, out, 'test', 'test', now() from entered join given on no = policy_no
      where out is not null
    )
    insert into policy_funding (policy_id, institution_id, enterprise_id, amount, source, recorded_at)
    select id, institution_id, enterprise_id, funding, 'test', now() from entered join given on no = policy_no
  `.execute(em.getKysely());
}

/** The rules of 2025 with other figures, and products that are not in any notice. */
async function use(em: EntityManager, rules: ModelRules): Promise<void> {
  const changed = {
    enterprise_cap: formatYuan(rules.enterpriseCapFen),
    budget: rules.budgetFen === null ? null : formatYuan(rules.budgetFen),
    budget_policy: rules.budgetFen === null ? 'NONE' : 'PRO_RATA',
    rounding: rules.roundDown ? 'DOWN' : 'HALF_UP',
    funding_ceiling: rules.ceilingPercent === null ? null : (Number(rules.ceilingPercent) / 100).toFixed(2),
    required_documents: [],
  };
  const products = rules.ratesPercent.map((percent, index) => ({
    code: `P${index}`,
    position: index,
    rate: (Number(percent) / 100).toFixed(2),
    cap: rules.productCapFen === null ? null : formatYuan(rules.productCapFen),
  }));
  await useRules(
    em,
    sql`
      select (jsonb_populate_record(programme_rules, ${JSON.stringify(changed)}::jsonb)).*
      from programme_rules join programme on programme.id = programme_id where code = 'FJ-2025'`,
    sql`
      select code, position, rate, cap as enterprise_cap, '{}'::numeric[] as later_rates, false as first_time_only,
        '§2' as section
      from jsonb_to_recordset(${JSON.stringify(products)}::jsonb) as product (code text, position int, rate numeric,
        cap numeric)`,
  );
}

async function readGrants(em: EntityManager): Promise<Map<number, ModelGrant & { cuts: bigint; budgetCut: bigint }>> {
  const { rows } = await sql<{ id: string; calculated: string; granted: string; cuts: string; budgetCut: string }>`
    select enterprise_id as id, calculated::numeric(14,2)::text, granted::numeric(14,2)::text,
      (product_cut + cap_cut + budget_cut)::numeric(14,2)::text as cuts,
      budget_cut::numeric(14,2)::text as "budgetCut"
    from grant_computed`.execute(em.getKysely());
  const whole = (yuan: string) => parseYuan(yuan) as bigint;
  return new Map(
    rows.map((row) => [
      companies.findIndex(({ id }) => id === row.id),
      {
        calculated: whole(row.calculated),
        granted: whole(row.granted),
        cuts: whole(row.cuts),
        budgetCut: whole(row.budgetCut),
      },
    ]),
  );
}

const shown = (grants: Map<number, ModelGrant>) =>
  [...grants]
    .map(([company, { calculated, granted }]) => [company, calculated, granted])
    .toSorted((a, b) => Number(a[0]) - Number(b[0]));

const codes = () => companies.map(({ creditCode }) => creditCode);
const often = { numRuns: runs(60, 25) };

test('every amount equals the model’s to the fen, for any rules', async () => {
  await fc.assert(
    fc.asyncProperty(anyWorld, async ({ rules, policies }) => {
      expect(shown(await assessed(rules, policies))).toEqual(shown(grantsOf(rules, policies, codes())));
    }),
    often,
  );
});

test('the lines minus the cuts are the grant; nobody exceeds the cap, and a short budget is used up to the fen', async () => {
  await fc.assert(
    fc.asyncProperty(anyWorld, async ({ rules, policies }) => {
      const grants = [...(await assessed(rules, policies))];
      for (const [company, { calculated, granted, cuts }] of grants) {
        const lines = policies.filter((policy) => policy.company === company).map((policy) => subsidyOf(rules, policy));
        expect(lines.reduce((total, line) => total + line, 0n)).toBe(calculated);
        expect(calculated - cuts).toBe(granted);
        expect(granted <= rules.enterpriseCapFen).toBe(true);
      }
      const total = grants.reduce((sum, [, { granted }]) => sum + granted, 0n);
      const due = grants.reduce((sum, [, { granted, budgetCut }]) => sum + granted + budgetCut, 0n);
      // Where the budget is short, not a fen of it is left.
      const { budgetFen } = rules;
      expect(total).toBe(budgetFen !== null && due > budgetFen ? budgetFen : due);
    }),
    often,
  );
});

test('the order of policies does not matter, and one more never lowers what is calculated', async () => {
  await fc.assert(
    fc.asyncProperty(anyWorld, anyPolicy, async ({ rules, policies }, another) => {
      const before = await assessed(rules, policies);
      expect(shown(await assessed(rules, policies.toReversed()))).toEqual(shown(before));
      const after = await assessed(rules, [...policies, another]);
      for (const [company, { calculated }] of before) {
        expect((after.get(company)?.calculated ?? 0n) >= calculated).toBe(true);
      }
    }),
    { numRuns: runs(30, 12) },
  );
});
