import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { globalId } from '../../src/kernel/values/global-id.js';
import { type Person as Human, testPeople } from '../../src/person/register/person-register.js';
import { Role } from '../../src/access/role.js';
import {
  BindEnterpriseDocument,
  type BindEnterpriseInput,
  BindingsToConfirmDocument,
  ConfirmBindingDocument,
  EnterpriseBindingsDocument,
  MyselfDocument,
  RevokeBindingDocument,
  VerifyPersonDocument,
} from '../generated/graphql.js';
import type { ApiClient } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { registerPerson } from '../kit/people.js';
import { type ArrangedEnterprise, arrangeEnterprise, arrangePerson, type Person } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
let platform: Person;
let enterprise: ArrangedEnterprise;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  platform = await arrangePerson(gateway, Role.PLATFORM);
  enterprise = await arrangeEnterprise(gateway);
});
afterAll(() => gateway.stop());

const codes = (errors: { code: string }[]) => errors.map(({ code }) => code);

async function verified(human: Human): Promise<ApiClient> {
  const { client } = await registerPerson(gateway);
  expect((await client.get(VerifyPersonDocument, { input: human })).verifyPerson.done).toBe(true);
  return client;
}

async function bind(client: ApiClient, changes: Partial<BindEnterpriseInput> = {}) {
  const { creditCode, name } = enterprise;
  const input: BindEnterpriseInput = { creditCode, name, kind: 'LEGAL_REPRESENTATIVE', ...changes };
  return (await client.get(BindEnterpriseDocument, { input })).bindEnterprise;
}

function upload(client: ApiClient, body: string) {
  return client.fetch('/upload/authorisations', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/pdf' },
  });
}

async function bindAgent(client: ApiClient) {
  const response = await upload(client, '%PDF-1.7 授权书 signed');
  expect(response.status).toBe(201);
  const { id } = (await response.json()) as { id: string };
  return { id, ...(await bind(client, { kind: 'AGENT', authorisationId: id })) };
}

describe('the legal representative', () => {
  test('gets the enterprise that it is already bound to', async () => {
    const client = await verified(testPeople.representative);
    const { creditCode, name } = await arrangeEnterprise(gateway);
    const { bindEnterprise } = await client.get<{ bindEnterprise: object }, object>(
      `mutation ($input: BindEnterpriseInput!) {
        bindEnterprise(input: $input) { binding { status enterprise { creditCode } } userErrors { code } } }`,
      { input: { creditCode, name, kind: 'LEGAL_REPRESENTATIVE' } },
    );
    expect(bindEnterprise).toEqual({ binding: { status: 'ACTIVE', enterprise: { creditCode } }, userErrors: [] });
  });

  test('is bound at once, with a token for the enterprise, and shown masked', async () => {
    const client = await verified(testPeople.representative);
    const { binding, token } = await bind(client);
    expect(binding).toMatchObject({ status: 'ACTIVE', person: '张* ****002X' });
    const { viewer } = await gateway.client(token as string).get(MyselfDocument);
    const id = globalId('Enterprise', enterprise.id);
    expect(viewer).toMatchObject({ role: 'ENTERPRISE', subject: { id } });
    expect(codes((await bind(client)).userErrors)).toEqual(['BINDING_KNOWN']);
  });

  test('must be verified and named by the register', async () => {
    const agent = await verified(testPeople.agent);
    expect((await bind(agent)).userErrors).toMatchObject([{ code: 'NOT_THE_REPRESENTATIVE', path: ['kind'] }]);
    const { client } = await registerPerson(gateway);
    expect(codes((await bind(client)).userErrors)).toEqual(['PERSON_NOT_VERIFIED']);
    const wrong = await bind(agent, { creditCode: '91350100M000101Y44' });
    expect(wrong.userErrors).toMatchObject([{ code: 'CREDIT_CODE_INVALID', path: ['creditCode'] }]);
  });
});

