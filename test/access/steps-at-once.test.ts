import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import { testPeople } from '../../src/person/register/person-register.js';
import type { ApiClient } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { registerPerson, type RegisteredPerson } from '../kit/people.js';
import {
  type ArrangedEnterprise,
  arrangePerson,
  arrangePush,
  nextCreditCode,
  type Person,
  policyRow,
  programmeCode,
} from '../kit/world.js';

/*
 * "Find, check, then change": a step that is asked for 16 times at once, over the network, happens once. It is counted by its
 * events, which notify everybody that it happened.
 */
const atOnce = 16;

let gateway: TestGateway;
let enterprise: ArrangedEnterprise;
let insurer: Person;
let somebody: RegisteredPerson;
beforeAll(async () => {
  gateway = await startTestGateway({ now: '2025-08-10T02:00:00Z' });
  ({ insurer, enterprise } = await arrangePush(gateway));
  await gateway.sql('update role_grant set manages = true where account_id = $1', [insurer.accountId]);
  somebody = await registerPerson(gateway, 'INSURER');
});
afterAll(() => gateway.stop());

async function call(client: ApiClient, name: string, input: object, selection = ''): Promise<Record<string, unknown>> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code } } }`;
  const { data, errors } = await client.ask<Record<string, Record<string, unknown>>, { input: object }>(query, {
    input,
  });
  // Another transaction may win twice in a row; INTERNAL is never the answer.
  expect(errors?.map(({ extensions }) => extensions.code) ?? []).not.toContain('INTERNAL');
  return data?.[name] ?? {};
}

async function eventsOf(type: string, by: () => Promise<unknown>): Promise<number> {
  const count = async () => {
    const [row] = await gateway.sql<{ count: number }>('select count(*)::int as count from event where type = $1', [
      type,
    ]);
    return row!.count;
  };
  const before = await count();
  await Promise.all(Array.from({ length: atOnce }, by));
  return (await count()) - before;
}

test('an invitation is accepted once', async () => {
  const input = { phone: somebody.phone, idempotencyKey: 'one' };
  const { invitation } = await call(insurer.client, 'inviteStaff', input, 'invitation { id }');
  const { id } = invitation as { id: string };
  const accept = () => call(somebody.client, 'acceptStaffInvitation', { invitationId: id });
  expect(await eventsOf('STAFF_JOINED', accept)).toBe(1);
});

test('an invitation is either accepted or withdrawn', async () => {
  const invited = await registerPerson(gateway, 'INSURER');
  const input = { phone: invited.phone, idempotencyKey: 'two' };
  const { invitation } = await call(insurer.client, 'inviteStaff', input, 'invitation { id }');
  const { id } = invitation as { id: string };
  let turn = 0;
  const joined = await eventsOf('STAFF_JOINED', () => {
    turn += 1;
    return turn % 2 === 0
      ? call(invited.client, 'acceptStaffInvitation', { invitationId: id })
      : call(insurer.client, 'withdrawStaffInvitation', { invitationId: id, version: 1 });
  });
  const [row] = await gateway.sql<{ status: string }>(`select status from staff_invitation where phone_digest = $1`, [
    gateway.config.vault.digest(invited.phone, 'phone'),
  ]);
  expect(row!.status).toBe(joined === 1 ? 'ACCEPTED' : 'WITHDRAWN');
});

test('a webhook is removed once, a credential revoked once', async () => {
  const registered = await call(
    insurer.client,
    'registerWebhook',
    { url: 'https://hooks.example.org/x', types: [], idempotencyKey: 'one' },
    'webhook { id }',
  );
  const { id: webhookId } = registered['webhook'] as { id: string };
  expect(await eventsOf('WEBHOOK_REMOVED', () => call(insurer.client, 'removeWebhook', { webhookId }))).toBe(1);
  const issued = await call(
    insurer.client,
    'issueMachineCredential',
    { name: 'core', method: 'CLIENT_SECRET', scopes: ['READ'], idempotencyKey: 'one' },
    'credential { id }',
  );
  const { id: credential } = issued['credential'] as { id: string };
  const revoke = () => call(insurer.client, 'revokeMachineCredential', { credentialId: credential });
  expect(await eventsOf('CREDENTIAL_REVOKED', revoke)).toBe(1);
});

test('a block is lifted once', async () => {
  const row = policyRow(enterprise);
  await call(insurer.client, 'submitPolicies', { programme: programmeCode, idempotencyKey: randomUUID(), rows: [row] });
  const [{ id } = { id: '' }] = await gateway.sql<{ id: string }>('select id from policy where policy_no = $1', [
    row.policyNo,
  ]);
  const policyId = globalId('Policy', id);
  const [blocks, lifts] = [await arrangePerson(gateway, Role.PLATFORM), await arrangePerson(gateway, Role.PLATFORM)];
  const block = { policyId, version: 1, reason: '已获其他补贴', source: '文件', idempotencyKey: 'one' };
  await call(blocks.client, 'blockPolicy', block);
  const lift = () => call(lifts.client, 'unblockPolicy', { policyId, version: 1, reason: '误登' });
  expect(await eventsOf('POLICY_UNBLOCKED', lift)).toBe(1);
});

test('an institution is registered once', async () => {
  const founder = await registerPerson(gateway, 'INSURER');
  const input = { programme: programmeCode, creditCode: nextCreditCode(), name: '榕江财产保险' };
  expect(await eventsOf('INSTITUTION_REGISTERED', () => call(founder.client, 'registerInstitution', input))).toBe(1);
});

test('a representative is bound once', async () => {
  const person = await registerPerson(gateway);
  await call(person.client, 'verifyPerson', testPeople.representative);
  const input = { creditCode: enterprise.creditCode, name: enterprise.name, kind: 'LEGAL_REPRESENTATIVE' };
  expect(await eventsOf('BINDING_CONFIRMED', () => call(person.client, 'bindEnterprise', input))).toBe(1);
  const grants = await gateway.sql(`select 1 from role_grant where role = 'ENTERPRISE' and subject_id = $1`, [
    enterprise.id,
  ]);
  expect(grants).toHaveLength(1);
});
