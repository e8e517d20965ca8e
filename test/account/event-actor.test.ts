import { afterAll, beforeAll, expect, test } from 'vitest';
import { globalId } from '../../src/kernel/values/global-id.js';
import { Role } from '../../src/access/role.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { allSealed } from '../kit/sealed.js';
import { arrangeInsurer, arrangePerson, type Person } from '../kit/world.js';

let gateway: TestGateway;
let clerk: Person;
let science: Person;
let auditor: Person;
let institution: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  clerk = await arrangeInsurer(gateway, '武夷财产保险');
  [science, auditor] = [await arrangePerson(gateway, Role.SCIENCE), await arrangePerson(gateway, Role.AUDITOR)];
  institution = globalId('Institution', clerk.subjectId!);
  const { data } = await science.client.ask<{ suspendInstitution: { userErrors: unknown[] } }, object>(
    `mutation ($input: InstitutionReasonInput!) { suspendInstitution(input: $input) { userErrors { code } } }`,
    { input: { institutionId: institution, version: 1, reason: '核查' } },
  );
  expect(data?.suspendInstitution.userErrors).toEqual([]);
  await allSealed(gateway);
});
afterAll(() => gateway.stop());

const read = ({ client }: Person, fields: string) =>
  client.ask<{ events: { nodes: unknown[] } }, object>(
    `query ($subject: ID) { events(filter: { subjectId: $subject, types: [INSTITUTION_SUSPENDED] }) { nodes { ${fields} } } }`,
    { subject: institution },
  );

test('auditors see who did it, and what changed', async () => {
  const { data } = await read(auditor, 'actor { account name role } changes { field before after }');
  const actor = { account: science.accountId, name: `SCIENCE ${science.accountId}`, role: 'SCIENCE' };
  expect(data?.events.nodes).toEqual([{ actor, changes: [{ field: 'status', before: 'ACTIVE', after: 'SUSPENDED' }] }]);
});

test('the party concerned sees in which role it was done, and not by whom', async () => {
  const { data } = await read(clerk, 'actorRole changes { field before after }');
  expect(data?.events.nodes).toEqual([
    { actorRole: 'SCIENCE', changes: [{ field: 'status', before: 'ACTIVE', after: 'SUSPENDED' }] },
  ]);
  const { errors } = await read(clerk, 'actor { name }');
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});
