import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { testPeople } from '../../src/person/register/person-register.js';
import {
  AcceptStaffInvitationDocument,
  BindEnterpriseDocument,
  HandOverManagementDocument,
  InvitationsToMeDocument,
  InviteStaffDocument,
  PoliciesDocument,
  RegisterInstitutionDocument,
  RemoveStaffDocument,
  StaffMembersDocument,
  VerifyPersonDocument,
  WithdrawStaffInvitationDocument,
} from '../generated/graphql.js';
import type { ApiClient } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { nextPhone, registerPerson, type RegisteredPerson, wait } from '../kit/people.js';
import { eventually } from '../kit/eventually.js';
import { arrangeEnterprise, arrangePerson, arrangeProgramme, nextCreditCode, programmeCode } from '../kit/world.js';

/** The second clerk of an insurer and the second person of a company: invited, listed, handed over to, removed. */
let gateway: TestGateway;
let first: RegisteredPerson;
let second: RegisteredPerson;
let manager: ApiClient;
let clerk: ApiClient;

beforeAll(async () => {
  gateway = await startTestGateway({ now: '2025-08-10T02:00:00Z' });
  await arrangeProgramme(gateway);
  first = await registerPerson(gateway, 'INSURER');
  const input = { programme: programmeCode, creditCode: nextCreditCode(), name: '闽江财产保险' };
  const { registerInstitution } = await first.client.get(RegisterInstitutionDocument, { input });
  manager = gateway.client(registerInstitution.token as string);
  second = await registerPerson(gateway, 'INSURER');
});
afterAll(() => gateway.stop());

const invite = async (client: ApiClient, phone: string, idempotencyKey = phone) =>
  (await client.get(InviteStaffDocument, { input: { phone, idempotencyKey } })).inviteStaff;
const staff = async (client: ApiClient) => (await client.get(StaffMembersDocument, {})).staffMembers.nodes;
const accept = async (client: ApiClient, invitation: string) =>
  (await client.get(AcceptStaffInvitationDocument, { input: { invitationId: invitation } })).acceptStaffInvitation;
const toMe = async (client: ApiClient) => (await client.get(InvitationsToMeDocument)).invitationsToMe;

test('the person who registered an institution manages it, and invites a second clerk by phone', async () => {
  expect(await staff(manager)).toMatchObject([{ manages: true, person: `****${first.phone.slice(-4)}` }]);
  const { invitation } = await invite(manager, second.phone);
  expect(invitation).toMatchObject({ lastFour: second.phone.slice(-4), status: 'OPEN' });
  expect((await invite(manager, second.phone)).invitation!.id).toBe(invitation!.id);
  expect((await invite(manager, second.phone, 'again')).userErrors).toMatchObject([{ code: 'INVITATION_OPEN' }]);
  await eventually(
    async () => gateway.texts.some(({ phone, template }) => phone === second.phone && template === 'STAFF_INVITATION'),
    'a text message',
  );
});

test('only the holder of the number accepts, and then acts for the institution', async () => {
  const stranger = await registerPerson(gateway, 'INSURER');
  const [invitation] = await toMe(second.client);
  expect(invitation).toMatchObject({ subjectName: '闽江财产保险', role: 'INSURER' });
  expect(await toMe(stranger.client)).toEqual([]);
  expect((await accept(stranger.client, invitation!.id)).userErrors).toMatchObject([{ code: 'INVITATION_NOT_FOUND' }]);
  const accepted = await accept(second.client, invitation!.id);
  expect(accepted).toMatchObject({ done: true, userErrors: [] });
  clerk = gateway.client(accepted.token as string);
  expect((await clerk.get(PoliciesDocument, {})).policies.totalCount).toBe(0);
  expect(await staff(clerk)).toMatchObject([{ manages: true }, { manages: false }]);
  expect((await invite(manager, second.phone, 'once more')).userErrors).toMatchObject([{ code: 'ALREADY_STAFF' }]);
  expect((await accept(second.client, invitation!.id)).userErrors).toMatchObject([{ code: 'INVITATION_NOT_FOUND' }]);
});

