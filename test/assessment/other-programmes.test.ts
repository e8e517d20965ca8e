import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import fj2020 from '../../src/programme/data/fj-2020.json' with { type: 'json' };
import otherProvince from '../../src/programme/data/other-province.json' with { type: 'json' };
import {
  ComputeProposalDocument,
  ExcludeEnterpriseDocument,
  ExplanationsDocument,
  LeftOutDocument,
  LiftExclusionDocument,
  type PolicyRowInput,
  RecordOtherFundingDocument,
  SubmitPoliciesDocument,
} from '../generated/graphql.js';
import { arrangeDrafters, type Drafters, programmeInput as inputOf, putProgrammeInForce } from '../kit/drafts.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import {
  type ArrangedEnterprise,
  arrangeEnterprise,
  arrangeInsurer,
  arrangePapers,
  arrangePerson,
  type Person,
  policyRow,
} from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/** Programmes with other dimensions than that of 2025, set up through the API from their data, with not a line of code. */
let gateway: TestGateway;
let science: Person;
let drafters: Drafters;
let platform: Person;
let insurer: Person;
let runs = 0;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  await knowYears(2020);
  science = await arrangePerson(gateway, Role.SCIENCE);
  drafters = await arrangeDrafters(gateway);
  platform = await arrangePerson(gateway, Role.PLATFORM);
  insurer = await arrangeInsurer(gateway);
});
afterAll(() => gateway.stop());

/** Years of the calendar that a programme needs. */
async function knowYears(...years: number[]): Promise<void> {
  await gateway.sql(
    `insert into calendar_day (day, working)
     select day, extract(isodow from day) < 6 from unnest($1::int[]) as year,
       generate_series(make_date(year, 1, 1), make_date(year, 12, 31), '1 day') as day`,
    [years],
  );
}

