import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { formatYuan, parseYuan } from '../../src/kernel/values/money.js';
import fj2025 from '../../src/programme/data/fj-2025.json' with { type: 'json' };
import { readProgrammeData } from '../../src/programme/data/programme-data.js';
import {
  ApproveProposalDocument,
  BlockPolicyDocument,
  ComputeProposalDocument,
  CorrectNoticeDocument,
  DecideObjectionDocument,
  FileObjectionDocument,
  GiveOpinionDocument,
  PublishNoticeDocument,
  RecordRefundDocument,
  SubmitPoliciesDocument,
  SubmitProposalDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { confirmContact } from '../kit/published-year.js';
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

/**
 * Whatever happens to a claim after its computation, what is explained is what is granted and what is published: random
 * caps, budgets and refunds, then random corrections, objections and exclusions. A programme of its own for each run.
 */
let gateway: TestGateway;
/** Approves lists and corrects what SCIENCE published. */
let approver: Person;
let people: Record<'PLATFORM' | 'SCIENCE' | 'REGULATOR', Person>;
let insurer: Person;
let companies: ArrangedEnterprise[];
let owners: Person[];
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  people = {
    PLATFORM: await arrangePerson(gateway, Role.PLATFORM),
    SCIENCE: await arrangePerson(gateway, Role.SCIENCE),
    REGULATOR: await arrangePerson(gateway, Role.REGULATOR),
  };
  approver = await arrangePerson(gateway, Role.SCIENCE);
  insurer = await arrangeInsurer(gateway);
  companies = [];
  for (let count = 0; count < 3; count += 1) companies.push(await arrangeEnterprise(gateway));
  owners = await Promise.all(companies.map(({ id }) => arrangePerson(gateway, Role.ENTERPRISE, id)));
});
afterAll(() => gateway.stop());

const anyPolicy = fc.record({
  company: fc.nat(2),
  product: fc.constantFrom('PRODUCT_LIABILITY', 'RD_INTERRUPTION'),
  premiumFen: fc.bigInt(10_000n, 99_999_999n),
  refundedPercent: fc.constantFrom(0n, 0n, 35n, 100n),
});

const anyChange = fc.record({
  kind: fc.constantFrom('LOWER', 'UPHOLD_LOWER', 'UPHOLD_REMOVE', 'BLOCK', 'BLOCK', 'CORRECT_HELD'),
  company: fc.nat(2),
  percent: fc.bigInt(0n, 100n),
});

const anyYear = fc.record({
  policies: fc.array(anyPolicy, { minLength: 2, maxLength: 8 }),
  budgetFen: fc.option(fc.bigInt(100n, 60_000_000n)),
  enterpriseCapFen: fc.bigInt(100_000n, 30_000_000n),
  changes: fc.array(anyChange, { maxLength: 6 }),
});
type Year = typeof anyYear extends fc.Arbitrary<infer T> ? T : never;

let serial = 0;
const key = () => `key-${(serial += 1)}`;

async function arrangeYear({ policies, budgetFen, enterpriseCapFen }: Year): Promise<string> {
  const budget = budgetFen === null ? {} : { budget: formatYuan(budgetFen), budgetPolicy: 'PRO_RATA' };
  const code = `EXPLAINED-${(serial += 1)}`;
  const rules = { ...fj2025.rules, ...budget, enterpriseCap: formatYuan(enterpriseCapFen) };
  await arrangeProgramme(gateway, readProgrammeData({ ...fj2025, code, rules }));
  const rows = policies.map(({ company, product, premiumFen }) =>
    policyRow(companies[company]!, { product, premium: formatYuan(premiumFen) }),
  );
  const input = { programme: code, rows, errorPolicy: 'REJECT_ALL' as const, dryRun: false, idempotencyKey: key() };
  const { submitPolicies } = await insurer.client.get(SubmitPoliciesDocument, { input });
  for (const [index, { policy }] of submitPolicies.rows!.entries()) {
    const { premiumFen, refundedPercent } = policies[index]!;
    if (refundedPercent === 0n) continue;
    const endorsement = { endorsementNo: 'E-1', refundedOn: '2024-06-01' };
    const amount = formatYuan((premiumFen * refundedPercent) / 100n);
    const refund = { policyId: policy!.id, version: 1, ...endorsement, amount, idempotencyKey: key() };
    await insurer.client.get(RecordRefundDocument, { input: refund });
  }
  await arrangePapers(gateway);
  return code;
}