test('only the manager invites and removes; nobody sees or changes the people of another institution', async () => {
  expect((await invite(clerk, nextPhone())).userErrors).toMatchObject([{ code: 'NOT_THE_MANAGER' }]);
  const [boss] = await staff(clerk);
  const remove = async (client: ApiClient, { id: member, version }: { id: string; version: number }) =>
    (await client.get(RemoveStaffDocument, { input: { memberId: member, version, reason: '离职' } })).removeStaff
      .userErrors;
  expect(await remove(clerk, boss!)).toMatchObject([{ code: 'NOT_THE_MANAGER' }]);
  expect(await remove(manager, boss!)).toMatchObject([{ code: 'MANAGER_STAYS' }]);
  const other = await registerPerson(gateway, 'INSURER');
  const input = { programme: programmeCode, creditCode: nextCreditCode(), name: '鼓山财产保险' };
  const { registerInstitution } = await other.client.get(RegisterInstitutionDocument, { input });
  const foreign = gateway.client(registerInstitution.token as string);
  expect(await staff(foreign)).toHaveLength(1);
  expect(await remove(foreign, (await staff(clerk))[1]!)).toMatchObject([{ code: 'STAFF_MEMBER_NOT_FOUND' }]);
});

test('a manager transfers the role; the former one can then be removed, and every token of theirs ends', async () => {
  const [boss, other] = await staff(manager);
  const handOver = async (client: ApiClient, member: string, version: number) =>
    (await client.get(HandOverManagementDocument, { input: { memberId: member, version } })).handOverManagement;
  expect((await handOver(clerk, other!.id, 1)).userErrors).toMatchObject([{ code: 'NOT_THE_MANAGER' }]);
  expect((await handOver(manager, other!.id, 9)).userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  expect((await handOver(manager, other!.id, other!.version)).member).toMatchObject({ manages: true });
  expect((await staff(clerk)).map(({ manages }) => manages)).toEqual([false, true]);
  const input = { memberId: boss!.id, version: boss!.version + 1, reason: '离职' };
  expect((await clerk.get(RemoveStaffDocument, { input })).removeStaff.userErrors).toEqual([]);
  const { errors } = await manager.ask(StaffMembersDocument, {});
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(await staff(clerk)).toMatchObject([{ manages: true }]);
});

test('PLATFORM appoints a manager if there is none', async () => {
  await gateway.sql(`update role_grant set manages = false`);
  const platform = await arrangePerson(gateway, Role.PLATFORM);
  const [member] = await staff(clerk);
  const input = { memberId: member!.id, version: member!.version };
  const { handOverManagement } = await platform.client.get(HandOverManagementDocument, { input });
  expect(handOverManagement.member).toMatchObject({ manages: true });
});

test('an invitation can be withdrawn, and expires', async () => {
  const phone = nextPhone();
  const { invitation } = await invite(clerk, phone);
  const input = { invitationId: invitation!.id, version: 1 };
  const { withdrawStaffInvitation } = await clerk.get(WithdrawStaffInvitationDocument, { input });
  expect(withdrawStaffInvitation.invitation).toMatchObject({ status: 'WITHDRAWN' });
  expect((await invite(clerk, phone, 'anew')).userErrors).toEqual([]);
});

test('for a company the invited person must be verified; the invitation replaces the authorisation file', async () => {
  const { creditCode, name } = await arrangeEnterprise(gateway);
  const representative = await registerPerson(gateway);
  await representative.client.get(VerifyPersonDocument, { input: testPeople.representative });
  const bound = await representative.client.get(BindEnterpriseDocument, {
    input: { creditCode, name, kind: 'LEGAL_REPRESENTATIVE' },
  });
  const company = gateway.client(bound.bindEnterprise.token as string);
  const agent = await registerPerson(gateway);
  wait(gateway, 1);
  await invite(company, agent.phone);
  const [invitation] = await toMe(agent.client);
  expect((await accept(agent.client, invitation!.id)).userErrors).toMatchObject([{ code: 'PERSON_NOT_VERIFIED' }]);
  await agent.client.get(VerifyPersonDocument, { input: testPeople.agent });
  const { token } = await accept(agent.client, invitation!.id);
  expect(await staff(gateway.client(token as string))).toMatchObject([
    { manages: true, person: `张* ****${representative.phone.slice(-4)}` },
    { manages: false, person: `李* ****${agent.phone.slice(-4)}` },
  ]);
  const bindings = await gateway.sql(`select kind, status from enterprise_binding order by requested_at, kind desc`);
  expect(bindings).toEqual([
    { kind: 'LEGAL_REPRESENTATIVE', status: 'ACTIVE' },
    { kind: 'AGENT', status: 'ACTIVE' },
  ]);
});
