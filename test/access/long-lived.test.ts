import { randomUUID } from 'node:crypto';
import { globalId } from '../../src/kernel/values/global-id.js';
import http from 'node:http';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { Scope } from '../../src/access/scope.js';
import { phonePlace } from '../../src/account/account.js';
import { revokeRole } from '../../src/account/role-grants.js';
import { oauthAdapter } from '../../src/client/oauth/oauth-adapter.js';
import { longLived } from '../../src/modules.js';
import {
  InviteStaffDocument,
  RegisterWebhookDocument,
  RevokeFrontEndDocument,
  RevokeMachineCredentialDocument,
} from '../generated/graphql.js';
import { arrangeFrontEnd, arrangeMachine } from '../kit/delegated.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { nextPhone } from '../kit/people.js';
import { eventually } from '../kit/eventually.js';
import { systemContext } from '../kit/system-context.js';
import { csvOf, upload } from '../kit/upload.js';
import { arrangeEnterprise, arrangeInsurer, arrangePerson, type Person, policyRow } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/*
 * Every kind of thing that continues after the request that began it: it ends with the grant that it depends on, and its
 * owner is notified. The kinds are what modules declare; the last test looks for one that none declares.
 */
let gateway: TestGateway;
let platform: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld, environment: { BACKGROUND_JOBS: 'true' } });
  platform = await arrangePerson(gateway, Role.PLATFORM);
});
afterAll(() => gateway.stop());

async function givePhone({ accountId }: Person): Promise<string> {
  const phone = nextPhone();
  await gateway.sql(`insert into account_secret (account_id, phone_digest, sealed_phone) values ($1, $2, $3)`, [
    accountId,
    phone,
    gateway.config.vault.seal(phone, phonePlace),
  ]);
  return phone;
}

const isNotified = (phone: string, thing: string) =>
  eventually(
    async () =>
      gateway.texts.some(
        ({ phone: to, template, parameters }) =>
          to === phone && template === 'GRANT_ENDED' && parameters['thing'] === thing,
      ),
    `${thing}: its owner is notified`,
  );

/** Work in the background waits as long as this table is locked. */
async function holding(table: string, work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: gateway.ownerUrl });
  await client.connect();
  await client.query(`begin; lock table ${table} in share mode`);
  try {
    await work();
  } finally {
    await client.query('rollback');
    await client.end();
  }
}

async function takeRole({ accountId, role, subjectId }: Person): Promise<void> {
  const { context, end } = systemContext(gateway);
  await context.db.write((em) => revokeRole(em, context, { accountId, role, subjectId }));
  await end();
}

const revokeFrontEnd = (clientId: string) =>
  platform.client.get(RevokeFrontEndDocument, {
    input: { frontEndId: globalId('FrontEnd', clientId.slice(2)) },
  });

/** Begins an upload and sends nothing more of it; resolves when the gateway has ended it. */
function halfAnUpload({ token }: Person): { begun: Promise<void>; ended: Promise<void> } {
  const { hostname, port } = new URL(gateway.url);
  const request = http.request({
    hostname,
    port,
    method: 'POST',
    path: '/upload/policies?programme=FJ-2025',
    headers: { authorization: `Bearer ${token}`, expect: '100-continue', 'content-length': 1_000_000 },
  });
  const begun = new Promise<void>((resolve) => request.once('continue', resolve));
  const ended = new Promise<void>((resolve) => request.once('error', () => resolve()).once('close', resolve));
  request.flushHeaders();
  void begun.then(() => request.write('保单号'));
  return { begun, ended };
}

