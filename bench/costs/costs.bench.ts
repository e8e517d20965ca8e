import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import type { ApiClient } from '../../test/kit/client.js';
import { forgetAnswers } from '../../test/kit/forget-answers.js';
import { startTestGateway, type TestGateway } from '../../test/kit/gateway.js';
import { growDatabase, idOf, kinds } from '../../test/kit/grown.js';
import { arrangePerson, arrangeProgramme } from '../../test/kit/world.js';
import { fieldFormsOf } from './forms.js';

/**
 * Measures the time of each query, count and relation, and compares it with its cost in the schema. The unit is the
 * time of the smallest operation divided by its cost, in the same run, so that the machine has little influence. Tables
 * have up to 80,000 rows; the fastest of some runs is used.
 */
const smallest = '{ viewer { role } }';
const runs = Number(process.env['RUNS'] ?? 5);
/** A field may take this multiple of its cost before it is reported. */
const tolerance = 2;

let gateway: TestGateway;
const clients = new Map<Role, ApiClient>();
let creditCode = '';
beforeAll(async () => {
  gateway = await startTestGateway();
  await arrangeProgramme(gateway);
  await growDatabase(gateway);
  const [company] = await gateway.sql<{ credit_code: string }>('select credit_code from enterprise where id = $1', [
    idOf(kinds.enterprise, 4),
  ]);
  creditCode = company!.credit_code;
  const as = async (role: Role, subject?: string) =>
    clients.set(role, (await arrangePerson(gateway, role, subject)).client);
  await as(Role.INSURER, idOf(kinds.institution, 4));
  await as(Role.ENTERPRISE, idOf(kinds.enterprise, 4));
  await as(Role.AUDITOR);
  await as(Role.PLATFORM);
  const [city] = await gateway.sql<{ id: string }>(`select id from region where code = '3501'`);
  await as(Role.CITY, city!.id);
  clients.set(Role.PUBLIC, gateway.client());
});
afterAll(() => gateway.stop());

const schema = buildGatewaySchema();
interface Measured {
  role: Role;
  coordinate: string;
  /** Milliseconds of the fastest run. */
  time: number;
  cost: number;
}

async function measure(client: ApiClient, query: string): Promise<Omit<Measured, 'role' | 'coordinate'> | undefined> {
  let time = Infinity;
  let cost = 0;
  for (let run = 0; run <= runs; run += 1) {
    await forgetAnswers(gateway);
    const began = performance.now();
    const response = await client.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      // A request with `extensions` is not answered from memory.
      body: JSON.stringify({ query, extensions: {} }),
    });
    const answer = (await response.json()) as { errors?: object[]; extensions?: { cost: { asked: number } } };
    if (answer.errors || !answer.extensions) return undefined;
    // The first run parses the document and fills caches.
    if (run > 0) time = Math.min(time, performance.now() - began);
    cost = answer.extensions.cost.asked;
  }
  return { time, cost };
}

test('a field says what it costs', async () => {
  const measured: Measured[] = [];
  const failed: string[] = [];
  let unit = Infinity;
  for (const [role, client] of clients) {
    const plain = await measure(client, smallest);
    if (plain) unit = Math.min(unit, plain.time / plain.cost);
    for (const { coordinate, query } of fieldFormsOf(schema, role, creditCode)) {
      const result = await measure(client, query);
      if (result) measured.push({ role, coordinate, ...result });
      else failed.push(`${role} ${coordinate}`);
    }
  }
  const spent = ({ time, cost }: Measured) => time / unit / cost;
  const sorted = measured.toSorted((one, other) => spent(other) - spent(one));
  process.stdout.write(`\n${'field'.padEnd(58)} ${'time'.padStart(9)} ${'cost'.padStart(7)}   took by cost\n`);
  for (const one of sorted.slice(0, Number(process.env['SHOW'] ?? 60))) {
    const name = `${one.role} ${one.coordinate}`.padEnd(58);
    process.stdout.write(
      `${name} ${one.time.toFixed(1).padStart(6)} ms ${String(one.cost).padStart(7)}   ${spent(one).toFixed(2)} ×\n`,
    );
  }
  process.stdout.write(
    `${measured.length} measured; not asked, since they need more to continue: ${failed.join(', ')}\n`,
  );
  const faulty = sorted.filter((one) => spent(one) > tolerance).map(({ role, coordinate }) => `${role} ${coordinate}`);
  expect(faulty, `take more than ${tolerance} times what they say`).toEqual([]);
});
