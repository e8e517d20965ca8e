import { afterAll, beforeAll, expect, test } from 'vitest';
import { globalId } from '../../src/kernel/values/global-id.js';
import { Role } from '../../src/access/role.js';
import {
  ClaimHoldsDocument,
  ConfirmFindingDocument,
  CorrectNoticeDocument,
  type CorrectionInput,
  DrawSpotCheckDocument,
  OpenRecoveryDocument,
  OrderPaymentDocument,
  PaymentBatchesDocument,
  PublicityNoticesDocument,
  RecordFindingDocument,
  RecordPaymentResultsDocument,
  RecordRecoveryDocument,
  RecoveriesDocument,
  ReleasePaymentDocument,
  RequestPaymentInformationDocument,
  SpotCheckConsequencesDocument,
  SpotCheckItemsDocument,
} from '../generated/graphql.js';
import { afterNotice, claimAll } from '../kit/claimed-year.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import { eventsOf, type PublishedYear, publishYear, paymentVersion } from '../kit/published-year.js';
import { alsoAs, arrangePerson, type Person, programmeCode } from '../kit/world.js';

/**
 * A policy fails after its list was approved: at each state of its claim something else follows, in order over the
 * network. Seven companies with two policies of 1,000 yuan of subsidy each.
 */
let gateway: TestGateway;
let year: PublishedYear;
let spotCheckId: string;
const [publicised, confirmed, claimed, allFalse, ordered, paid, released] = [0, 1, 2, 3, 4, 5, 6] as const;

beforeAll(async () => {
  gateway = await startTestGateway({ environment: { BACKGROUND_JOBS: 'true' } });
  year = await publishYear(gateway, 7, { policiesEach: 2 });
  const { drawSpotCheck } = await year.science.client.get(DrawSpotCheckDocument, {
    input: { programme: programmeCode, percent: '100', amountBounds: [], idempotencyKey: 'draw' },
  });
  spotCheckId = drawSpotCheck.spotCheck!.id;
});
afterAll(() => gateway.stop());

const codeOf = (place: number) => year.companies[place]!.creditCode;

/** A finding that a policy of this company is false, waiting for another person. */
async function recordFailure(place: number) {
  const filter = { statuses: ['TO_EXAMINE' as const] };
  const { node } = await year.regulator.client.get(SpotCheckItemsDocument, { id: spotCheckId, filter, first: 100 });
  const { items } = node as Extract<typeof node, { items: object }>;
  const item = items.nodes.find(({ policy }) => policy!.enterprise!.creditCode === codeOf(place))!;
  const finding = { verdict: 'FAILED' as const, faults: ['PREMIUM_NOT_PAID' as const], text: '保费已全额退回投保人' };
  const { recordFinding } = await year.regulator.client.get(RecordFindingDocument, {
    input: { itemId: item.id, version: item.version, ...finding },
  });
  return { itemId: item.id, version: recordFinding.item!.version };
}

async function confirm(seen: { itemId: string; version: number }, repayBy?: string, who: Person = year.science) {
  return (await who.client.get(ConfirmFindingDocument, { input: { ...seen, repayBy } })).confirmFinding;
}

async function fail(place: number) {
  const { item, userErrors } = await confirm(await recordFailure(place));
  expect(userErrors).toEqual([]);
  return item!.consequence;
}

async function claimOf(place: number) {
  const { claims } = await year.science.client.get(ClaimHoldsDocument, { programme: programmeCode });
  return claims.nodes.find(({ enterprise }) => enterprise!.creditCode === codeOf(place))!;
}

let corrections = 0;
async function correct(...lines: CorrectionInput[]) {
  const { publicityNotices } = await gateway.client().get(PublicityNoticesDocument);
  const { id: noticeId, version } = publicityNotices.nodes[0]!;
  corrections += 1;
  const reason = '抽核发现保单不实，予以更正';
  const input = { noticeId, version, reason, corrections: lines, idempotencyKey: `correct-${corrections}` };
  return (await year.approver.client.get(CorrectNoticeDocument, { input })).correctNotice;
}

async function order(idempotencyKey: string, places?: number[]) {
  const claimIds = places && (await Promise.all(places.map(async (place) => (await claimOf(place)).id)));
  const version = await paymentVersion(year.science);
  const input = { programme: programmeCode, version, idempotencyKey, claimIds };
  return (await year.science.client.get(OrderPaymentDocument, { input })).orderPayment;
}

async function batchOf(number: number) {
  const { paymentBatches } = await year.finance.client.get(PaymentBatchesDocument, {});
  return paymentBatches.nodes.find((batch) => batch.number === number)!;
}

async function ask(idempotencyKey: string) {
  return (
    await year.platform.client.get(RequestPaymentInformationDocument, {
      input: { programme: programmeCode, idempotencyKey },
    })
  ).requestPaymentInformation;
}

