import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { csvOf, uploaded } from '../kit/upload.js';
import { arrangeEnterprise, arrangeInsurer, policyRow } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
});
afterAll(() => gateway.stop());

test('an institution whose files cannot be read waits longer for the next one, and is then served', async () => {
  const { client } = await arrangeInsurer(gateway);
  const unreadable = (at: number) => uploaded(client, `这不是${at}份表格`);
  const first = await Promise.all(Array.from({ length: 10 }, (_, at) => unreadable(at)));
  expect(new Set(first.map(({ status }) => status))).toEqual(new Set(['FAILED']));
  const began = performance.now();
  for (const at of [11, 12]) expect(await unreadable(at)).toMatchObject({ status: 'FAILED' });
  const sound = await uploaded(client, csvOf([policyRow(await arrangeEnterprise(gateway))]));
  expect(sound).toMatchObject({ status: 'COMPLETED', acceptedCount: 1 });
  expect(performance.now() - began).toBeGreaterThan(3_000);
});
