import http from 'node:http';
import { globalId } from '../../src/kernel/values/global-id.js';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { Scope } from '../../src/access/scope.js';
import { phonePlace } from '../../src/account/account.js';
import {
  RegisterWebhookDocument,
  RemoveWebhookDocument,
  RevokeFrontEndDocument,
  RevokeMachineCredentialDocument,
} from '../generated/graphql.js';
import { arrangeFrontEnd, arrangeMachine } from '../kit/delegated.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { nextPhone } from '../kit/people.js';
import { eventually } from '../kit/eventually.js';
import { arrangeInsurer, arrangePerson, type Person } from '../kit/world.js';

/* What was granted ends with the right that granted it: nothing more is delivered, its owner is notified, and it stays visible. */
let gateway: TestGateway;
let receiver: http.Server;
let url: string;
let clerk: Person;
let platform: Person;
const received: string[] = [];

beforeAll(async () => {
  gateway = await startTestGateway({ environment: { BACKGROUND_JOBS: 'true' }, madeUpEvents: true });
  receiver = http.createServer((request, response) => {
    received.push(request.url as string);
    request.resume();
    response.end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  clerk = await arrangeInsurer(gateway);
  platform = await arrangePerson(gateway, Role.PLATFORM);
});
afterAll(async () => {
  await gateway.stop();
  receiver.close();
});

async function register({ client }: Person, path: string): Promise<string> {
  const input = { url: url + path, types: ['NOTICE_PUBLISHED' as const], idempotencyKey: path };
  const { registerWebhook } = await client.get(RegisterWebhookDocument, { input });
  expect(registerWebhook.userErrors).toEqual([]);
  return registerWebhook.webhook?.id as string;
}

async function givePhone({ accountId }: Person): Promise<string> {
  const phone = nextPhone();
  await gateway.sql(`insert into account_secret (account_id, phone_digest, sealed_phone) values ($1, $2, $3)`, [
    accountId,
    phone,
    gateway.config.vault.seal(phone, phonePlace),
  ]);
  return phone;
}

const list = `query ($removed: Boolean) {
  webhooks(filter: { removed: $removed }) { nodes { id url role grantKind removedBecause subjectId } }
}`;
interface Listed {
  webhooks: { nodes: { id: string; url: string; grantKind: string; removedBecause: string | null }[] };
}
const webhooksOf = async ({ client }: Person, removed = false) =>
  (await client.get<Listed, { removed: boolean }>(list, { removed })).webhooks.nodes;

/** It is listed as ended, is sent nothing more, and its owner has a message. */
async function hasEnded(owner: Person, id: string, path: string, phone: string): Promise<void> {
  await eventually(
    async () => (await webhooksOf(owner, true)).find((one) => one.id === id)?.removedBecause === 'GRANT_ENDED',
    'the webhook ends',
  );
  await eventually(
    async () => gateway.texts.some((text) => text.phone === phone && text.template === 'WEBHOOK_ENDED'),
    'its owner is notified',
  );
  const control = await register(platform, `${path}-control`);
  await gateway.sql(`insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
    values (now(), 'NOTICE_PUBLISHED', 'SYSTEM', 'PublicityNotice', gen_random_uuid(), '{}')`);
  await eventually(async () => received.includes(`${path}-control`), 'another one is notified');
  expect(received).not.toContain(path);
  await platform.client.get(RemoveWebhookDocument, { input: { webhookId: control } });
}

test('a front-end’s webhook ends with the front-end', async () => {
  const person = await arrangePerson(gateway, Role.SCIENCE);
  const phone = await givePhone(person);
  const frontEnd = await arrangeFrontEnd(gateway, person, [Scope.READ, Scope.WRITE]);
  const id = await register(frontEnd, '/front-end');
  expect(await webhooksOf(person)).toMatchObject([{ id, grantKind: 'FRONT_END' }]);
  const input = { frontEndId: globalId('FrontEnd', frontEnd.clientId.slice(2)) };
  await platform.client.get(RevokeFrontEndDocument, { input });
  await hasEnded(person, id, '/front-end', phone);
});

test('a machine’s webhook ends with its credential; its institution’s clerks see it, and are notified', async () => {
  const phone = await givePhone(clerk);
  const machine = await arrangeMachine(gateway, clerk, ['READ', 'WRITE']);
  const id = await register(machine, '/machine');
  for (const reader of [clerk, platform, await arrangePerson(gateway, Role.AUDITOR)]) {
    expect(await webhooksOf(reader)).toMatchObject([{ id, grantKind: 'MACHINE' }]);
  }
  expect(await webhooksOf(await arrangeInsurer(gateway, '另一家财产保险'))).toEqual([]);
  await clerk.client.get(RevokeMachineCredentialDocument, { input: { credentialId: machine.credential.id } });
  await hasEnded(clerk, id, '/machine', phone);
});

test('a consent that expires ends what depends on it', async () => {
  const person = await arrangePerson(gateway, Role.REGULATOR);
  const phone = await givePhone(person);
  const id = await register(await arrangeFrontEnd(gateway, person, [Scope.READ, Scope.WRITE]), '/consent');
  await gateway.sql(`update webhook set grant_ends_at = now() where id = $1`, [
    Buffer.from(id, 'base64url').toString().split(':')[1],
  ]);
  await hasEnded(person, id, '/consent', phone);
});

test('clerks of one institution and PLATFORM remove what a colleague registered; another institution cannot', async () => {
  const colleague = await arrangePerson(gateway, Role.INSURER, clerk.subjectId);
  const stranger = await arrangeInsurer(gateway, '第三家财产保险');
  const remove = async ({ client }: Person, webhookId: string) =>
    (await client.get(RemoveWebhookDocument, { input: { webhookId } })).removeWebhook.userErrors;
  const [one, other] = [await register(clerk, '/one'), await register(clerk, '/other')];
  expect(await remove(stranger, one)).toMatchObject([{ code: 'WEBHOOK_NOT_FOUND' }]);
  expect(await remove(colleague, one)).toEqual([]);
  expect(await remove(platform, other)).toEqual([]);
});