test('while the notice is open: a line is removed in a new release once none of its policies counts', async () => {
  expect(await fail(publicised)).toBe('CORRECTION_DUE');
  const removal = { creditCode: codeOf(publicised), remove: true };
  expect((await correct(removal)).userErrors).toMatchObject([{ code: 'CORRECTIONS_UNFIT' }]);
  expect(await fail(publicised)).toBe('CORRECTION_DUE');
  expect(await claimOf(publicised)).toMatchObject({
    status: 'PUBLICISED',
    hold: { amountLeft: '0.00', excess: '2000.00' },
  });
  expect((await correct(removal)).userErrors).toEqual([]);
  expect(await claimOf(publicised)).toMatchObject({ status: 'EXCLUDED', hold: null });
  const [corrected] = await eventsOf(year.science, ['NOTICE_CORRECTED'], 1);
  expect(corrected).toHaveProperty('data.changes.0', {
    field: `${codeOf(publicised)} amount`,
    from: '2000.00',
    to: null,
  });
  // Another line is not removed without an objection.
  expect((await correct({ creditCode: codeOf(confirmed), remove: true })).userErrors).toMatchObject([
    { code: 'CORRECTIONS_UNFIT' },
  ]);
});

test('after the notice: no account is requested for an amount that is to be corrected', async () => {
  gateway.clock.set(new Date(afterNotice));
  await eventually(async () => (await claimOf(confirmed)).status === 'CONFIRMED', 'the notice closes');
  expect(await fail(confirmed)).toBe('CORRECTION_DUE');
  expect(await ask('first')).toMatchObject({ requestedCount: 5, userErrors: [] });
  expect(await claimOf(confirmed)).toMatchObject({
    status: 'CONFIRMED',
    hold: { amountLeft: '1000.00', excess: '1000.00' },
  });
  expect((await correct({ creditCode: codeOf(confirmed), remove: false, amount: '1000.00' })).userErrors).toEqual([]);
  expect(await claimOf(confirmed)).toMatchObject({ grantedAmount: '1000.00', correctionCut: '1000.00', hold: null });
  expect(await ask('second')).toMatchObject({ requestedCount: 1 });
});

test('claimed: no payment is ordered before its line is corrected, whether the order names the claim or not', async () => {
  await claimAll(gateway);
  const untouched = { creditCode: codeOf(ordered), remove: false, amount: '1.00' };
  expect((await correct(untouched)).userErrors).toMatchObject([{ code: 'CLAIM_STATUS_UNFIT' }]);
  expect(await fail(claimed)).toBe('CORRECTION_DUE');
  expect([await fail(allFalse), await fail(allFalse)]).toEqual(['CORRECTION_DUE', 'CORRECTION_DUE']);
  expect((await order('named', [ordered, claimed])).userErrors).toMatchObject([
    { code: 'CLAIM_HELD', path: ['claimIds', '1'], details: { granted: '2000.00', left: '1000.00' } },
  ]);
  // All that can be: the confirmed one with what is left, and three whose policies are valid.
  expect((await order('all')).batch).toMatchObject({ lineCount: 4, totalAmount: '7000.00' });
  expect((await order('rest')).userErrors).toMatchObject([{ code: 'NOTHING_TO_PAY', details: { count: 2 } }]);

  const { userErrors } = await correct(
    { creditCode: codeOf(claimed), remove: false, amount: '1000.00' },
    { creditCode: codeOf(allFalse), remove: true },
  );
  expect(userErrors).toEqual([]);
  expect(await claimOf(claimed)).toMatchObject({ status: 'CLAIMED', grantedAmount: '1000.00', hold: null });
  expect(await claimOf(allFalse)).toMatchObject({ status: 'EXCLUDED' });
  const { publicityNotices } = await gateway.client().get(PublicityNoticesDocument);
  expect(publicityNotices.nodes[0]?.releases.at(-1)).toMatchObject({ recipientCount: 5, totalAmount: '8000.00' });
});

test('ordered, not released: its line fails at the release, and the corrected amount is claimed again', async () => {
  expect(await fail(ordered)).toBe('HELD_BACK_AT_RELEASE');
  const { id: batchId, version } = await batchOf(1);
  const { releasePayment } = await year.finance.client.get(ReleasePaymentDocument, { input: { batchId, version } });
  expect(releasePayment.userErrors).toEqual([]);
  expect(releasePayment.batch).toMatchObject({
    status: 'RELEASED',
    openCount: 3,
    openAmount: '5000.00',
    failedCount: 1,
    failedAmount: '2000.00',
  });
  const file = await (await year.finance.client.fetch(`/payment-batches/${batchId}/file.csv`)).text();
  expect(file).not.toContain(codeOf(ordered));
  expect(file).toContain(codeOf(paid));
  await eventually(async () => (await claimOf(ordered)).status === 'AWAITING_CLAIM', 'the claim goes back');
  expect(await claimOf(ordered)).toMatchObject({ hold: { excess: '1000.00' } });
  const [move] = await gateway.sql(
    `select data->>'reason' as reason from event where data->>'from' = 'PAYMENT_FAILED' order by id desc limit 1`,
  );
  expect(move).toEqual({ reason: 'a policy was kept out; the corrected amount is claimed again' });
  await correct({ creditCode: codeOf(ordered), remove: false, amount: '1000.00' });
  await claimAll(gateway);
  expect((await order('corrected')).batch).toMatchObject({ lineCount: 2, totalAmount: '2000.00' });
});