const plays: Record<string, () => Promise<void>> = {
  SUBSCRIPTION: async () => {
    const frontEnd = await arrangeFrontEnd(gateway, await arrangePerson(gateway, Role.SCIENCE), [Scope.READ]);
    const socket = frontEnd.client.socket();
    const closed = new Promise<number>((resolve) =>
      socket.on('closed', (event) => resolve((event as { code: number }).code)),
    );
    const opened = new Promise<void>((resolve) => void socket.on('connected', () => resolve()));
    const followed = (async () => {
      for await (const _ of socket.iterate({ query: 'subscription { claimStatusChanged { cursor } }' })) void _;
    })().catch(() => undefined);
    await opened;
    const stream = frontEnd.client.fetch('/graphql/stream', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { claimStatusChanged { cursor } }' }),
    });
    const text = stream.then((response) => response.text());
    await stream;
    await revokeFrontEnd(frontEnd.clientId);
    expect(await closed).toBe(4441);
    await followed;
    expect(await text).toMatch(/"code":"UNAUTHENTICATED","reason":"REVOKED"/);
  },

  TRANSFER: async () => {
    const clerk = await arrangeInsurer(gateway);
    const machine = await arrangeMachine(gateway, clerk, ['READ', 'WRITE']);
    const transfer = halfAnUpload(machine);
    await transfer.begun;
    await clerk.client.get(RevokeMachineCredentialDocument, { input: { credentialId: machine.credential.id } });
    await transfer.ended;
    expect((await machine.client.fetch('/template/policies.xlsx')).status).toBe(401);
  },

  POLICY_FILE: async () => {
    const clerk = await arrangeInsurer(gateway);
    const phone = await givePhone(clerk);
    const machine = await arrangeMachine(gateway, clerk, ['READ', 'WRITE']);
    const row = policyRow(await arrangeEnterprise(gateway));
    let id = '';
    await holding('policy', async () => {
      const answer = await upload(machine.client, csvOf([row]));
      expect(answer.status).toBe(202);
      ({ id } = answer);
      await clerk.client.get(RevokeMachineCredentialDocument, { input: { credentialId: machine.credential.id } });
      await isNotified(phone, '保单文件处理');
    });
    const { submission } = await clerk.client.get<
      { submission: { status: string; fault: { code: string } } },
      { id: string }
    >('query ($id: ID!) { submission(id: $id) { status fault { code } } }', { id });
    expect(submission).toEqual({ status: 'FAILED', fault: { code: 'GRANT_ENDED' } });
    expect(await gateway.sql('select from policy where policy_no = $1', [row.policyNo])).toEqual([]);
  },

  LIST_FILE: async () => {
    const sender = await arrangePerson(gateway, Role.PLATFORM);
    const phone = await givePhone(sender);
    await holding('list_import_row', async () => {
      const csv =
        '企业名称,统一社会信用代码,资质类别,有效期起,有效期止\n甲有限公司,91350100M000100Y43,瞪羚企业,2024-01-01,2025-12-31';
      const path = `/upload/lists?${new URLSearchParams({ kind: 'QUALIFICATIONS', source: '名单', listDate: '2025-08-01' })}`;
      // Lists are checked one after the other: the second waits for the first.
      expect((await platform.client.fetch(path, { method: 'POST', body: csv })).status).toBe(202);
      expect((await sender.client.fetch(path, { method: 'POST', body: csv })).status).toBe(202);
      await takeRole(sender);
      await isNotified(phone, '名单文件处理');
    });
    const [list] = await gateway.sql<{ status: string; code: string }>(
      `select status, fault_found->>'code' as code from list_import where uploaded_by = $1`,
      [sender.accountId],
    );
    expect(list).toEqual({ status: 'FAILED', code: 'GRANT_ENDED' });
  },

  EXPORT: async () => {
    const clerk = await arrangeInsurer(gateway);
    const phone = await givePhone(clerk);
    const machine = await arrangeMachine(gateway, clerk, ['READ']);
    const input = { query: '{ policies { nodes { policyNo } } }', idempotencyKey: randomUUID() };
    const ask = (client: typeof machine.client) =>
      client.get<{ exportRows: { listExport: { id: string } } }, object>(
        'mutation ($input: ExportRowsInput!) { exportRows(input: $input) { listExport { id } } }',
        { input },
      );
    const { exportRows } = await ask(machine.client);
    const path = `/exports/${exportRows.listExport.id}/rows.ndjson`;
    await eventually(async () => (await machine.client.fetch(path)).status === 200, 'the file is there');
    await clerk.client.get(RevokeMachineCredentialDocument, { input: { credentialId: machine.credential.id } });
    expect((await machine.client.fetch(path)).status).toBe(401);
    await isNotified(phone, '批量导出文件');
    expect(await gateway.sql('select from list_export union all select from list_export_part')).toEqual([]);
  },

  STAFF_INVITATION: async () => {
    const clerk = await arrangeInsurer(gateway);
    await gateway.sql(`update role_grant set manages = true where account_id = $1`, [clerk.accountId]);
    const phone = await givePhone(clerk);
    const input = { phone: nextPhone(), idempotencyKey: randomUUID() };
    const { inviteStaff } = await clerk.client.get(InviteStaffDocument, { input });
    expect(inviteStaff.userErrors).toEqual([]);
    await takeRole(clerk);
    await isNotified(phone, '人员邀请');
    const [invitation] = await gateway.sql(`select status from staff_invitation where invited_by = $1`, [
      clerk.accountId,
    ]);
    expect(invitation).toEqual({ status: 'WITHDRAWN' });
  },

  CONSENT: async () => {
    const person = await arrangePerson(gateway, Role.SCIENCE);
    const phone = await givePhone(person);
    const { clientId, consentId } = await arrangeFrontEnd(gateway, person, [Scope.READ]);
    const [role] = await gateway.sql<{ id: string }>(`select id from role_grant where account_id = $1`, [
      person.accountId,
    ]);
    const { context, end } = systemContext(gateway);
    const adapter = oauthAdapter(() => context);
    const payload = { accountId: role?.id ?? '', clientId };
    await adapter('Grant').upsert(consentId, payload, 1_000);
    await adapter('RefreshToken').upsert('refresh', { ...payload, grantId: consentId }, 1_000);
    await revokeFrontEnd(clientId);
    await isNotified(phone, '第三方应用授权');
    expect(await adapter('RefreshToken').find('refresh')).toBeUndefined();
    expect(await adapter('Grant').find(consentId)).toBeUndefined();
    await end();
  },

  WEBHOOK: async () => {
    const person = await arrangePerson(gateway, Role.SCIENCE);
    const phone = await givePhone(person);
    const { client, clientId } = await arrangeFrontEnd(gateway, person, [Scope.READ, Scope.WRITE]);
    const input = { url: 'http://127.0.0.1:9/gone', types: ['NOTICE_PUBLISHED' as const], idempotencyKey: 'gone' };
    expect((await client.get(RegisterWebhookDocument, { input })).registerWebhook.userErrors).toEqual([]);
    await revokeFrontEnd(clientId);
    await eventually(
      async () => gateway.texts.some(({ phone: to, template }) => to === phone && template === 'WEBHOOK_ENDED'),
      'its owner is notified',
    );
  },
};

