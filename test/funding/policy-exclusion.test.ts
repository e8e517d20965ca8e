import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { replayExclusions } from '../../src/assessment/replay/replay.js';
import { readStored } from '../../src/assessment/replay/replay.sql.js';
import {
  BlockPolicyDocument,
  type BlockPolicyInput,
  CompareProposalsDocument,
  ComputeProposalDocument,
  CorrectPolicyDocument,
  ExplanationsDocument,
  SubmitPoliciesDocument,
  SubmitProposalDocument,
  UnblockPolicyDocument,
  WithdrawPolicyDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventsOf } from '../kit/published-year.js';
import { csvOf, faultsOf, headings, uploaded } from '../kit/upload.js';
import {
  type ArrangedEnterprise,
  arrangeEnterprise,
  arrangeInsurer,
  arrangePapers,
  arrangePerson,
  type Person,
  policyRow,
  programmeCode,
} from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/** Two policies of one company, of which other provincial money paid one (domain: eligibility, 3). */
let gateway: TestGateway;
let platform: Person;
let insurer: Person;
let company: ArrangedEnterprise;
let rows: ReturnType<typeof policyRow>[];
let paidElsewhere: string;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  platform = await arrangePerson(gateway, Role.PLATFORM);
  insurer = await arrangeInsurer(gateway);
  company = await arrangeEnterprise(gateway);
  rows = [policyRow(company), policyRow(company, { premium: '20000.00' })];
  const input = { programme: programmeCode, rows, errorPolicy: 'REJECT_ALL' as const, dryRun: false };
  const { submitPolicies } = await insurer.client.get(SubmitPoliciesDocument, {
    input: { ...input, idempotencyKey: 'push' },
  });
  paidElsewhere = submitPolicies.rows?.[0]?.policy?.id as string;
  await arrangePapers(gateway);
});
afterAll(() => gateway.stop());

/** What happens at one instant has no order; here each step has its own. */
function later(): void {
  gateway.clock.set(new Date(gateway.clock.now().getTime() + 1_000));
}

async function compute(idempotencyKey: string) {
  later();
  const { computeProposal } = await platform.client.get(ComputeProposalDocument, {
    input: { programme: programmeCode, idempotencyKey },
  });
  expect(computeProposal.userErrors).toEqual([]);
  return computeProposal.proposal!;
}

async function block(changes: Partial<BlockPolicyInput> = {}) {
  later();
  const input = {
    policyId: paidElsewhere,
    version: 1,
    reason: '已获首台套保险补偿',
    source: '闽工信〔2024〕12号',
    ...changes,
  };
  return (await platform.client.get(BlockPolicyDocument, { input: { idempotencyKey: 'block', ...input } })).blockPolicy;
}

async function recomputed(which: string) {
  const system = new RequestTransaction(gateway.database.em, systemSession);
  const stored = (await readStored(await system.read(), which).finally(() => system.end()))!;
  return { ...stored, differences: replayExclusions(stored.exclusions, stored.lines) };
}

let before: Awaited<ReturnType<typeof compute>>;

test('a blocked policy is refused without reason, source or policy, and blocked once for a key', async () => {
  before = await compute('before');
  expect(before).toMatchObject({ policyCount: 2, grantedTotal: '3000.00' });
  for (const [changes, code, path] of [
    [{ reason: ' ' }, 'REASON_MISSING', 'reason'],
    [{ source: '' }, 'SOURCE_MISSING', 'source'],
    [{ policyId: 'x' }, 'POLICY_NOT_FOUND', 'policyId'],
  ] as const) {
    expect((await block(changes)).userErrors).toMatchObject([{ code, path: [path] }]);
  }
  const blocked = await block();
  expect(blocked.policy?.exclusions).toMatchObject([
    { reason: 'BLOCKED', explanation: '已获首台套保险补偿', source: '闽工信〔2024〕12号', liftedAt: null },
  ]);
  expect((await block()).policy?.exclusions).toEqual(blocked.policy?.exclusions);
  expect((await block({ idempotencyKey: 'again' })).userErrors).toMatchObject([
    { code: 'POLICY_ALREADY_BLOCKED', details: { policyNo: rows[0]?.policyNo, since: '2025-08-20' } },
  ]);
});

