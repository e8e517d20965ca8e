import { afterAll, beforeAll, expect, test } from 'vitest';
import { SettableClock } from '../../src/kernel/clock.js';
import { type Gateway, startGateway } from '../../src/gateway/gateway.js';
import { eventually } from '../kit/eventually.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';

/** Two gateways of one database. The limit is below what may be spent at once, so that nobody has to pause. */
const limit = 20_000;
let first: TestGateway;
let second: Gateway;
beforeAll(async () => {
  first = await startTestGateway({ environment: { RATE_LIMIT: `${limit}` } });
  second = await startGateway(first.config, first.database, new SettableClock(first.clock.now()));
});
afterAll(async () => {
  await second.stop();
  await first.stop();
});

let serial = 0;
/** Each time another document, which no answer from memory serves. */
async function ask(url: string): Promise<{ status: number; remaining: number }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: `{ ask${(serial += 1)}: programmes(first: 100) { nodes { code } } }` }),
  });
  await response.arrayBuffer();
  return { status: response.status, remaining: Number(response.headers.get('ratelimit-remaining')) };
}

const shared = async () =>
  Number((await first.sql<{ cost: string }>('select coalesce(sum(cost), 0) as cost from client_spending'))[0]!.cost);

test('spending at one gateway is soon counted at the other, and refused there', { timeout: 80_000 }, async () => {
  const { remaining, status } = await ask(first.url);
  expect(status).toBe(200);
  const spent = limit - remaining;
  expect(spent).toBeGreaterThan(0);
  const alone = limit - (await ask(second.url)).remaining;
  await eventually(async () => (await shared()) >= spent + alone, 'both report what was spent');
  await eventually(async () => {
    const before = await shared();
    return (await ask(second.url)).remaining <= limit - before;
  }, 'the second gateway knows what was spent at the first');
  // As if a third gateway had let it spend the rest.
  await first.sql(`update client_spending set cost = ${limit}, began_at = now()`);
  for (const { url } of [first, second]) {
    await eventually(async () => (await ask(url)).status === 429, 'the client is refused');
  }
});

test('after a minute the whole limit is available again', async () => {
  await first.sql(`update client_spending set cost = ${limit}, began_at = now() - interval '61 seconds'`);
  const third = await startGateway(first.config, first.database, new SettableClock(first.clock.now()));
  expect((await ask(third.url)).status).toBe(200);
  await third.stop();
  expect(await shared()).toBeGreaterThan(0);
  expect(await shared(), 'a gateway that stops has notified the others').toBeLessThan(limit);
});
