import { afterAll, beforeAll, expect, test } from 'vitest';
import { OrderPaymentDocument, ReleasePaymentDocument } from '../generated/graphql.js';
import { askYear, claimAll } from '../kit/claimed-year.js';
import { publishedYear } from '../kit/published-year.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import type { PublishedYear } from '../kit/published-year.js';
import { programmeCode } from '../kit/world.js';

/* A client whose answer was lost asks again with what it had sent, and gets the answer that it was done. */
let gateway: TestGateway;
let year: PublishedYear;
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(2), environment: { BACKGROUND_JOBS: 'true' } });
  year = await askYear(gateway, 2);
  await claimAll(gateway);
});
afterAll(() => gateway.stop());

test('a completed release returns its result again, for the same input only', async () => {
  const { orderPayment } = await year.science.client.get(OrderPaymentDocument, {
    input: { programme: programmeCode, version: 0, idempotencyKey: 'again' },
  });
  const { id: batchId, version } = orderPayment.batch as { id: string; version: number };
  const release = async (seen: number) =>
    (await year.finance.client.get(ReleasePaymentDocument, { input: { batchId, version: seen } })).releasePayment;
  const answers = await Promise.all([release(version), release(version), release(version)]);
  for (const { batch, userErrors } of [...answers, await release(version)]) {
    expect(userErrors).toEqual([]);
    expect(batch?.status).toBe('RELEASED');
  }
  expect((await release(version - 1)).userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  const released = await gateway.sql(`select id from event where type = 'PAYMENT_RELEASED'`);
  expect(released).toHaveLength(1);
});
