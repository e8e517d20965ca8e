import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import {
  AddBankAccountDocument,
  IssueMachineCredentialDocument,
  MyselfDocument,
  RegisterWebhookDocument,
  SignInDocument,
} from '../generated/graphql.js';
import { ApiClient } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { endProcesses, freePort, GatewayProcess } from '../kit/gateway-process.js';
import { testSecret } from '../kit/secret.js';
import { arrangeEnterprise, arrangeInsurer, arrangePerson } from '../kit/world.js';

/*
 * A gateway that logs all that it can, and clients whose every request has something secret: tokens and secrets of machines in
 * headers, forms and addresses, passwords, account numbers, also where a request is refused or cannot be read.
 */
let world: TestGateway;
let gateway: GatewayProcess;
const secrets: string[] = [];
beforeAll(async () => {
  world = await startTestGateway();
  gateway = await new GatewayProcess(await freePort(), {
    DATABASE_URL: world.ownerUrl,
    DATA_DIR: world.config.dataFolder,
    SECRET_KEY: testSecret,
    LOG_LEVEL: 'debug',
  }).ready();
});
afterAll(async () => {
  await endProcesses();
  await world.stop();
});

function secret(text: string | null | undefined): string {
  expect(text, 'there is a secret').toBeTruthy();
  secrets.push(text as string);
  return text as string;
}

/** Sends a form to the token endpoint; returns the token, or what was refused. */
async function askToken(form: Record<string, string>, basic?: string): Promise<{ access_token?: string }> {
  const headers = basic ? { authorization: `Basic ${secret(Buffer.from(basic).toString('base64'))}` } : undefined;
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...form });
  const response = await fetch(`${gateway.url}/oauth/token`, { method: 'POST', body, ...(headers && { headers }) });
  return (await response.json()) as { access_token?: string };
}

test('no secret of a request or an answer is in the log', async () => {
  const clerk = await arrangeInsurer(world);
  const client = new ApiClient(gateway.url, secret(clerk.token));
  const key = () => ({ idempotencyKey: randomUUID() });
  const machine = { name: 'core', method: 'CLIENT_SECRET' as const, scopes: ['READ' as const], validDays: 30 };
  const issued = (await client.get(IssueMachineCredentialDocument, { input: { ...machine, ...key() } }))
    .issueMachineCredential;
  const clientId = issued.credential?.clientId as string;
  const ownSecret = secret(issued.secret);
  const { access_token: token } = await askToken({}, `${clientId}:${ownSecret}`);
  await new ApiClient(gateway.url, secret(token)).get(MyselfDocument);
  const posted = await askToken({ client_id: clientId, client_secret: ownSecret });
  if (posted.access_token) secret(posted.access_token);
  await askToken({ client_id: clientId, client_secret: secret('a-secret-that-is-wrong') });
  await askToken({ client_assertion: secret('an.assertion.that-is-wrong'), grant_type: 'unknown' });

  await new ApiClient(gateway.url, secret('a-token-that-is-made-up')).ask(MyselfDocument);
  await fetch(`${gateway.url}/graphql?query=${encodeURIComponent('{ viewer { role } }')}&access_token=${token}`);
  await fetch(`${gateway.url}/nothing/${secret('a-path-that-is-a-secret')}?access_token=${token}`);
  await fetch(`${gateway.url}/graphql`, { method: 'POST', body: `{"token": "${secret('a-body-that-is-broken')}` });

  const signIn = { phone: secret('13900001234'), password: secret('a-password-that-is-wrong') };
  await new ApiClient(gateway.url).ask(SignInDocument, { input: signIn });
  const hook = { url: 'http://127.0.0.1:9/hook', types: [], ...key() };
  secret((await client.get(RegisterWebhookDocument, { input: hook })).registerWebhook.secret);

  const enterprise = await arrangeEnterprise(world);
  const owner = await arrangePerson(world, Role.ENTERPRISE, enterprise.id);
  const account = {
    bankCode: '102391000012',
    bankName: '工商银行',
    holder: enterprise.name,
    number: '6222020012345678',
  };
  const asOwner = new ApiClient(gateway.url, secret(owner.token));
  secret(account.number);
  expect((await asOwner.get(AddBankAccountDocument, { input: { ...account, ...key() } })).addBankAccount).toBeTruthy();
  await asOwner.ask(AddBankAccountDocument, { input: { ...account, number: [account.number] as never, ...key() } });
  const literal = `mutation { addBankAccount(input: { number: "${account.number}", holder: 1 }) { userErrors { code } } }`;
  await asOwner.ask(literal);

  await gateway.signal('SIGTERM');
  for (const route of ['/oauth/*', '/graphql']) expect(gateway.output).toContain(`"route":"${route}"`);
  expect(secrets.filter((one) => gateway.output.includes(one))).toEqual([]);
});
