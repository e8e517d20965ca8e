import { afterAll, beforeAll, expect, test } from 'vitest';
import { OrderPaymentDocument, ReleasePaymentDocument } from '../generated/graphql.js';
import { askYear, claimAll } from '../kit/claimed-year.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { paymentVersion, publishedYear, type PublishedYear, readClaims } from '../kit/published-year.js';
import { programmeCode } from '../kit/world.js';

/** What the department of finance returns before anything was sent. Four claims of 1,000 yuan. */
let gateway: TestGateway;
let year: PublishedYear;
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(4), environment: { BACKGROUND_JOBS: 'true' } });
  year = await askYear(gateway, 4);
  await claimAll(gateway);
});
afterAll(() => gateway.stop());

interface Returned {
  batch: { status: string; openCount: number; failedCount: number; openAmount: string } | null;
  userErrors: { code: string; path: string[] | null }[];
}

let serial = 0;
async function order() {
  serial += 1;
  const version = await paymentVersion(year.science);
  const input = { programme: programmeCode, version, idempotencyKey: `order-${serial}` };
  return (await year.science.client.get(OrderPaymentDocument, { input })).orderPayment;
}

interface Batch {
  id: string;
  version: number;
  number: number;
  lines: { nodes: { reference: string; status: string }[] };
}

async function newest(): Promise<Batch> {
  const { paymentBatches } = await year.finance.client.get<{ paymentBatches: { nodes: Batch[] } }, object>(
    `{ paymentBatches(first: 5) { nodes { id version number lines(first: 10) { nodes { reference status } } } } }`,
  );
  return paymentBatches.nodes.toSorted((one, other) => other.number - one.number)[0]!;
}

async function giveBack(changes: object): Promise<Returned> {
  const { id: batchId, version } = await newest();
  const input = { batchId, version, references: null, to: 'DEPARTMENT', reason: '收款账户名称有误', ...changes };
  const answer = await year.finance.client.get<{ returnPayment: Returned }, object>(
    `mutation ($input: ReturnPaymentInput!) { returnPayment(input: $input) {
      batch { status openCount failedCount openAmount } userErrors { code path } } }`,
    { input },
  );
  return answer.returnPayment;
}

const statuses = async () => [...(await readClaims(year.science)).values()].map(({ status }) => status).toSorted();

test('one line is returned to the department with a reason; the rest of the batch is unchanged', async () => {
  await order();
  const [line] = (await newest()).lines.nodes;
  expect((await giveBack({ reason: ' ' })).userErrors).toMatchObject([{ code: 'REASON_MISSING', path: ['reason'] }]);
  expect((await giveBack({ references: ['foreign'] })).userErrors).toMatchObject([
    { code: 'PAYMENT_REFERENCE_FOREIGN', path: ['references', '0'] },
  ]);
  expect(await giveBack({ references: [line!.reference] })).toEqual({
    batch: { status: 'ORDERED', openCount: 3, failedCount: 1, openAmount: '3000.00' },
    userErrors: [],
  });
  expect(await statuses()).toEqual(['CLAIMED', ...Array.from({ length: 3 }, () => 'PAYMENT_ORDERED')]);
});

test('another line is returned to its enterprise, which claims again', async () => {
  const line = (await newest()).lines.nodes.find(({ status }) => status === 'OPEN');
  expect((await giveBack({ references: [line!.reference], to: 'ENTERPRISE' })).userErrors).toEqual([]);
  await expect.poll(statuses, { timeout: 15_000 }).toContain('AWAITING_CLAIM');
  const [event] = await gateway.sql(
    `select data ->> 'reason' as reason from event where type = 'PAYMENT_RETURNED' order by id desc limit 1`,
  );
  expect(event).toEqual({ reason: '收款账户名称有误' });
});

test('a released batch is returned as a whole, and its file is no longer available', async () => {
  const { id: batchId, version, lines } = await newest();
  await year.finance.client.get(ReleasePaymentDocument, { input: { batchId, version } });
  const open = lines.nodes.find(({ status }) => status === 'OPEN');
  expect((await giveBack({ references: [open!.reference] })).userErrors).toMatchObject([
    { code: 'PAYMENT_RELEASED_WHOLE' },
  ]);
  expect((await giveBack({})).batch).toMatchObject({ status: 'CANCELLED', openCount: 0 });
  expect((await year.finance.client.fetch(`/payment-batches/${batchId}/file.csv`)).status).toBe(404);
  expect((await statuses()).filter((status) => status === 'CLAIMED')).toHaveLength(3);
});

test('once its file was downloaded it cannot be returned', async () => {
  expect((await order()).userErrors).toEqual([]);
  const { id: batchId, version } = await newest();
  await year.finance.client.get(ReleasePaymentDocument, { input: { batchId, version } });
  expect((await year.finance.client.fetch(`/payment-batches/${batchId}/file.csv`)).status).toBe(200);
  expect((await giveBack({})).userErrors).toMatchObject([{ code: 'PAYMENT_ALREADY_SENT', path: ['batchId'] }]);
});
