import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld, environment: { RATE_LIMIT: '1000000000' } });
});
afterAll(() => gateway.stop());

test('every route with an ETag answers it with 304, and HEAD has the headers of GET', async () => {
  const tagged: string[] = [];
  for (const { url } of gateway.routes.filter(({ method }) => method === 'GET')) {
    const path = url.replaceAll(/:\w+(\([^)]*\))?|\*/g, 'x');
    const ask = async (method: string, known?: string) => {
      const headers = {
        accept: 'text/html,*/*',
        'accept-encoding': 'identity',
        ...(known && { 'if-none-match': known }),
      };
      const response = await gateway.client().fetch(path, { method, headers, redirect: 'manual' });
      await response.arrayBuffer();
      return { status: response.status, tag: response.headers.get('etag') };
    };
    const plain = await ask('GET');
    expect([path, await ask('HEAD')]).toEqual([path, plain]);
    if (!plain.tag) continue;
    tagged.push(path);
    const expected = plain.status === 200 ? 304 : plain.status;
    for (const known of [plain.tag, `"a,b", W/"c" ,${plain.tag}`, `W/${plain.tag}`])
      expect([path, known, (await ask('GET', known)).status]).toEqual([path, known, expected]);
    expect([path, (await ask('GET', '"other"')).status]).toEqual([path, plain.status]);
  }
  expect(tagged.length).toBeGreaterThan(10);
});