describe('an agent', () => {
  test('waits for PLATFORM, and its reading of the authorisation is logged', async () => {
    const client = await verified(testPeople.agent);
    const { id, binding, token } = await bindAgent(client);
    expect(binding).toMatchObject({ status: 'PENDING', enterprise: null });
    expect(token).toBeNull();

    const { enterpriseBindings } = await platform.client.get(BindingsToConfirmDocument);
    expect(enterpriseBindings.nodes.find((node) => node.id === binding?.id)?.authorisationId).toBe(id);
    const paper = await platform.client.fetch(`/authorisations/${id}`);
    expect(await paper.text()).toBe('%PDF-1.7 授权书 signed');
    const [read] = await gateway.sql(`select 1 from event where type = 'AUTHORISATION_READ' and actor_id = $1`, [
      platform.accountId,
    ]);
    expect(read).toBeTruthy();

    const input = { bindingId: binding?.id as string, version: 1 };
    const { confirmBinding } = await platform.client.get(ConfirmBindingDocument, { input });
    expect(confirmBinding.binding).toMatchObject({ status: 'ACTIVE', version: 2 });
    const { viewer } = await client.get(MyselfDocument);
    expect(viewer.roleGrants).toHaveLength(2);
  });

  test('needs an authorisation file that they uploaded themselves', async () => {
    const client = await verified(testPeople.otherAgent);
    expect(codes((await bind(client, { kind: 'AGENT' })).userErrors)).toEqual(['AUTHORISATION_MISSING']);
    const { id } = await bindAgent(await verified(testPeople.agent));
    expect(codes((await bind(client, { kind: 'AGENT', authorisationId: id })).userErrors)).toEqual([
      'AUTHORISATION_MISSING',
    ]);
    expect((await client.fetch(`/authorisations/${id}`)).status).toBe(404);
    expect((await upload(client, 'MZ not a paper')).status).toBe(415);
    expect((await upload(gateway.client(), '%PDF-')).status).toBe(401);
    const science = await arrangePerson(gateway, Role.SCIENCE);
    expect((await science.client.fetch(`/authorisations/${id}`)).status).toBe(403);
  });

  test('is not confirmed by the same person, with any account', async () => {
    const { binding } = await bindAgent(await verified(testPeople.agent));
    const own = await arrangePerson(gateway, Role.PLATFORM);
    await gateway.sql(
      `insert into account_secret (account_id, phone_digest, sealed_phone, person_digest) values ($1, 'x', 'x', $2)`,
      [own.accountId, gateway.config.vault.digest(testPeople.agent.identityNumber, 'person')],
    );
    const input = { bindingId: binding?.id as string, version: 1 };
    const { confirmBinding } = await own.client.get(ConfirmBindingDocument, { input });
    expect(codes(confirmBinding.userErrors)).toEqual(['FOUR_EYES']);
  });
});

test('a binding is revoked by the representative; the agent’s token and open socket end', async () => {
  const other = await arrangeEnterprise(gateway, { name: '莆田木兰科技有限公司' });
  const of = { creditCode: other.creditCode, name: other.name };
  const { token: boss } = await bind(await verified(testPeople.representative), of);
  const agent = await verified(testPeople.agent);
  const response = await upload(agent, '%PDF-1.7');
  const { id } = (await response.json()) as { id: string };
  const { binding } = await bind(agent, { ...of, kind: 'AGENT', authorisationId: id });
  await platform.client.get(ConfirmBindingDocument, { input: { bindingId: binding?.id as string, version: 1 } });
  const { viewer } = await agent.get(MyselfDocument);
  expect(viewer.roleGrants).toHaveLength(2);

  const revoke = async (client: ApiClient, version: number) =>
    (
      await client.get(RevokeBindingDocument, {
        input: { bindingId: binding?.id as string, version, reason: '离职' },
      })
    ).revokeBinding;
  const stranger = await bind(await verified(testPeople.representative));
  expect(codes((await revoke(gateway.client(stranger.token as string), 2)).userErrors)).toEqual(['BINDING_NOT_FOUND']);
  expect((await revoke(gateway.client(boss as string), 2)).binding).toMatchObject({
    status: 'REVOKED',
    reason: '离职',
  });
  const after = await agent.get(MyselfDocument);
  expect(after.viewer.roleGrants).toHaveLength(1);
  const seen = await gateway.client(boss as string).get(EnterpriseBindingsDocument);
  expect(seen.enterpriseBindings.totalCount).toBe(2);
});