async function publish(programme: string): Promise<string> {
  const { computeProposal } = await people.PLATFORM.client.get(ComputeProposalDocument, {
    input: { programme, idempotencyKey: key() },
  });
  const proposalId = computeProposal.proposal!.id;
  await people.PLATFORM.client.get(SubmitProposalDocument, { input: { proposalId, version: 1 } });
  await people.REGULATOR.client.get(GiveOpinionDocument, {
    input: { proposalId, version: 2, agrees: true, opinion: '同意' },
  });
  await approver.client.get(ApproveProposalDocument, { input: { proposalId, version: 3 } });
  const input = { proposalId, idempotencyKey: key() };
  const { publishNotice } = await people.SCIENCE.client.get(PublishNoticeDocument, { input });
  return publishNotice.notice!.id;
}

interface ClaimRead {
  status: string;
  grantedAmount: string;
  hold: { amountLeft: string | null } | null;
  enterprise: { creditCode: string };
  lines: { policy: { id: string; exclusions: { reason: string; liftedAt: string | null }[] } }[];
  explanation: { steps: { kind: string; amount: string; sentence: string }[] };
  whyNot: { policy: { id: string }; reasons: string[]; conditions: { reason: string; found: string }[] }[];
}

const claimFields = `status grantedAmount enterprise { creditCode } lines { policy { id exclusions { reason liftedAt } } }
  explanation { steps { kind amount sentence } }
  whyNot { policy { id } reasons conditions { reason found } }`;

async function readClaims({ client, role }: Person, programme: string): Promise<ClaimRead[]> {
  const { claims } = await client.get<{ claims: { nodes: ClaimRead[] } }, object>(
    `query ($programme: String!) { claims(filter: { programme: $programme }) {
      nodes { ${claimFields} ${role === 'ENTERPRISE' ? 'hold { message }' : 'hold { amountLeft }'} } } }`,
    { programme },
  );
  return claims.nodes;
}

async function publishedAmounts(noticeId: string): Promise<Map<string, string>> {
  const { recipients } = await gateway
    .client()
    .get<{ recipients: { nodes: { creditCode: string; amount: string }[] } }, object>(
      'query ($id: ID!) { recipients(noticeId: $id) { nodes { creditCode amount } } }',
      { id: noticeId },
    );
  return new Map(recipients.nodes.map(({ creditCode, amount }) => [creditCode, amount]));
}

async function versionOf(noticeId: string): Promise<number> {
  const { publicityNotice } = await gateway
    .client()
    .get<{ publicityNotice: { version: number } }, object>(
      'query ($id: ID!) { publicityNotice(id: $id) { version } }',
      { id: noticeId },
    );
  return publicityNotice.version;
}

async function change(programme: string, noticeId: string, { kind, company, percent }: Year['changes'][number]) {
  const { creditCode } = companies[company]!;
  const claim = (await readClaims(people.SCIENCE, programme)).find((one) => one.enterprise.creditCode === creditCode);
  if (!claim || claim.status === 'EXCLUDED') return;
  const lowered = formatYuan((parseYuan(claim.grantedAmount)! * percent) / 100n);
  const correct = async (line: object) => {
    const input = {
      noticeId,
      version: await versionOf(noticeId),
      reason: '核减',
      corrections: [{ creditCode, ...line }] as never,
      idempotencyKey: key(),
    };
    await approver.client.get(CorrectNoticeDocument, { input });
  };
  if (kind === 'LOWER') await correct({ amount: lowered });
  if (kind === 'UPHOLD_LOWER') await uphold(noticeId, creditCode, { amount: lowered });
  if (kind === 'UPHOLD_REMOVE') await uphold(noticeId, creditCode, { remove: true });
  if (kind === 'BLOCK') {
    const policyId = claim.lines[Number(percent) % claim.lines.length]!.policy.id;
    const input = { policyId, version: 1, reason: '已补贴', source: '文件', idempotencyKey: key() };
    await people.PLATFORM.client.get(BlockPolicyDocument, { input });
  }
  if (kind === 'CORRECT_HELD' && claim.hold) {
    await correct(claim.hold.amountLeft === '0.00' ? { remove: true } : { amount: claim.hold.amountLeft });
  }
}

