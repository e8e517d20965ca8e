import { createHash } from 'node:crypto';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { dayOf } from '../../src/kernel/values/dates.js';
import {
  type ErrorPolicy,
  EventsDocument,
  OpenRecoveryDocument,
  OrderPaymentDocument,
  PaymentBatchesDocument,
  PaymentFilesDocument,
  RecipientsDocument,
  RecordPaymentResultsDocument,
  RecordRecoveryDocument,
  RecoveriesDocument,
  ReleasePaymentDocument,
} from '../generated/graphql.js';
import { afterNotice, askYear, claimAll } from '../kit/claimed-year.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import { paymentVersion, publishedYear, type PublishedYear, readClaims } from '../kit/published-year.js';
import { arrangePerson, programmeCode } from '../kit/world.js';

/** Six claims of 1,000 yuan, from claimed to paid, refused, given back, paid again and recovered. */
let gateway: TestGateway;
let year: PublishedYear;

beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(6), environment: { BACKGROUND_JOBS: 'true' } });
  year = await askYear(gateway, 6);
  await claimAll(gateway);
});
afterAll(() => gateway.stop());

async function batch(place = 0) {
  const { paymentBatches } = await year.finance.client.get(PaymentBatchesDocument, {});
  return paymentBatches.nodes[place]!;
}

const order = async (idempotencyKey: string, claimIds?: string[], version?: number) =>
  (
    await year.science.client.get(OrderPaymentDocument, {
      input: {
        programme: programmeCode,
        version: version ?? (await paymentVersion(year.science)),
        idempotencyKey,
        claimIds,
      },
    })
  ).orderPayment;
const result = (line: { reference: string; amount: string }, paid = true, reason: string | null = null) => ({
  reference: line.reference,
  amount: line.amount,
  paid,
  reason,
  bankReference: `B-${line.reference}`,
});
const record = async (results: object[], errorPolicy: ErrorPolicy = 'REJECT_ALL') => {
  const input = { batchId: (await batch()).id, results: results as never, errorPolicy };
  return (await year.finance.client.get(RecordPaymentResultsDocument, { input })).recordPaymentResults;
};
const reconciles = async () => {
  const [row] = await gateway.sql<{ apart: string; twice: number }>(`
    select (select coalesce(sum(abs(total_amount - (select sum(amount) from payment_line where batch_id = batch.id))
        + abs(paid_amount - (select coalesce(sum(amount), 0) from payment_line where batch_id = batch.id and status = 'PAID'))), 0)
      from payment_batch as batch) as apart,
      (select count(*)::int from (select claim_id from payment_line where status in ('OPEN', 'PAID')
        group by claim_id having count(*) > 1) as doubled) as twice`);
  expect(row).toEqual({ apart: '0.00', twice: 0 });
};

test('with many simultaneous orders each claim is in one batch', async () => {
  const orders = await Promise.all(Array.from({ length: 8 }, (_, place) => order(`at-once-${place}`, undefined, 0)));
  const made = orders.filter((answer) => answer.batch);
  expect(made).toHaveLength(1);
  expect(made[0]?.batch).toMatchObject({ number: 1, status: 'ORDERED', lineCount: 6, totalAmount: '6000.00' });
  const refused = orders.filter((answer) => !answer.batch);
  expect(refused.every(({ userErrors }) => userErrors[0]?.code === 'VERSION_CONFLICT')).toBe(true);
  const again = await order(`at-once-${orders.indexOf(made[0]!)}`, undefined, 0);
  expect((await order('later')).userErrors).toMatchObject([{ code: 'NOTHING_TO_PAY' }]);
  expect(again.batch?.id).toBe(made[0]?.batch?.id);
  await reconciles();
});

test('a claim in another state than CLAIMED is refused with its state and its possible next states', async () => {
  const [claim] = (await readClaims(year.science)).values();
  const { userErrors } = await order('named', [claim!.id]);
  expect(userErrors).toMatchObject([
    {
      code: 'CLAIM_STATUS_UNFIT',
      path: ['claimIds', '0'],
      details: { found: 'PAYMENT_ORDERED', needed: 'CLAIMED', allowed: ['PAID', 'PAYMENT_FAILED', 'CLAIMED'] },
    },
  ]);
});