describe('everything long-lived ends with the grant behind it, and its owner is notified', () => {
  test.each(longLived.map(({ kind }) => kind))('%s', async (kind) => {
    const play = plays[kind];
    if (!play) expect.fail(`${kind} is declared as long-lived: play it here`);
    await play();
  });
});

/** Tables that keep something with an end or a secret, and where their end comes from. */
const tablesWithAnEnd: Record<string, string> = {
  granted_thing: 'This is what names the grant.',
  webhook: 'WEBHOOK',
  oauth_state: 'CONSENT',
  staff_invitation: 'STAFF_INVITATION',
  upload: 'POLICY_FILE and LIST_FILE',
  list_export: 'EXPORT',
  machine_credential: 'A grant itself; it belongs to the institution.',
  one_time_code: 'Minutes, before anybody has a right.',
  contact_challenge: 'Minutes, before anybody has a right.',
};

test('every table with an expiry column is declared', async () => {
  const rows = await gateway.sql<{ name: string }>(`
    select distinct table_name as name from information_schema.columns
    where table_schema = 'public' and (column_name ~ '(^|_)(expires_at|expires_on|keep_until|ends_at)$'
      or column_name ~ '(secret|token|code)_digest$' or column_name ~ '^sealed_secret' or column_name = 'grant_keys')
    order by 1`);
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(tablesWithAnEnd).toSorted());
});
