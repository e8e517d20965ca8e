import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  CorrectPolicyDocument,
  PoliciesMissingDocument,
  PolicyByNumberDocument,
  ReconciliationDocument,
  RecordRefundDocument,
  WithdrawPolicyDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { csvOf, faultsOf, headings, uploaded } from '../kit/upload.js';
import { arrangeEnterprise, arrangeInsurer, arrangePush, type Person, policyRow, programmeCode } from '../kit/world.js';

let gateway: TestGateway;
let insurer: Person;
let enterprise: Awaited<ReturnType<typeof arrangeEnterprise>>;

beforeAll(async () => {
  gateway = await startTestGateway();
  ({ insurer, enterprise } = await arrangePush(gateway));
});
afterAll(() => gateway.stop());

async function pushed(changes = {}) {
  const row = policyRow(enterprise, changes);
  await uploaded(insurer.client, csvOf([row]));
  return { ...row, ...(await find(row.policyNo)) };
}

async function find(policyNo: string) {
  const { policies } = await insurer.client.get(PolicyByNumberDocument, { policyNo });
  return policies.nodes[0] as NonNullable<(typeof policies.nodes)[0]>;
}

/** An approved proposal that counts this policy, as the assessment would have written it. */
async function settle(policyId: string) {
  await gateway.sql(
    `with rules as (select id, programme_id from programme_rules limit 1), approved as (
       insert into subsidy_proposal (programme_id, rules_id, revision, status, computed_by, computed_at)
       select programme_id, id, 1 + (select count(*) from subsidy_proposal), 'APPROVED', gen_random_uuid(), now()
       from rules returning id, rules_id)
     insert into assessment (proposal_id, rules_id, enterprise_id, calculated, cap_cut, budget_cut, granted,
       qualification_kinds, lines)
     select approved.id, approved.rules_id, enterprise_id, 0.1, 0, 0, 0.1, '{}',
       array[(policy.id, product_code, 1, 1, 0.1, 0, 0, 0.1, '', starts_on, ends_on, false)::counted_policy]
     from approved, policy where policy.id = $1`,
    [Buffer.from(policyId, 'base64url').toString().split(':')[1]],
  );
}

test('a refund lowers the base, once', async () => {
  const { id, version } = await pushed();
  const input = {
    policyId: id,
    version,
    endorsementNo: 'PD-1',
    amount: '400.05',
    refundedOn: '2025-01-31',
    idempotencyKey: 'refund-1',
  };
  const first = await insurer.client.get(RecordRefundDocument, { input });
  expect(first.recordRefund.policy).toMatchObject({
    refunded: '400.05',
    version: 2,
    refunds: [{ endorsementNo: 'PD-1', amount: '400.05', refundedOn: '2025-01-31' }],
  });
  expect(await insurer.client.get(RecordRefundDocument, { input })).toEqual(first);
  const again = { ...input, version: 2, idempotencyKey: 'refund-2' };
  const { recordRefund } = await insurer.client.get(RecordRefundDocument, { input: again });
  expect(recordRefund.userErrors).toEqual([{ code: 'REFUND_RECORDED_BEFORE', path: ['endorsementNo'] }]);
});

test.each([
  [{ amount: '10000.01' }, 'REFUND_OUT_OF_RANGE'],
  [{ amount: '0' }, 'REFUND_OUT_OF_RANGE'],
  [{ refundedOn: '2025-08-21' }, 'REFUND_DAY_INVALID'],
  [{ endorsementNo: ' ' }, 'ENDORSEMENT_NO_INVALID'],
  [{ version: 7 }, 'VERSION_CONFLICT'],
])('a refund with %j is refused as %s', async (changes, code) => {
  const { id: policyId, version } = await pushed();
  const input = { policyId, version, endorsementNo: 'PD', amount: '1', refundedOn: '2025-01-31', ...changes };
  const answer = await insurer.client.get(RecordRefundDocument, {
    input: { ...input, idempotencyKey: policyId + code },
  });
  expect(answer.recordRefund.userErrors.map((error) => error.code)).toEqual([code]);
});

test('a correction is checked like a new policy and says what changed', async () => {
  const { id: policyId, version } = await pushed();
  const correct = async (input: object) =>
    (
      await insurer.client.get(CorrectPolicyDocument, {
        input: { policyId, version, reason: 'typo', ...input } as never,
      })
    ).correctPolicy;
  expect((await correct({ changes: { premium: '-1', endsOn: '2030-01-01' } })).userErrors).toEqual([
    { code: 'TERM_TOO_LONG', path: ['changes', 'endsOn'] },
    { code: 'PREMIUM_INVALID', path: ['changes', 'premium'] },
  ]);
  expect((await correct({ changes: { premium: '10000.00' } })).userErrors).toMatchObject([
    { code: 'CORRECTION_EMPTY' },
  ]);
  expect((await correct({ changes: {}, reason: ' ' })).userErrors).toMatchObject([{ code: 'REASON_MISSING' }]);
  const { policy } = await correct({ changes: { premium: '12000', endsOn: '2024-12-31' } });
  expect(policy).toMatchObject({
    premium: '12000.00',
    version: 2,
    corrections: [
      {
        version: 2,
        reason: 'typo',
        changes: [
          { field: 'endsOn', before: '2025-02-28', after: '2024-12-31' },
          { field: 'premium', before: '10000.00', after: '12000.00' },
        ],
      },
    ],
  });
});

