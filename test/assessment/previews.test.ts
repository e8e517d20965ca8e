import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import fj2025 from '../../src/programme/data/fj-2025.json' with { type: 'json' };
import { readProgrammeData } from '../../src/programme/data/programme-data.js';
import { ComputeProposalDocument, SubmitPoliciesDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import {
  type ArrangedEnterprise,
  arrangeEnterprise,
  arrangeInsurer,
  arrangePapers,
  arrangePerson,
  arrangeProgramme,
  type Person,
  policyRow,
} from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/** The subsidy that an insurer sees for a policy in advance is what the computation gives it, for any rules. */
let gateway: TestGateway;
let insurer: Person;
let platform: Person;
let newcomer: ArrangedEnterprise;
let regular: ArrangedEnterprise;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  platform = await arrangePerson(gateway, Role.PLATFORM);
  insurer = await arrangeInsurer(gateway);
  const other = await arrangeInsurer(gateway, '乙保险');
  [newcomer, regular] = [await arrangeEnterprise(gateway), await arrangeEnterprise(gateway)];
  // Two earlier years with another insurer.
  for (const year of [2022, 2023]) {
    const code = `FJ-${year + 1}`;
    await arrangeProgramme(gateway, readProgrammeData({ ...fj2025, code, policyYear: year }));
    const rows = ['PRODUCT_LIABILITY', 'RD_INTERRUPTION'].map((product) =>
      policyRow(regular, { product, startsOn: `${year}-03-01`, endsOn: `${year + 1}-02-28` }),
    );
    await push(other, code, rows);
  }
});
afterAll(() => gateway.stop());

let serial = 0;
async function push({ client }: Person, programme: string, rows: ReturnType<typeof policyRow>[], dryRun = false) {
  serial += 1;
  const input = { programme, rows, errorPolicy: 'REJECT_FAILED_ROWS' as const, dryRun };
  const { submitPolicies } = await client.get(SubmitPoliciesDocument, {
    input: { ...input, idempotencyKey: `push-${serial}` },
  });
  return submitPolicies.rows!;
}

async function computedAmounts(programme: string): Promise<Map<string, string>> {
  await arrangePapers(gateway);
  await platform.client.get(ComputeProposalDocument, { input: { programme, idempotencyKey: programme } });
  const rows = await gateway.sql<{ policy_no: string; subsidy: string }>(
    `select policy_no, subsidy::text from assessment_line join policy on policy.id = policy_id
       join programme on programme.id = policy.programme_id where programme.code = $1`,
    [programme],
  );
  return new Map(rows.map(({ policy_no, subsidy }) => [policy_no, subsidy]));
}

test.each([
  ['rates of later years', { laterRates: ['0.4', '0.3'] }, {}],
  ['a first year only', { firstTimeOnly: true }, {}],
  ['rounding down', {}, { rounding: 'DOWN' }],
  ['a ceiling', {}, { fundingCeiling: '0.07' }],
])('%s', async (_, product, rules) => {
  serial += 1;
  const programme = `PREVIEW-${serial}`;
  const products = fj2025.rules.products.map((one) => ({ ...one, ...product }));
  const data = { ...fj2025, code: programme, rules: { ...fj2025.rules, ...rules, products } };
  await arrangeProgramme(gateway, readProgrammeData(data));
  const rows = [newcomer, regular].flatMap((company) =>
    ['720000.05', '0.19', '333.33'].map((premium) => policyRow(company, { product: 'RD_INTERRUPTION', premium })),
  );
  const tried = await push(insurer, programme, rows, true);
  const pushed = await push(insurer, programme, rows);
  const computed = await computedAmounts(programme);
  const previews = pushed.map(({ subsidyPreview }) => subsidyPreview);
  expect(tried.map(({ subsidyPreview }) => subsidyPreview)).toEqual(previews);
  expect(rows.map(({ policyNo }) => computed.get(policyNo) ?? '0.00')).toEqual(previews);
});

test.each([
  [true, '2025-01-11'],
  [false, '2025-01-10'],
])('a year may end on its anniversary: %s', async (termEndInclusive, latest) => {
  const programme = `TERM-${termEndInclusive}`;
  const rules = { ...fj2025.rules, termEndInclusive };
  await arrangeProgramme(gateway, readProgrammeData({ ...fj2025, code: programme, rules }));
  const rows = ['2025-01-10', '2025-01-11', '2025-01-12'].map((endsOn) =>
    policyRow(newcomer, { startsOn: '2024-01-11', endsOn }),
  );
  const answers = await push(insurer, programme, rows);
  const accepted = rows.filter((_, index) => answers[index]!.userErrors.length === 0);
  expect(accepted.map(({ endsOn }) => endsOn)).toEqual(
    ['2025-01-10', '2025-01-11'].filter((endsOn) => endsOn <= latest),
  );
  const [tooLong] = answers.findLast(({ userErrors }) => userErrors.length > 0)!.userErrors;
  expect(tooLong).toMatchObject({ code: 'TERM_TOO_LONG', details: { latest } });
  // The assessment reads the same parameter, also for what came in under other rules.
  await gateway.sql(`update policy set ends_on = '2025-01-11' where policy_no = $1`, [accepted[0]!.policyNo]);
  expect((await computedAmounts(programme)).has(accepted[0]!.policyNo)).toBe(termEndInclusive);
});