async function push(programme: string, rows: PolicyRowInput[]): Promise<string[]> {
  runs += 1;
  const input = { programme, rows, errorPolicy: 'REJECT_ALL' as const, dryRun: false, idempotencyKey: `push-${runs}` };
  const { submitPolicies } = await insurer.client.get(SubmitPoliciesDocument, { input });
  expect(submitPolicies.rows?.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  await arrangePapers(gateway);
  return submitPolicies.rows!.map(({ policy }) => policy!.id);
}

async function compute(programme: string) {
  runs += 1;
  const input = { programme, idempotencyKey: `compute-${runs}` };
  const { computeProposal } = await platform.client.get(ComputeProposalDocument, { input });
  expect(computeProposal.userErrors).toEqual([]);
  return computeProposal.proposal!;
}

async function claimsOf(programme: string) {
  return (await science.client.get(ExplanationsDocument, { programme })).claims.nodes;
}

test('the 2020 programme: 25 % and 10 %, a cap of 200,000, only national high-tech enterprises', async () => {
  gateway.clock.set(new Date('2020-08-01T02:00:00Z'));
  const inForce = await putProgrammeInForce(drafters, inputOf(fj2020));
  expect(inForce).toMatchObject({ status: 'IN_FORCE', programme: { rules: { version: 1 } } });
  const valid = { validFrom: '2018-01-01', validUntil: '2020-12-31' };
  const hightech = await arrangeEnterprise(gateway, { ...valid });
  const small = await arrangeEnterprise(gateway, { ...valid, kind: 'TECH_SME' });
  const term = { startsOn: '2019-05-01', endsOn: '2020-04-30' };
  await push('FJ-2020', [
    policyRow(hightech, { ...term, product: 'KEY_RD_EQUIPMENT', premium: '1000.02' }),
    policyRow(hightech, { ...term, product: 'EXPORT_CREDIT_SHORT_TERM', premium: '5000.00' }),
    policyRow(hightech, { ...term, product: 'RD_INTERRUPTION', premium: '900000.00' }),
    policyRow(small, { ...term, product: 'KEY_RD_EQUIPMENT', premium: '1000.00' }),
  ]);
  const proposal = await compute('FJ-2020');
  // 250.005 → 250.01 half up; 500.00; 225,000.00; together 225,750.01, of which 200,000.00.
  expect(proposal).toMatchObject({ calculatedTotal: '225750.01', grantedTotal: '200000.00', leftOutCount: 1 });
  const { subsidyProposals } = await platform.client.get(LeftOutDocument, { programme: 'FJ-2020' });
  expect(subsidyProposals.nodes[0]?.leftOut.nodes).toMatchObject([{ reasons: ['QUALIFICATION_MISSING'] }]);
});

let newcomer: ArrangedEnterprise;
let regular: ArrangedEnterprise;

test('another province: rates by year, a cap for a product, a ceiling with other money, rounding down, a short budget', async () => {
  gateway.clock.set(new Date('2025-04-01T02:00:00Z'));
  await putProgrammeInForce(drafters, inputOf(otherProvince));
  const place = { division: '330106', validFrom: '2024-06-01' };
  newcomer = await arrangeEnterprise(gateway, { ...place, name: '杭州新来科技有限公司' });
  regular = await arrangeEnterprise(gateway, { ...place, name: '杭州常客科技有限公司' });
  const late = await arrangeEnterprise(gateway, { ...place, validFrom: '2025-01-01' });
  await gateway.sql(
    `insert into policy (programme_id, institution_id, enterprise_id, submission_id, policy_no, product_code, starts_on,
       ends_on, premium, refunded, invoice_no, status, accepted_at)
     select programme.id, $2, $1, (select id from submission limit 1), 'EARLIER-' || product, product, '2023-02-01',
       '2024-01-31', 100, 0, '1', 'ACCEPTED', now()
     from programme, unnest(array['CYBER_SECURITY', 'FIRST_SET_EQUIPMENT']) as product where programme.code = 'FJ-2020'`,
    [regular.id, insurer.subjectId],
  );
  const term = { startsOn: '2024-02-01', endsOn: '2026-01-31' };
  const ids = await push('OTHER-2025', [
    policyRow(newcomer, { ...term, product: 'CYBER_SECURITY', premium: '100000.05' }),
    policyRow(newcomer, { ...term, product: 'PATENT_EXECUTION', premium: '60000.00' }),
    policyRow(newcomer, { ...term, product: 'FIRST_SET_EQUIPMENT', premium: '1000000.00' }),
    policyRow(regular, { ...term, product: 'CYBER_SECURITY', premium: '200000.00' }),
    policyRow(regular, { ...term, product: 'FIRST_SET_EQUIPMENT', premium: '1000.00' }),
    policyRow(late, { ...term, product: 'CYBER_SECURITY', premium: '1000.00' }),
  ]);
  const funding = {
    policyId: ids[3] as string,
    version: 0,
    amount: '55000.00',
    source: '市级补贴',
    idempotencyKey: 'funding',
  };
  const { recordOtherFunding } = await platform.client.get(RecordOtherFundingDocument, { input: funding });
  expect(recordOtherFunding.userErrors).toEqual([]);

  // Newcomer: 60 % of 100,000.05 = 60,000.03 but at most 50 %: 50,000.02; patents 24,000.00 but at most 20,000.00;
  // equipment 400,000.00; together 470,000.02, at most 300,000.00. Regular: second year 30 % = 60,000.00, but public
  // money at most 100,000.00, of which 55,000.00 are paid: 45,000.00. Budget 350,000.00 covers 345,000.00.
  const proposal = await compute('OTHER-2025');
  expect(proposal).toMatchObject({ policyCount: 4, leftOutCount: 2, grantedTotal: '345000.00' });
  const claims = await claimsOf('OTHER-2025');
  expect(
    claims.map(({ calculatedAmount, capCut, grantedAmount }) => [calculatedAmount, capCut, grantedAmount]),
  ).toEqual([
    ['474000.02', '174000.02', '300000.00'],
    ['45000.00', '0.00', '45000.00'],
  ]);
});

test('the explanation adds up to the fen and describes each step', async () => {
  const [first, second] = await claimsOf('OTHER-2025');
  const kinds = first!.explanation!.steps.map(({ kind, amount }) => [kind, amount]);
  expect(kinds).toEqual([
    ['LINE', '50000.02'],
    ['LINE', '24000.00'],
    ['LINE', '400000.00'],
    ['PRODUCT_CAP', '4000.00'],
    ['ENTERPRISE_CAP', '170000.02'],
    ['GRANTED', '300000.00'],
  ]);
  const line = second!.explanation!.steps[0]!;
  expect(line.sentence).toContain('200000.00 × 30%');
  expect(line.sentence).toContain('other money: 55000.00');
  expect(line.section).toBe('第五条');
  expect(first!.explanation).toMatchObject({ documentNumber: '规则示例〔2025〕1号', rulesVersion: 1 });
});

test('an excluded policy shows what was found, what is needed and how to correct it', async () => {
  const [, second] = await claimsOf('OTHER-2025');
  expect(second!.whyNot).toMatchObject([
    {
      reasons: ['NOT_FIRST_TIME'],
      conditions: [
        { reason: 'NOT_FIRST_TIME', found: 'year 2 of insurance', needed: 'the first', remedy: null, until: null },
      ],
    },
  ]);
});

test('a budget that is too small is shared by one factor, and no fen is left over', async () => {
  const programme = inputOf(otherProvince);
  const rules = { ...programme.rules, budget: '100000.01' };
  const inForce = await putProgrammeInForce(drafters, { ...programme, rules }, 1);
  expect(inForce).toMatchObject({
    programme: { version: 2, rules: { version: 2 } },
    differences: [{ field: 'rules.budget', name: '年度预算', before: '350000.00', after: '100000.01' }],
  });
  const { grantedTotal } = await compute('OTHER-2025');
  expect(grantedTotal).toBe('100000.01');
  const claims = await claimsOf('OTHER-2025');
  // 300,000 and 45,000 of 345,000: 86,956.530… and 13,043.479…; the remaining fen goes to the larger remainder.
  expect(claims.map(({ grantedAmount }) => grantedAmount)).toEqual(['86956.53', '13043.48']);
  const budget = { kind: 'BUDGET', amount: '213043.47', section: '第七条' };
  expect(claims[0]!.explanation!.steps.at(-2)).toMatchObject(budget);
  // The company sees the one factor for all too, though it sees nobody else's amount.
  const company = await arrangePerson(gateway, Role.ENTERPRISE, newcomer.id);
  const own = (await company.client.get(ExplanationsDocument, { programme: 'OTHER-2025' })).claims.nodes;
  const step = own[0]!.explanation!.steps.at(-2)!;
  expect(step).toMatchObject({ ...budget, figures: { budget: '100000.01', cappedTotal: '345000.00' } });
  expect(step.sentence).toContain('100000.01 ÷ 345000.00');
});

test('a version that is stricter than those under which policies were pushed leaves them out, and says why', async () => {
  const programme = inputOf(otherProvince);
  const rules = { ...programme.rules, maximumTermMonths: 12 };
  await putProgrammeInForce(drafters, { ...programme, rules }, 2);
  expect(await compute('OTHER-2025')).toMatchObject({ enterpriseCount: 0, leftOutCount: 6 });
  const { subsidyProposals } = await platform.client.get(LeftOutDocument, { programme: 'OTHER-2025' });
  const reasons = subsidyProposals.nodes[0]!.leftOut.nodes.map((policy) => policy.reasons);
  expect(reasons.every((all) => all.includes('TERM_TOO_LONG'))).toBe(true);
  await putProgrammeInForce(drafters, { ...programme, rules: { ...programme.rules, budget: '100000.01' } }, 3);
});

test('an exclusion removes a company from the next revision, and lifting it restores the company', async () => {
  const { creditCode } = regular;
  const input = {
    programme: 'OTHER-2025',
    creditCode,
    reason: '列入严重失信名单',
    source: '信用中国',
    idempotencyKey: 'exclusion',
  };
  await platform.client.get(ExcludeEnterpriseDocument, { input });
  const repeated = await platform.client.get(ExcludeEnterpriseDocument, { input });
  expect(repeated.excludeEnterprise.userErrors).toEqual([]);
  expect(await gateway.sql('select count(*)::int as count from enterprise_exclusion')).toEqual([{ count: 1 }]);
  expect(await compute('OTHER-2025')).toMatchObject({ enterpriseCount: 1 });
  const lift = async (person: Person, version: number) =>
    (await person.client.get(LiftExclusionDocument, { input: { programme: 'OTHER-2025', creditCode, version } }))
      .liftExclusion.userErrors;
  expect(await lift(platform, 2)).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  expect(await lift(platform, 1)).toMatchObject([{ code: 'FOUR_EYES' }]);
  expect(await lift(await arrangePerson(gateway, Role.PLATFORM), 1)).toEqual([]);
  expect(await compute('OTHER-2025')).toMatchObject({ enterpriseCount: 2 });
});

test('the same inputs have the same digest and the same amounts', async () => {
  const [one, other] = [await compute('OTHER-2025'), await compute('OTHER-2025')];
  expect(other).toMatchObject({ inputDigest: one.inputDigest, grantedTotal: one.grantedTotal });
});