test('a correction cannot reduce the premium below the refund, by mutation or by file', async () => {
  const { id: policyId, version, ...row } = await pushed();
  await gateway.sql('update policy set refunded = 6000 where policy_no = $1', [row.policyNo]);
  const { correctPolicy } = await insurer.client.get(CorrectPolicyDocument, {
    input: { policyId, version, reason: 'x', changes: { premium: '5000' } },
  });
  expect(correctPolicy.userErrors).toEqual([{ code: 'PREMIUM_BELOW_REFUNDS', path: ['changes', 'premium'] }]);
  const lines = csvOf([{ ...row, premium: '5000' }], `${headings},操作`);
  expect(faultsOf(await uploaded(insurer.client, `${lines},更正`))).toEqual([[2, ['PREMIUM_BELOW_REFUNDS premium']]]);
});

test('a share that a correction moves to another company counts there in full', async () => {
  const other = await arrangeEnterprise(gateway);
  const coinsured = async (row: ReturnType<typeof policyRow>) => {
    await uploaded(insurer.client, JSON.stringify({ ...row, share: '60', coinsuranceNo: 'GB-MOVED' }));
    return find(row.policyNo);
  };
  const { id: policyId, version } = await coinsured(policyRow(enterprise));
  await coinsured(policyRow(other));
  const changes = { creditCode: other.creditCode, enterpriseName: other.name };
  const { correctPolicy } = await insurer.client.get(CorrectPolicyDocument, {
    input: { policyId, version, reason: 'x', changes },
  });
  expect(correctPolicy.userErrors).toEqual([{ code: 'COINSURANCE_OVER_100', path: ['changes', 'share'] }]);
});

test('a policy in an approved proposal does not change, by mutation or by file', async () => {
  const { id: policyId, version, ...row } = await pushed();
  await settle(policyId);
  const corrected = await insurer.client.get(CorrectPolicyDocument, {
    input: { policyId, version, reason: 'x', changes: { premium: '1' } },
  });
  expect(corrected.correctPolicy.userErrors).toMatchObject([{ code: 'POLICY_SETTLED' }]);
  const refunded = await insurer.client.get(RecordRefundDocument, {
    input: { policyId, version, endorsementNo: 'x', amount: '1', refundedOn: '2025-01-01', idempotencyKey: 'settled' },
  });
  expect(refunded.recordRefund.userErrors).toMatchObject([{ code: 'POLICY_SETTLED' }]);
  const withdrawn = await insurer.client.get(WithdrawPolicyDocument, { input: { policyId, version, reason: 'x' } });
  expect(withdrawn.withdrawPolicy.userErrors).toMatchObject([{ code: 'POLICY_SETTLED' }]);
  const lines = csvOf([{ ...row, premium: '1' }], `${headings},操作`);
  expect(faultsOf(await uploaded(insurer.client, `${lines},更正`))).toEqual([[2, ['POLICY_SETTLED policyNo']]]);
});

test('a flag is removed when its cause is corrected', async () => {
  const company = await arrangeEnterprise(gateway);
  const one = policyRow(company);
  const two = policyRow(company, { invoiceNo: one.invoiceNo, product: 'KEY_STAFF_HEALTH' });
  await uploaded(insurer.client, csvOf([one, two]));
  const flagged = await find(two.policyNo);
  expect(flagged.flags).toEqual([{ kind: 'SAME_INVOICE', otherPolicy: { policyNo: one.policyNo } }]);
  await insurer.client.get(CorrectPolicyDocument, {
    input: { policyId: flagged.id, version: 1, reason: 'x', changes: { invoiceNo: policyRow(company).invoiceNo } },
  });
  expect((await find(two.policyNo)).flags).toEqual([]);
  expect((await find(one.policyNo)).flags).toEqual([]);
});

test('a core system can check that we hold what it sent', async () => {
  const rows = ['b-2', 'A-1', 'a-3'].map((policyNo) => policyRow(enterprise, { policyNo, premium: '100.5' }));
  const submission = await uploaded(insurer.client, csvOf(rows));
  const { reconciliation } = await insurer.client.get(ReconciliationDocument, {
    programme: programmeCode,
    groupBy: 'SUBMISSION',
    submissionId: submission.id,
  });
  const digest = createHash('sha256').update('A-1|100.50\na-3|100.50\nb-2|100.50\n').digest('hex');
  expect(reconciliation).toEqual([
    { day: null, count: 3, premium: '301.50', refunded: '0.00', digest, submission: { id: submission.id } },
  ]);
  const other = await arrangeInsurer(gateway, '别家');
  const theirs = await other.client.get(ReconciliationDocument, { programme: programmeCode, groupBy: 'DAY' });
  expect(theirs.reconciliation).toEqual([]);
  const numbers = ['nope', 'A-1', 'nor this'];
  const missing = await insurer.client.get(PoliciesMissingDocument, { policyNumbers: numbers });
  expect(missing.policiesMissing).toEqual(['nope', 'nor this']);
  const toThem = await other.client.get(PoliciesMissingDocument, { policyNumbers: numbers });
  expect(toThem.policiesMissing).toEqual(numbers);
});