test('the database itself refuses a second live line', async () => {
  await expect(
    gateway.sql(`insert into payment_line (batch_id, claim_id, application_id, enterprise_id, reference, amount, status)
      select batch_id, claim_id, application_id, enterprise_id, reference || 'x', amount, 'OPEN' from payment_line limit 1`),
  ).rejects.toMatchObject({ constraint: 'payment_line_live_unique' });
  await expect(gateway.sql(`update payment_batch set paid_amount = 1`)).rejects.toMatchObject({
    constraint: 'payment_batch_reconciles',
  });
});

test('results before the release are refused', async () => {
  const { lines } = await batch();
  expect((await record([result(lines.nodes[0]!)])).userErrors).toMatchObject([
    { code: 'PAYMENT_BATCH_STATUS_UNFIT', details: { found: 'ORDERED', needed: 'RELEASED / SETTLED' } },
  ]);
});

test('nobody releases a batch that they ordered, in any role', async () => {
  const { id: batchId, version } = await batch();
  const [{ accountId } = { accountId: '' }] = await gateway.sql<{ accountId: string }>(
    `select ordered_by as "accountId" from payment_batch`,
  );
  await gateway.sql(`update payment_batch set ordered_by = $1`, [year.finance.accountId]);
  const own = await year.finance.client.get(ReleasePaymentDocument, { input: { batchId, version } });
  expect(own.releasePayment.userErrors).toMatchObject([{ code: 'FOUR_EYES' }]);
  await gateway.sql(`update payment_batch set ordered_by = $1`, [accountId]);
  const done = await year.finance.client.get(ReleasePaymentDocument, { input: { batchId, version } });
  expect(done.releasePayment.batch).toMatchObject({ status: 'RELEASED' });
  const twice = await year.finance.client.get(ReleasePaymentDocument, { input: { batchId, version } });
  // The same request again is answered as the first time; one that saw another version is not.
  expect(twice.releasePayment.batch).toMatchObject({ status: 'RELEASED' });
  const stale = await year.finance.client.get(ReleasePaymentDocument, { input: { batchId, version: version - 1 } });
  expect(stale.releasePayment.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
});

test('the treasury’s files have whole account numbers and a digest, and only FINANCE gets them', async () => {
  const { id } = await batch();
  const { paymentBatches } = await year.finance.client.get(PaymentFilesDocument);
  const digests = new Map(paymentBatches.nodes[0]!.files!.map(({ format, sha256 }) => [format, sha256]));
  for (const format of ['csv', 'xlsx']) {
    const response = await year.finance.client.fetch(`/payment-batches/${id}/file.${format}`);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(digests.get(format));
    const rows =
      format === 'csv'
        ? bytes
            .toString()
            .trim()
            .split('\r\n')
            .map((line) => line.replace('\uFEFF', '').split(','))
        : (await readXlsx(bytes)).sheets[0]!.rows;
    expect(rows[0]).toEqual(['付款编号', '统一社会信用代码', '户名', '开户行', '联行号', '账号', '金额']);
    expect(rows).toHaveLength(7);
    expect(rows[1]).toContain('6217000000000000000');
    expect(rows[1]).toContain('1000.00');
  }
  for (const role of [Role.PLATFORM, Role.SCIENCE, Role.REGULATOR, Role.AUDITOR]) {
    const { client } = await arrangePerson(gateway, role);
    expect((await client.fetch(`/payment-batches/${id}/file.csv`)).status).toBe(403);
  }
  expect((await gateway.client().fetch(`/payment-batches/${id}/file.csv`)).status).toBe(401);
  const read = await gateway.sql(
    `select actor_id, data->>'format' as format from event where type = 'PAYMENT_FILE_READ' order by id`,
  );
  expect(read).toEqual([
    { actor_id: year.finance.accountId, format: 'csv' },
    { actor_id: year.finance.accountId, format: 'xlsx' },
  ]);
  const [all] = await gateway.sql<{ text: string }>(
    `select (select string_agg(event::text, '') from event) || (select string_agg(file::text, '') from payment_file as file) as text`,
  );
  expect(all?.text).not.toContain('62170000000');
});

test('foreign, repeated, differing and unexplained results are refused, and the whole file with them', async () => {
  const [one, two, three] = (await batch()).lines.nodes;
  const { userErrors } = await record([
    result(one!),
    result({ reference: 'FJ-2099-001-000001', amount: '1.00' }),
    result(one!),
    { ...result(two!), amount: '999.99' },
    result(three!, false),
  ]);
  expect(userErrors.map(({ code, path }) => [code, path])).toEqual([
    ['PAYMENT_REFERENCE_FOREIGN', ['results', '1', 'reference']],
    ['PAYMENT_REFERENCE_TWICE', ['results', '2', 'reference']],
    ['PAYMENT_AMOUNT_DIFFERS', ['results', '3', 'amount']],
    ['PAYMENT_REASON_MISSING', ['results', '4', 'reason']],
  ]);
  expect((await batch()).openCount).toBe(6);
});

test('a partial result file is applied as far as it goes; the same file again changes nothing', async () => {
  const lines = (await batch()).lines.nodes;
  const half = [result(lines[0]!), result(lines[1]!), result(lines[2]!, false, '账号与户名不符')];
  expect(await record(half)).toMatchObject({ recordedCount: 3, repeatedCount: 0, userErrors: [] });
  expect(await record(half)).toMatchObject({ recordedCount: 0, repeatedCount: 3, userErrors: [] });
  expect(await batch()).toMatchObject({
    status: 'RELEASED',
    openAmount: '3000.00',
    paidAmount: '2000.00',
    failedAmount: '1000.00',
  });
  expect((await record([result(lines[0]!, false, '退票')])).userErrors).toMatchObject([
    { code: 'PAYMENT_RESULT_CONTRADICTS', details: { found: 'PAID' } },
  ]);
  await reconciles();
});

test('a payment that the bank refused is returned to the enterprise automatically, with the reason and a new deadline', async () => {
  const failed = (await batch()).lines.nodes[2]!;
  const claim = await eventually(async () => {
    const found = (await readClaims(year.science)).get(failed.enterprise!.creditCode);
    return found?.status === 'AWAITING_CLAIM' && found;
  }, 'the failed payment goes back');
  expect(claim).toMatchObject({ claimBy: '2025-09-11', payments: [{ status: 'FAILED', reason: '账号与户名不符' }] });
  const moves = await gateway.sql(
    `select data->>'from' as was, data->>'to' as became, data->>'reason' as reason from event
     where type = 'CLAIM_STATUS_CHANGED' and data->>'to' in ('PAYMENT_FAILED', 'AWAITING_CLAIM') order by id desc limit 2`,
  );
  expect(moves).toEqual([
    { was: 'PAYMENT_FAILED', became: 'AWAITING_CLAIM', reason: 'the bank refused; another account is needed' },
    { was: 'PAYMENT_ORDERED', became: 'PAYMENT_FAILED', reason: '账号与户名不符' },
  ]);
});

test('the rest is read from the bank’s file in its own order and encoding; a second upload changes nothing', async () => {
  const { id, lines } = await batch();
  const open = lines.nodes.filter(({ status }) => status === 'OPEN');
  const body = [
    '某银行代发结果,,,',
    '结果,金额,付款编号,失败原因',
    ...open.map(({ reference }) => `成功,"1,000.00",${reference},`),
  ].join('\n');
  const send = (bytes: BodyInit, query = '') =>
    year.finance.client.fetch(`/payment-batches/${id}/results${query}`, { method: 'POST', body: bytes });
  const foreign = await send(`${body}\n成功,1.00,FJ-2099-001-000009,`);
  expect(foreign.status).toBe(422);
  expect(await foreign.json()).toMatchObject({ recordedCount: 0, userErrors: [{ code: 'PAYMENT_REFERENCE_FOREIGN' }] });
  const { userErrors: unreadable } = (await (await send('\u0000\u0001not a table')).json()) as { userErrors: object[] };
  expect(unreadable).toMatchObject([{ code: 'PAYMENT_RESULTS_UNREADABLE' }]);
  const doubtful = await send(body.replace('成功', '大概'));
  expect(await doubtful.json()).toMatchObject({ userErrors: [{ code: 'PAYMENT_RESULTS_UNREADABLE' }] });
  expect((await send(body, '?errorPolicy=NONE')).status).toBe(400);
  const first = await send(`${body}\n成功,1.00,FJ-2099-001-000009,`, '?errorPolicy=REJECT_FAILED_ROWS');
  expect(await first.json()).toMatchObject({ recordedCount: 3, userErrors: [{ code: 'PAYMENT_REFERENCE_FOREIGN' }] });
  expect(await (await send(body)).json()).toEqual({ recordedCount: 0, repeatedCount: 3, userErrors: [] });
  expect(await batch()).toMatchObject({
    status: 'SETTLED',
    paidAmount: '5000.00',
    failedAmount: '1000.00',
    openCount: 0,
  });
  expect((await year.science.client.fetch(`/payment-batches/${id}/results`, { method: 'POST', body })).status).toBe(
    403,
  );
  await reconciles();
});

test('the corrected account is paid in a later batch, and the totals still reconcile', async () => {
  gateway.clock.set(new Date(new Date(afterNotice).getTime() + 3_600_000));
  await claimAll(gateway);
  const { batch: second } = await order('much later');
  expect(second).toMatchObject({ number: 2, lineCount: 1, totalAmount: '1000.00' });
  await year.finance.client.get(ReleasePaymentDocument, { input: { batchId: second!.id, version: second!.version } });
  await record([result((await batch()).lines.nodes[0]!)]);
  const statuses = [...(await readClaims(year.science)).values()].map(({ status }) => status);
  expect(statuses).toEqual(Array.from({ length: 6 }, () => 'PAID'));
  await reconciles();
});

test('a recovery is public as a separate line; the paid line remains', async () => {
  const [creditCode, claim] = [...(await readClaims(year.science))][0]!;
  const input = { claimId: claim.id, version: claim.version, reason: '保单不实', repayBy: '2025-10-31' };
  const open = async (amount: string) =>
    (await year.science.client.get(OpenRecoveryDocument, { input: { ...input, amount, idempotencyKey: amount } }))
      .openRecovery;
  expect((await open('1000.01')).userErrors).toMatchObject([{ code: 'RECOVERY_AMOUNT_UNFIT', path: ['amount'] }]);
  const { openRecovery: late } = await year.science.client.get(OpenRecoveryDocument, {
    input: { ...input, amount: '600.00', repayBy: dayOf(gateway.clock.now()), idempotencyKey: 'today' },
  });
  expect(late.userErrors).toMatchObject([{ code: 'REPAY_BY_UNFIT', path: ['repayBy'], details: { amount: '600.00' } }]);
  const { recovery } = await open('600.00');
  const repay = async (version: number, amount: string, bankReference: string) =>
    (
      await year.finance.client.get(RecordRecoveryDocument, {
        input: {
          recoveryId: recovery!.id,
          version,
          amount,
          receivedOn: '2025-09-20',
          bankReference,
          idempotencyKey: `${bankReference}-${amount}`,
        },
      })
    ).recordRecovery;
  expect((await repay(1, '600.01', 'R0')).userErrors).toMatchObject([
    { code: 'REPAYMENT_TOO_HIGH', details: { due: '600.00' } },
  ]);
  expect((await repay(1, '200.05', 'R1')).recovery).toMatchObject({ status: 'OPEN', repaid: '200.05', version: 2 });
  expect((await repay(2, '100.00', 'R1')).userErrors).toMatchObject([{ code: 'REPAYMENT_TWICE' }]);
  expect((await readClaims(year.science)).get(creditCode)?.status).toBe('RECOVERING');
  expect((await repay(2, '399.95', 'R2')).recovery).toMatchObject({ status: 'CLOSED', repaid: '600.00' });
  expect((await readClaims(year.science)).get(creditCode)?.status).toBe('RECOVERED');
  const reader = await arrangePerson(
    gateway,
    Role.ENTERPRISE,
    year.companies.find((one) => one.creditCode === creditCode)!.id,
  );
  const wanted = [
    'RECOVERY_OPENED',
    'REPAYMENT_RECORDED',
    'REPAYMENT_RECORDED',
    'CLAIM_STATUS_CHANGED',
    'RECOVERY_CLOSED',
  ];
  // What was committed just now is in the log as soon as it is sealed.
  await eventually(async () => {
    const { events } = await reader.client.get(EventsDocument, { first: 100 });
    const types = events.nodes
      .map(({ type }) => type)
      .filter((type) => type !== 'POLICY_OUTCOME_CHANGED')
      .slice(-5);
    return types.join() === wanted.join();
  }, 'the enterprise receives its recovery');
  const { recoveries } = await gateway.client().get(RecoveriesDocument, {});
  expect(recoveries.nodes).toMatchObject([{ creditCode, amount: '600.00', status: 'CLOSED', reason: '保单不实' }]);
  const { recipients } = await gateway.client().get(RecipientsDocument, { noticeId: year.noticeId });
  expect(recipients?.totalCount).toBe(6);
});
