import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { RequestChallengeDocument, SignInDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import { retentionRules } from '../../src/retention/retention-rules.js';
import { modules } from '../../src/modules.js';
import { arrangeEnterprise, arrangePerson } from '../kit/world.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ environment: { BACKGROUND_JOBS: 'true', RATE_LIMIT: '1000000' } });
});
afterAll(() => gateway.stop());

async function countOf(table: string): Promise<number> {
  const [row] = await gateway.sql<{ count: number }>(`select count(*)::int as count from ${table}`);
  return row!.count;
}

async function recordKey(key: string): Promise<void> {
  const { accountId } = await arrangePerson(gateway, Role.PLATFORM);
  const insert = `insert into idempotency_record (account_id, operation, key, input_digest, result, recorded_at)
    values ($1, 'test', $2, '', '{}', $3)`;
  await gateway.sql(insert, [accountId, key, gateway.clock.now()]);
}

const days = (count: number) => gateway.clock.set(new Date(gateway.clock.now().getTime() + count * 86_400_000));

test('codes and failed sign-ins are deleted after three days, idempotency keys after a month, none earlier', async () => {
  const client = gateway.client();
  await client.get(RequestChallengeDocument);
  await client.get(SignInDocument, { input: { phone: '13800138000', password: 'wrong-password' } });
  await recordKey('early');
  expect(await countOf('one_time_code')).toBe(1);
  expect(await countOf('sign_in_failure')).toBe(1);

  days(4);
  await eventually(async () => (await countOf('one_time_code')) === 0, 'the forgetting of codes');
  await eventually(async () => (await countOf('sign_in_failure')) === 0, 'the forgetting of failures');
  expect(await countOf('idempotency_record')).toBe(1);

  days(28);
  await recordKey('late');
  await eventually(async () => (await countOf('idempotency_record')) === 1, 'the forgetting of keys');
  expect(await gateway.sql(`select key from idempotency_record`)).toEqual([{ key: 'late' }]);
});

test('every table has exactly one retention rule', async () => {
  const tables = await gateway.sql<{ name: string }>(`
    select relname as name from pg_class
    where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and relname <> 'migration'`);
  const ruled = retentionRules.flatMap((rule) => rule.tables);
  expect(ruled.toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
});

test('deletion by another module names an existing job and folder', () => {
  const jobs = modules.flatMap((module) => module.jobs ?? []).map(({ name }) => name);
  const others = retentionRules.flatMap(({ deletedBy = [] }) => deletedBy);
  expect(others.length).toBeGreaterThan(3);
  for (const deletedBy of others) {
    const [, job] = /`(.+)`/.exec(deletedBy) ?? [];
    if (job) expect(jobs).toContain(job);
    expect(fs.existsSync(/\((src\/.+)\)/.exec(deletedBy)![1] as string), deletedBy).toBe(true);
  }
});

test('PLATFORM and AUDITOR see a report of the deletions', async () => {
  const query = '{ retentionRules { name kept deletedCount lastRunAt lastDeletedAt } }';
  const auditor = await arrangePerson(gateway, Role.AUDITOR);
  const { data } = await auditor.client.ask<{ retentionRules: Record<string, unknown>[] }, never>(query);
  expect(data!.retentionRules.map(({ name }) => name)).toEqual(retentionRules.map(({ name }) => name));
  expect(data!.retentionRules.find(({ name }) => name === 'idempotency')).toMatchObject({
    kept: '30 days',
    deletedCount: 1,
    lastDeletedAt: expect.any(String) as string,
  });
  // The report says that it was looked for, whatever deletes it; what is kept permanently is not looked for.
  const due = retentionRules.filter(({ deletions, deletedBy }) => deletions ?? deletedBy).map(({ name }) => name);
  await eventually(
    async () => {
      const { data: report } = await auditor.client.ask<{ retentionRules: Record<string, unknown>[] }, never>(query);
      const ran = report!.retentionRules.filter(({ lastRunAt }) => lastRunAt).map(({ name }) => name);
      return ran.join() === due.join();
    },
    `every one of ${due.join(', ')} was followed`,
  );
  const finance = await arrangePerson(gateway, Role.FINANCE);
  expect((await finance.client.ask(query)).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
});

test('an authorisation file without a binding is deleted after three days', async () => {
  const { client } = await arrangePerson(gateway, Role.ENTERPRISE);
  const upload = () => client.fetch('/upload/authorisations', { method: 'POST', body: '%PDF-1.7 authorisation' });
  expect([(await upload()).status, (await upload()).status]).toEqual([201, 201]);
  const { id } = await arrangeEnterprise(gateway, { division: '', kind: '' });
  await gateway.sql(
    `insert into enterprise_binding (account_id, enterprise_id, kind, status, person, requested_at, authorisation_id)
     select account_id, $1, 'AGENT', 'PENDING', '王*', now(), id from authorisation limit 1`,
    [id],
  );
  days(4);
  await eventually(async () => (await countOf('authorisation')) === 1, 'the forgetting of authorisations');
  const kept = 'select from authorisation join enterprise_binding on authorisation_id = authorisation.id';
  expect(await gateway.sql(kept)).toHaveLength(1);
});