async function uphold(noticeId: string, creditCode: string, correction: object): Promise<void> {
  const confirmed = await confirmContact(gateway, noticeId, `138${String((serial += 1)).padStart(8, '0')}`);
  const { fileObjection } = await gateway.client().get(FileObjectionDocument, {
    input: { ...confirmed, creditCode, name: '王小明', statement: '该企业保单不实' },
  });
  await gateway.sql('update contact_challenge set address_digest = id::text');
  const { id: objectionId, version } = fileObjection.objection!;
  const corrections = [{ creditCode, ...correction }] as never;
  const { decideObjection } = await people.SCIENCE.client.get(DecideObjectionDocument, {
    input: { objectionId, version, upheld: true, reason: '属实', corrections },
  });
  expect(decideObjection.userErrors).toEqual([]);
}

/** Lines less every other step are the last step, which is the amount of the claim and of its published line. */
function checkClaim(claim: ClaimRead, published: Map<string, string>): void {
  const steps = claim.explanation.steps;
  const sum = (kinds: (kind: string) => boolean) =>
    steps.filter(({ kind }) => kinds(kind)).reduce((total, { amount }) => total + parseYuan(amount)!, 0n);
  const cuts = sum((kind) => kind !== 'LINE' && kind !== 'GRANTED');
  expect(steps.at(-1)).toMatchObject({ kind: 'GRANTED', amount: claim.grantedAmount });
  expect(steps.at(-1)!.sentence).toContain(claim.grantedAmount);
  expect(formatYuan(sum((kind) => kind === 'LINE') - cuts)).toBe(claim.grantedAmount);
  const excluded = claim.status === 'EXCLUDED';
  expect(excluded ? '0.00' : published.get(claim.enterprise.creditCode)).toBe(claim.grantedAmount);
  expect(published.has(claim.enterprise.creditCode)).toBe(!excluded);
  for (const { policy } of claim.lines) {
    const why = claim.whyNot.filter((one) => one.policy.id === policy.id);
    const keptOut = policy.exclusions.filter(({ liftedAt }) => liftedAt === null).map(({ reason }) => reason);
    const expected = [...keptOut, ...(excluded ? ['LINE_REMOVED'] : [])];
    expect(why.flatMap(({ reasons }) => reasons)).toEqual(expected);
    for (const { conditions } of why) expect(conditions.every(({ found }) => found.length > 0)).toBe(true);
  }
}

const policy = { product: 'RD_INTERRUPTION', premiumFen: 10_000_000n, refundedPercent: 35n } as const;

/** A run that surely has each kind of change. */
const eventful: Year = {
  policies: [0, 1, 2, 2].map((company) => ({ ...policy, company })),
  budgetFen: 5_000_000n,
  enterpriseCapFen: 3_000_000n,
  changes: [
    { kind: 'LOWER', company: 0, percent: 50n },
    { kind: 'UPHOLD_REMOVE', company: 1, percent: 0n },
    { kind: 'BLOCK', company: 2, percent: 0n },
    { kind: 'CORRECT_HELD', company: 2, percent: 0n },
  ],
};

test('the explanation equals the granted and published amount, after any later change', async () => {
  const steps = new Set<string>();
  await fc.assert(
    fc.asyncProperty(anyYear, async (year) => {
      const programme = await arrangeYear(year);
      const noticeId = await publish(programme);
      for (const one of year.changes) await change(programme, noticeId, one);
      const published = await publishedAmounts(noticeId);
      const seen = await readClaims(people.SCIENCE, programme);
      for (const claim of seen) checkClaim(claim, published);
      for (const { explanation } of seen) for (const { kind } of explanation.steps) steps.add(kind);
      const own = (await Promise.all(owners.map((owner) => readClaims(owner, programme)))).flat();
      for (const claim of own) checkClaim(claim, published);
      expect(own.map(({ grantedAmount }) => grantedAmount).toSorted()).toEqual(
        seen.map(({ grantedAmount }) => grantedAmount).toSorted(),
      );
    }),
    { numRuns: 12, examples: [[eventful]] },
  );
  expect([...steps].toSorted()).toEqual(
    expect.arrayContaining(['BUDGET', 'CORRECTION', 'ENTERPRISE_CAP', 'EXCLUSION', 'GRANTED', 'LINE']),
  );
});
