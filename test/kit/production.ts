import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { expect } from 'vitest';
import { SmsTemplate } from '../../src/message/text-message.js';
import { signatureHeaders } from '../../src/kernel/outside/signed-request.js';
import { Role } from '../../src/access/role.js';
import {
  ChooseRoleDocument,
  RegisterDocument,
  RequestSmsCodeDocument,
  SignInDocument,
  type CodePurpose,
} from '../generated/graphql.js';
import type { ApiClient } from './client.js';
import { startTestGateway, type TestGateway } from './gateway.js';
import { type FakeRegister, startFakeRegister } from './outside-register.js';
import { password, solveProof } from './people.js';
import { eventually } from './eventually.js';
import { testSecret } from './secret.js';

/*
 * A gateway in production mode on an empty database, with small fakes of external services over the network: a provider
 * of text messages, a population register, and a bank's payee check. Company registers are uploaded as files.
 */

export interface SentText {
  id: string;
  phone: string;
  template: string;
  parameters: Record<string, string>;
}

export interface Production {
  gateway: TestGateway;
  /** All text messages that the provider accepted, in order. */
  sent: SentText[];
  people: FakeRegister;
  bank: FakeRegister;
  /** Sends the provider's reports on messages since the last call to the gateway. */
  report: () => Promise<void>;
  stop: () => Promise<void>;
}

export interface ProductionOptions {
  now: string;
  offices: { name: string; phone: string; role: string }[];
  /** Numbers to which nothing is delivered. */
  unreachable?: string[];
  /** The bank's answer about an account; true where it is valid. */
  accountIsFine?: (account: Record<string, unknown>) => boolean;
}

const secret = () => `whsec_${randomBytes(32).toString('base64')}`;
const key = () => randomBytes(32).toString('base64');

/** The settings of production without the addresses of the fakes. */
const ownKeys = { LOG_SIGNING_KEY: key(), DATA_KEYS: `k1:${key()}`, LOOKUP_KEY: key(), SECRET_KEY: testSecret };
const templates = Object.values(SmsTemplate);

export async function startProduction(options: ProductionOptions): Promise<Production> {
  const { now, offices, unreachable = [], accountIsFine = () => true } = options;
  const provider = await startSmsProvider();
  const people = await startFakeRegister(({ name }) => ({ match: name !== '冒名者' }));
  const bank = await startFakeRegister((account) =>
    accountIsFine(account) ? { match: true } : { match: false, message: '户名与账号不符' },
  );
  const callbackSecret = secret();
  const gateway = await startTestGateway({
    now,
    asStarted: true,
    environment: {
      ...ownKeys,
      NODE_ENV: 'production',
      BACKGROUND_JOBS: 'true',
      COMPANY_REGISTER: 'file',
      PERSON_REGISTER: 'http',
      PERSON_REGISTER_URL: people.url,
      PERSON_REGISTER_SECRET: people.secret,
      PAYEE_CHECK: 'http',
      PAYEE_CHECK_URL: bank.url,
      PAYEE_CHECK_SECRET: bank.secret,
      SMS_PROVIDER: 'aliyun',
      SMS_ENDPOINT: provider.url,
      SMS_ACCESS_KEY_ID: 'id',
      SMS_ACCESS_KEY_SECRET: 'secret',
      SMS_SIGN_NAME: '免申即享',
      SMS_TEMPLATES: JSON.stringify(Object.fromEntries(templates.map((name) => [name, `SMS_${name}`]))),
      SMS_CALLBACK_SECRET: callbackSecret,
      OFFICES: JSON.stringify(offices),
      PROOF_OF_WORK: '20',
      SHUTDOWN_DELAY: '0',
    },
  });
  let reported = 0;
  const report = async () => {
    const messages = provider.sent.slice(reported).filter(({ template }) => template !== 'VERIFICATION_CODE');
    reported = provider.sent.length;
    const body = JSON.stringify(
      messages.map(({ id, phone }) => ({
        id,
        at: gateway.clock.now().toISOString(),
        ...(unreachable.includes(phone) ? { status: 'FAILED', reason: 'isp.MOBILE_OFF' } : { status: 'DELIVERED' }),
      })),
    );
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const headers = signatureHeaders({ id: randomUUID(), timestamp, body }, callbackSecret);
    const response = await fetch(`${gateway.url}/callbacks/sms`, { method: 'POST', body, headers });
    expect(response.status).toBe(200);
  };
  const stop = async () => {
    await gateway.stop();
    await Promise.all([provider.stop(), people.stop(), bank.stop()]);
  };
  return { gateway, sent: provider.sent, people, bank, report, stop };
}

async function startSmsProvider() {
  const sent: SentText[] = [];
  const server = createServer((request, response) => {
    const query = new URL(request.url as string, 'http://provider').searchParams;
    const given = (name: string) => query.get(name) as string;
    sent.push({
      id: given('OutId'),
      phone: given('PhoneNumbers'),
      template: given('TemplateCode').replace('SMS_', ''),
      parameters: JSON.parse(given('TemplateParam')) as Record<string, string>,
    });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"Code":"OK","BizId":"1"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const stop = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { sent, url: `http://127.0.0.1:${port}`, stop };
}

async function codeOn({ gateway, sent }: Production, phone: string, purpose: CodePurpose): Promise<string> {
  const before = sent.length;
  const input = { phone, purpose, proof: await solveProof(gateway) };
  const { requestSmsCode } = await gateway.client().get(RequestSmsCodeDocument, { input });
  expect(requestSmsCode.userErrors).toEqual([]);
  const text = await eventually(
    async () => sent.slice(before).find((message) => message.phone === phone),
    `the code comes to ${phone}`,
  );
  return text.parameters['code'] as string;
}

/** Signs in a person of an office by a code, with this role where there are several. */
export async function signIn(production: Production, phone: string, role?: Role): Promise<ApiClient> {
  const code = await codeOn(production, phone, 'SIGN_IN');
  const { signIn: answer } = await production.gateway.client().get(SignInDocument, { input: { phone, code } });
  expect(answer.userErrors).toEqual([]);
  const client = production.gateway.client(answer.token as string);
  const grant = answer.roleGrants?.find((one) => one.role === role);
  if (!role || answer.roleGrants?.[0]?.role === role) return client;
  const { chooseRole } = await client.get(ChooseRoleDocument, { input: { roleGrantId: grant?.id as string } });
  return production.gateway.client(chooseRole.token as string);
}

/** Registers a new person. */
export async function registerBy(
  production: Production,
  phone: string,
  role: 'ENTERPRISE' | 'INSURER',
): Promise<ApiClient> {
  const code = await codeOn(production, phone, 'REGISTER');
  const { register } = await production.gateway.client().get(RegisterDocument, {
    input: { phone, code, password, role },
  });
  expect(register.userErrors).toEqual([]);
  return production.gateway.client(register.token as string);
}
