import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatYuan, parseYuan } from '../../src/kernel/values/money.js';
import { Role } from '../../src/access/role.js';
import fj2025 from '../../src/programme/data/fj-2025.json' with { type: 'json' };
import { readProgrammeData } from '../../src/programme/data/programme-data.js';
import { ComputeProposalDocument, RecordRefundDocument, SubmitPoliciesDocument } from '../generated/graphql.js';
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
import { grantsOf, type ModelPolicy, type ModelRules } from '../assessment/subsidy-model.js';

/**
 * Whatever way policies come in (by which insurer, in which order, some of them twice, some with refunds) and however many
 * computations run at once: the claims are the model's, to the fen. Through the API; a programme of its own for each run.
 */
let gateway: TestGateway;
let platform: Person;
let insurers: Person[];
let companies: ArrangedEnterprise[];
beforeAll(async () => {
  gateway = await startTestGateway();
  platform = await arrangePerson(gateway, Role.PLATFORM);
  insurers = [await arrangeInsurer(gateway, '甲保险'), await arrangeInsurer(gateway, '乙保险')];
  companies = [];
  await arrangeProgramme(gateway);
  for (let count = 0; count < 3; count += 1) companies.push(await arrangeEnterprise(gateway));
});
afterAll(() => gateway.stop());

const products = [
  { code: 'PRODUCT_LIABILITY', percent: 10n },
  { code: 'RD_INTERRUPTION', percent: 50n },
];

interface PushedPolicy extends ModelPolicy {
  insurer: number;
  twice: boolean;
}

const anyPolicy: fc.Arbitrary<PushedPolicy> = fc
  .record({
    company: fc.nat(2),
    product: fc.nat(1),
    premiumFen: fc.bigInt(1n, 99_999_999n),
    refundedPercent: fc.constantFrom(0n, 0n, 35n, 100n),
    insurer: fc.nat(1),
    twice: fc.boolean(),
  })
  .map(({ refundedPercent, ...policy }) => ({
    ...policy,
    keptOut: false,
    refundedFen: (policy.premiumFen * refundedPercent) / 100n,
    otherFundingFen: 0n,
  }));

const anyWorld = fc.record({
  policies: fc.array(anyPolicy, { minLength: 1, maxLength: 10 }),
  budgetFen: fc.option(fc.bigInt(1n, 60_000_000n)),
});

let serial = 0;

async function newProgramme(budgetFen: bigint | null): Promise<string> {
  serial += 1;
  const budget = budgetFen === null ? {} : { budget: formatYuan(budgetFen), budgetPolicy: 'PRO_RATA' };
  const code = `PUSHED-${serial}`;
  await arrangeProgramme(gateway, readProgrammeData({ ...fj2025, code, rules: { ...fj2025.rules, ...budget } }));
  return code;
}

async function pushAll(programme: string, policies: PushedPolicy[], order: 'as is' | 'reversed'): Promise<void> {
  const rows = policies.map((policy, index) => ({
    policy,
    row: policyRow(companies[policy.company]!, {
      policyNo: `${programme}-${index}`,
      product: products[policy.product]!.code,
      premium: formatYuan(policy.premiumFen),
    }),
  }));
  const sent = [...rows, ...rows.filter(({ policy }) => policy.twice)];
  for (const { policy, row } of order === 'as is' ? sent : sent.toReversed()) {
    serial += 1;
    const input = { programme, rows: [row], errorPolicy: 'REJECT_FAILED_ROWS' as const, dryRun: false };
    const { submitPolicies } = await insurers[policy.insurer]!.client.get(SubmitPoliciesDocument, {
      input: { ...input, idempotencyKey: `push-${serial}` },
    });
    const accepted = submitPolicies.rows?.[0]?.policy;
    if (accepted && policy.refundedFen > 0n) await refund(insurers[policy.insurer]!, accepted.id, policy.refundedFen);
  }
  await arrangePapers(gateway);
}

async function refund({ client }: Person, policyId: string, fen: bigint): Promise<void> {
  const endorsement = { endorsementNo: 'E-1', amount: formatYuan(fen), refundedOn: '2024-06-01' };
  const input = { policyId, version: 1, ...endorsement, idempotencyKey: `refund-${policyId}` };
  const { recordRefund } = await client.get(RecordRefundDocument, { input });
  expect(recordRefund.userErrors).toEqual([]);
}

async function computeAtOnce(programme: string): Promise<string[]> {
  const answers = await Promise.all(
    ['one', 'other'].map((key) =>
      platform.client.get(ComputeProposalDocument, {
        input: { programme, idempotencyKey: `${programme}-${key}`, background: false },
      }),
    ),
  );
  return answers.map(({ computeProposal }) => computeProposal.proposal!.grantedTotal);
}

async function claimsOf(programme: string): Promise<unknown[]> {
  const rows = await gateway.sql<{ credit_code: string; calculated: string; granted: string }>(
    `select credit_code, calculated_amount::text as calculated, granted_amount::text as granted
     from claim join enterprise on enterprise.id = enterprise_id join programme on programme.id = programme_id
     where programme.code = $1 order by credit_code`,
    [programme],
  );
  return rows.map(({ credit_code, calculated, granted }) => [credit_code, parseYuan(calculated), parseYuan(granted)]);
}

const rulesOf = (budgetFen: bigint | null): ModelRules => ({
  enterpriseCapFen: 50_000_000n,
  productCapFen: null,
  budgetFen,
  ratesPercent: products.map(({ percent }) => percent),
  roundDown: false,
  ceilingPercent: null,
});

test('the claims equal the model’s for any order of pushes, repetitions, refunds and concurrent computations', async () => {
  await fc.assert(
    fc.asyncProperty(anyWorld, async ({ policies, budgetFen }) => {
      const codes = companies.map(({ creditCode }) => creditCode);
      const expected = [...grantsOf(rulesOf(budgetFen), policies, codes)]
        .map(([company, { calculated, granted }]) => [codes[company], calculated, granted] as const)
        .toSorted(([one], [other]) => (one! < other! ? -1 : 1));
      for (const order of ['as is', 'reversed'] as const) {
        const programme = await newProgramme(budgetFen);
        await pushAll(programme, policies, order);
        const [one, other] = await computeAtOnce(programme);
        expect(await claimsOf(programme)).toEqual(expected);
        expect(one).toBe(other);
        const total = expected.reduce((sum, [, , granted]) => sum + granted, 0n);
        expect(parseYuan(one!)).toBe(total);
      }
    }),
    { numRuns: 8 },
  );
}, 240_000);