test('released: the bank has it; once paid, a recovery is due and shown as due', async () => {
  expect(await fail(released)).toBe('PAYMENT_UNDER_WAY');
  const { id: batchId, lines } = await batchOf(1);
  const results = lines.nodes
    .filter(({ status }) => status === 'OPEN')
    .map(({ reference, amount }) => ({ reference, amount, paid: true }));
  const { recordPaymentResults } = await year.finance.client.get(RecordPaymentResultsDocument, {
    input: { batchId, results },
  });
  expect(recordPaymentResults.batch).toMatchObject({ status: 'SETTLED', paidAmount: '5000.00' });
  const { node } = await year.science.client.get(SpotCheckConsequencesDocument, { id: spotCheckId });
  const { items } = node as Extract<typeof node, { items: object }>;
  const failed = items.nodes.filter(({ status }) => status === 'FAILED').map(({ consequence }) => consequence);
  expect(failed.toSorted()).toEqual(['RECOVERY_DUE', ...Array.from({ length: 7 }, () => 'SETTLED')]);

  const { id: claimId, version, hold } = await claimOf(released);
  const recovery = { amount: hold!.excess!, reason: '抽核不合格', repayBy: '2025-12-31', idempotencyKey: 'by-hand' };
  await year.science.client.get(OpenRecoveryDocument, { input: { claimId, version, ...recovery } });
  expect(await claimOf(released)).toMatchObject({ status: 'RECOVERING', recovery: { amount: '1000.00' } });
});

test('paid: to confirm the failure opens a recovery, by SCIENCE, of what was paid for the policy', async () => {
  const seen = await recordFailure(paid);
  const colleague = await arrangePerson(gateway, Role.REGULATOR);
  expect((await confirm(seen, '2025-12-31', colleague)).userErrors).toMatchObject([
    { code: 'RECOVERY_IS_FOR_SCIENCE' },
  ]);
  for (const repayBy of [undefined, '2025-08-28']) {
    expect((await confirm(seen, repayBy)).userErrors).toMatchObject([
      { code: 'REPAY_BY_UNFIT', details: { amount: '1000.00' } },
    ]);
  }
  expect(await claimOf(paid)).toMatchObject({ status: 'PAID', hold: null, recovery: null });
  expect((await confirm(seen, '2025-12-31')).item).toMatchObject({ status: 'FAILED', consequence: 'RECOVERING' });
  expect(await claimOf(paid)).toMatchObject({
    status: 'RECOVERING',
    recovery: { amount: '1000.00', status: 'OPEN', repayBy: '2025-12-31', reason: '抽核不合格（第 1 批抽核）' },
  });
});

test('a further finding raises the open recovery; findings are never public', async () => {
  const seen = await recordFailure(paid);
  const raiser = await arrangePerson(gateway, Role.SCIENCE);
  expect((await confirm(seen, '2025-08-28', raiser)).userErrors).toMatchObject([{ code: 'REPAY_BY_UNFIT' }]);
  expect((await confirm(seen, '2026-01-31', raiser)).item).toMatchObject({ consequence: 'RECOVERING' });
  const { recovery } = await claimOf(paid);
  expect(recovery).toMatchObject({ amount: '2000.00', repayBy: '2026-01-31' });
  const [stored] = await gateway.sql<{ id: string; version: number }>(
    `select id, version from recovery where amount = '2000.00'`,
  );
  const recoveryId = globalId('Recovery', stored!.id);
  const repay = async (accountId: string) => {
    const { client } = await alsoAs(gateway, accountId, Role.FINANCE);
    const repayment = { amount: '0.01', receivedOn: '2025-08-28', bankReference: 'R1', idempotencyKey: 'R1' };
    const input = { recoveryId, version: stored!.version, ...repayment };
    return (await client.get(RecordRecoveryDocument, { input })).recordRecovery.userErrors;
  };
  for (const { accountId } of [raiser, year.science]) {
    expect(await repay(accountId)).toMatchObject([{ code: 'FOUR_EYES' }]);
  }
  expect(await eventsOf(year.science, ['RECOVERY_OPENED', 'RECOVERY_RAISED'], 3)).toMatchObject([
    { type: 'RECOVERY_OPENED', data: { amount: '1000.00' } },
    { type: 'RECOVERY_OPENED', data: { amount: '1000.00' } },
    { type: 'RECOVERY_RAISED', data: { from: '1000.00', amount: '2000.00' } },
  ]);
  const { recoveries } = await gateway.client().get(RecoveriesDocument, { programme: programmeCode });
  expect(recoveries.nodes.map(({ amount, reason }) => [amount, reason]).toSorted()).toEqual([
    ['1000.00', '抽核不合格'],
    ['2000.00', '抽核不合格（第 1 批抽核）'],
  ]);
  const feed = await eventually(async () => {
    const text = await (await gateway.client().fetch('/feed/changes.ndjson')).text();
    return text.includes('抽核发现保单不实') && text;
  }, 'the corrections reach the feed');
  expect(JSON.stringify(recoveries) + feed).not.toContain('保费已全额退回投保人');
});
