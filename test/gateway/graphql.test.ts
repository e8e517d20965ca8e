import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { ViewerDocument } from '../generated/graphql.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

test('anybody is somebody: the public', async () => {
  const { viewer } = await gateway.client().get(ViewerDocument);
  expect(viewer).toEqual({ role: 'PUBLIC', subject: null, tokenExpiresAt: null });
});
