import { createRequire } from 'node:module';
import { getNamedType, isRequiredArgument } from 'graphql';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccessExtension } from '../../src/access/access.js';
import { Role, signedIn } from '../../src/access/role.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import type { ApiClient } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { publishYear, type PublishedYear } from '../kit/published-year.js';
import { arrangeEnterprise, arrangeInsurer, arrangePerson, type Person } from '../kit/world.js';

/* Readers who see the same are read for together, and each of them gets what a request alone would have got. */

const lists = Object.values(buildGatewaySchema().getQueryType()!.getFields()).filter(
  ({ type, args }) => getNamedType(type).name.endsWith('Connection') && !args.some(isRequiredArgument),
);

/** Counts the snapshots that requests open. */
let snapshots = 0;
const { Client } = createRequire(import.meta.resolve('@mikro-orm/postgresql'))('pg') as typeof pg;
const { query } = Client.prototype;
Client.prototype.query = function countAndQuery(this: pg.Client, ...given: unknown[]) {
  if (/^begin.*read only.*mianshen_auditor/.test(String(given[0]))) snapshots += 1;
  return (query as (...given: unknown[]) => unknown).apply(this, given);
} as typeof query;

let gateway: TestGateway;
let year: PublishedYear;
/** Two accounts of each role, for the same subject where it has one. */
const pairs = new Map<Role, [Person, Person]>();
beforeAll(async () => {
  gateway = await startTestGateway();
  year = await publishYear(gateway, 40);
  const [{ institution, region } = { institution: '', region: '' }] = await gateway.sql<Record<string, string>>(
    `select (select id from institution limit 1) as institution, (select id from region where code = '3501') as region`,
  );
  const subjects: Partial<Record<Role, string>> = {
    INSURER: institution,
    ENTERPRISE: year.companies[0]!.id,
    CITY: region,
  };
  for (const role of signedIn) {
    const person = () => arrangePerson(gateway, role, subjects[role] ?? null);
    pairs.set(role, [await person(), await person()]);
  }
});
afterAll(() => gateway.stop());

const company = 'query ($code: String!) { enterprise(creditCode: $code) { creditCode name } }';

async function ask<Data>(client: ApiClient, document: string, variables: object = {}): Promise<Data> {
  const { text } = await client.post(JSON.stringify({ query: document, variables }));
  const { data, errors } = JSON.parse(text) as { data: Data; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

function auditors(): [ApiClient, ApiClient] {
  const [first, second] = pairs.get(Role.AUDITOR)!;
  return [first.client, second.client];
}

const times = <Value>(count: number, work: (number: number) => Promise<Value>) =>
  Promise.all(Array.from({ length: count }, (_, number) => work(number)));

test('the same list is read once for all waiting requests of any account', async () => {
  const document = '{ policies(first: 5) { nodes { policyNo } } }';
  const clients = auditors();
  const alone = await ask(clients[0], document);
  snapshots = 0;
  const answers = await times(100, (number) => ask(clients[number % 2]!, document));
  for (const answer of answers) expect(answer).toEqual(alone);
  expect(snapshots).toBeGreaterThan(0);
  expect(snapshots).toBeLessThan(100);
});

test('simultaneous look-ups each get their own object', async () => {
  const clients = auditors();
  const codes = [...year.companies.map(({ creditCode }) => creditCode), 'X'.repeat(18), 'not a code'];
  snapshots = 0;
  const answers = await times(126, async (number) => {
    const code = codes[number % codes.length]!;
    const { enterprise } = await ask<{ enterprise: unknown }>(clients[number % 2]!, company, { code });
    return { code, enterprise };
  });
  for (const { code, enterprise } of answers) {
    const found = year.companies.find(({ creditCode }) => creditCode === code);
    expect(enterprise).toEqual(found ? { creditCode: code, name: found.name } : null);
  }
  expect(snapshots).toBeLessThan(126);
});

test('no institution gets the response of another', async () => {
  const [ours] = pairs.get(Role.INSURER)!;
  const other = await arrangeInsurer(gateway, '乌山财产保险');
  const { creditCode } = year.companies[0]!;
  await times(60, async (number) => {
    const isOurs = number % 2 === 0;
    const { client } = isOurs ? ours : other;
    const { enterprise } = await ask<{ enterprise: unknown }>(client, company, { code: creditCode });
    const { policies } = await ask<{ policies: { nodes: unknown[] } }>(client, '{ policies { nodes { policyNo } } }');
    expect(enterprise === null).toBe(!isOurs);
    expect(policies.nodes.length === 0).toBe(!isOurs);
  });
});

test('a response that depends on the account is never shared', async () => {
  const [first, second] = auditors();
  const document = 'mutation ($input: ExportRowsInput!) { exportRows(input: $input) { listExport { id } } }';
  const input = { query: '{ policies(first: 5) { nodes { policyNo } } }', format: 'NDJSON', idempotencyKey: 'own' };
  const { exportRows } = await ask<{ exportRows: { listExport: { id: string } } }>(first, document, { input });
  await times(40, async (number) => {
    const { exports } = await ask<{ exports: { nodes: unknown[] } }>(
      number % 2 === 0 ? first : second,
      '{ exports { nodes { id } } }',
    );
    expect(exports.nodes).toEqual(number % 2 === 0 ? [exportRows.listExport] : []);
  });
});

test('a response includes everything written before its request, also when a read is in progress', async () => {
  const clients = auditors();
  const crowd = times(8, async (number) => {
    const { creditCode } = year.companies[number]!;
    for (let time = 0; time < 60; time += 1) await ask(clients[number % 2]!, company, { code: creditCode });
  });
  for (let number = 0; number < 20; number += 1) {
    const { creditCode, name } = await arrangeEnterprise(gateway, { name: `新来第${number}科技有限公司` });
    const { enterprise } = await ask<{ enterprise: unknown }>(clients[0], company, { code: creditCode });
    expect(enterprise).toEqual({ creditCode, name });
  }
  await crowd;
});

test.each(signedIn)('%s: two accounts that read each list at the same time get what each gets alone', async (role) => {
  const pair = pairs.get(role)!;
  for (const { name, extensions } of lists) {
    const { access } = extensions as AccessExtension;
    if (access && !access.includes(role)) continue;
    const document = `{ ${name}(first: 20) { nodes { __typename } pageInfo { startCursor endCursor } } }`;
    const alone = [await ask(pair[0].client, document), await ask(pair[1].client, document)];
    const together = await times(6, (number) => ask(pair[number % 2]!.client, document));
    together.forEach((answer, number) => expect(answer, name).toEqual(alone[number % 2]));
  }
});
