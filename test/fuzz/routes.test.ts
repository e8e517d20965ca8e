import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import { type HttpEntry, httpEntries } from './http-entries.js';
import { chanceOf, mutate, seconds, seed } from './mutations.js';

/**
 * The same over the network: every route that takes a body gets changed ones. No answer is a fault of ours, nothing that
 * came this way is still in a queue at the end, and none of it was too much for its reader.
 */
const fewest = 6;

let gateway: TestGateway;
let entries: HttpEntry[];
beforeAll(async () => {
  const environment = { SMS_CALLBACK_SECRET: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', RATE_LIMIT: '1000000000' };
  gateway = await startTestGateway({ environment });
  entries = await httpEntries(gateway);
});
afterAll(() => gateway.stop());

async function send({ client, address, contentType }: HttpEntry, bytes: Buffer): Promise<number> {
  const { path, headers } = await address();
  const body = new Uint8Array(bytes);
  const response = await client.fetch(path, {
    method: 'POST',
    body,
    headers: { 'content-type': contentType, ...headers },
  });
  await response.arrayBuffer();
  return response.status;
}

test(`no body sent to any route causes an internal error (seed ${seed})`, { timeout: 3_600_000 }, async () => {
  expect(entries.map(({ name }) => name)).toContain('POST /upload/policies');
  const faults: string[] = [];
  for (const entry of entries) {
    const chance = chanceOf(seed);
    const end = performance.now() + seconds * 1_000;
    for (let count = 0; count < fewest || performance.now() < end; count += 1) {
      const valid = entry.valid[Math.floor(chance() * entry.valid.length)] as Buffer;
      const bytes = count === 0 ? valid : mutate(valid, chance);
      const status = await send(entry, bytes).catch((error: Error) => error.message);
      if (typeof status === 'string' || status >= 500) {
        faults.push(`${entry.name} → ${status}: ${bytes.toString('base64').slice(0, 2_000)}`);
      }
    }
  }
  expect(faults).toEqual([]);
});

const queued = `
  select 'submission' as queue, fault_found ->> 'code' as code, status from submission
  union all select 'list', fault_found ->> 'code', status from list_import`;

test('nothing of it remains in a queue', { timeout: 600_000 }, async () => {
  const left = async () =>
    (await gateway.sql<{ code: string | null; status: string }>(queued)).filter(({ status }) =>
      ['QUEUED', 'PROCESSING', 'CHECKING'].includes(status),
    );
  await eventually(async () => (await left()).length === 0, 'all of it is done or refused', 500_000);
  const found = await gateway.sql<{ code: string | null }>(queued);
  expect(found.length).toBeGreaterThan(fewest);
  expect(found.filter(({ code }) => code === 'INTAKE_FAILED' || code === 'FILE_GONE')).toEqual([]);
});