test('a revision that counts it cannot proceed; the next one excludes it with the reason', async () => {
  const { submitProposal } = await platform.client.get(SubmitProposalDocument, {
    input: { proposalId: before.id, version: before.version },
  });
  expect(submitProposal.userErrors).toMatchObject([{ code: 'POLICIES_EXCLUDED_SINCE', details: { count: 1 } }]);

  const after = await compute('after');
  expect(after).toMatchObject({ policyCount: 1, leftOutCount: 1, grantedTotal: '2000.00' });
  expect(after.inputDigest).not.toBe(before.inputDigest);
  const { compareProposals } = await platform.client.get(CompareProposalsDocument, {
    earlier: before.id,
    later: after.id,
  });
  expect(compareProposals?.nodes).toMatchObject([
    { kind: 'CHANGED', before: '3000.00', after: '2000.00', reasons: ['BLOCKED'], policiesOut: [{}], policiesIn: [] },
  ]);
  const holder = await arrangePerson(gateway, Role.ENTERPRISE, company.id);
  const { claims } = await holder.client.get(ExplanationsDocument, { programme: programmeCode });
  expect(claims.nodes[0]?.whyNot).toMatchObject([
    {
      reasons: ['BLOCKED'],
      conditions: [
        {
          found: 'other provincial money subsidised it: 已获首台套保险补偿 (闽工信〔2024〕12号)',
          remedy: 'If that is a mistake, the platform lifts the block',
        },
      ],
    },
  ]);
});

test('insurer and company are notified', async () => {
  for (const role of [Role.INSURER, Role.ENTERPRISE]) {
    const subject = role === Role.INSURER ? insurer.subjectId : company.id;
    const { client } = await arrangePerson(gateway, role, subject);
    expect(await eventsOf({ client }, ['POLICY_BLOCKED'], 1)).toMatchObject([
      { data: { source: '闽工信〔2024〕12号' } },
    ]);
  }
});

test('it cannot return by withdrawal and a new push, nor by a correction, by mutation or by file', async () => {
  const { withdrawPolicy } = await insurer.client.get(WithdrawPolicyDocument, {
    input: { policyId: paidElsewhere, version: 1, reason: '重新上传' },
  });
  expect(withdrawPolicy.userErrors).toMatchObject([{ code: 'POLICY_EXCLUDED', path: ['policyId'] }]);
  const { correctPolicy } = await insurer.client.get(CorrectPolicyDocument, {
    input: { policyId: paidElsewhere, version: 1, reason: 'x', changes: { premium: '1' } },
  });
  expect(correctPolicy.userErrors).toMatchObject([{ code: 'POLICY_EXCLUDED' }]);
  const lines = csvOf([{ ...rows[0]!, premium: '1' }], `${headings},操作`);
  expect(faultsOf(await uploaded(insurer.client, `${lines},更正`))).toEqual([[2, ['POLICY_EXCLUDED policyNo']]]);
});

test('the replay finds the same exclusions from their records, and reports differences', async () => {
  for (const revision of [1, 2]) expect((await recomputed(`FJ-2025/${revision}`)).differences).toEqual([]);
  const { exclusions, lines } = await recomputed('FJ-2025/2');
  expect(exclusions).toMatchObject({
    inForce: [{ reason: 'BLOCKED' }],
    mayHaveBeenInForce: [],
    leftOut: [{ reason: 'BLOCKED' }],
  });
  const { policyId } = exclusions.inForce[0]!;
  expect(replayExclusions({ ...exclusions, leftOut: [] }, [...lines, { policyId }])).toEqual([
    { place: `policy ${policyId}`, stored: 'counted', computed: 'BLOCKED' },
  ]);
  expect(replayExclusions({ ...exclusions, inForce: [] }, lines)).toEqual([
    { place: `policy ${policyId}`, stored: 'BLOCKED', computed: 'no such reason' },
  ]);
});

test('unblocked, it counts again, with the same digest as before', async () => {
  later();
  const colleague = await arrangePerson(gateway, Role.PLATFORM);
  const unblock = async (reason: string, { client } = colleague, version = 1) =>
    (await client.get(UnblockPolicyDocument, { input: { policyId: paidElsewhere, version, reason } })).unblockPolicy;
  expect((await unblock('有误', platform)).userErrors).toMatchObject([{ code: 'FOUR_EYES' }]);
  expect((await unblock('有误', colleague, 2)).userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  expect((await unblock('')).userErrors).toMatchObject([{ code: 'REASON_MISSING' }]);
  expect((await unblock('文件号有误')).policy?.exclusions).toMatchObject([{ liftReason: '文件号有误' }]);
  expect((await unblock('再次')).userErrors).toMatchObject([{ code: 'POLICY_NOT_BLOCKED' }]);
  const { inputDigest, grantedTotal } = await compute('unblocked');
  expect({ inputDigest, grantedTotal }).toEqual({ inputDigest: before.inputDigest, grantedTotal: '3000.00' });
  expect((await recomputed('FJ-2025')).differences).toEqual([]);
});
