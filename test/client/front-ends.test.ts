import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import {
  ChooseRoleDocument,
  MyselfDocument,
  RegisterFrontEndDocument,
  ResetPasswordDocument,
  RevokeFrontEndDocument,
  type Scope,
  SubmitPoliciesDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { password, receiveCode, registerPerson, wait } from '../kit/people.js';
import { eventually } from '../kit/eventually.js';
import { arrangePerson, type Person } from '../kit/world.js';

const redirectUri = 'https://front-end.example/callback?from=mianshen';

let gateway: TestGateway;
let platform: Person;
let clientId: string;
let frontEnd: string;
let phone: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  platform = await arrangePerson(gateway, Role.PLATFORM);
  ({ clientId, id: frontEnd } = await registerFrontEnd());
  ({ phone } = await registerPerson(gateway));
});
afterAll(() => gateway.stop());

async function registerFrontEnd(redirectUris = [redirectUri], scopes: Scope[] = ['READ'], key: string = randomUUID()) {
  const input = { name: '企业财务助手 <b>', redirectUris, scopes, idempotencyKey: key };
  const { registerFrontEnd: registered } = await platform.client.get(RegisterFrontEndDocument, { input });
  return registered.frontEnd as { id: string; clientId: string };
}

/** A browser: follows redirects of ours, keeps cookies, stops where it is sent elsewhere. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async visit(path: string, form?: Record<string, string>): Promise<{ status: number; url: string; text: string }> {
    const response = await fetch(new URL(path, gateway.url), {
      method: form ? 'POST' : 'GET',
      body: form && new URLSearchParams(form),
      redirect: 'manual',
      headers: { cookie: [...this.#cookies].map((pair) => pair.join('=')).join('; ') },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (!location) return { status: response.status, url: path, text: await response.text() };
    const next = new URL(location, gateway.url);
    if (next.origin !== gateway.url) return { status: response.status, url: next.href, text: '' };
    return this.visit(next.pathname + next.search);
  }
}

const verifier = randomBytes(32).toString('base64url');

function authorization(changes: Record<string, string | undefined> = {}): string {
  const asked = {
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'read',
    state: 'xyz',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  };
  const given = Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return `/oauth/authorize?${new URLSearchParams(given)}`;
}

/** Signs in and consents, as a person does; returns the code that the front-end is sent. */
async function consent(changes: Record<string, string> = {}, browser = new Browser()): Promise<string> {
  const page = await browser.visit(authorization(changes));
  const uid = /action="([^"]+)\/login"/.exec(page.text)?.[1] as string;
  const asked = await browser.visit(`${uid}/login`, { phone, password });
  expect(asked.text).toContain('企业财务助手 &lt;b&gt;');
  const action = /action="([^"]+)\/consent"/.exec(asked.text)?.[1] as string;
  const back = await browser.visit(`${action}/consent`, {});
  const url = new URL(back.url);
  expect(url.origin + url.pathname).toBe('https://front-end.example/callback');
  expect(url.searchParams.get('state')).toBe('xyz');
  return url.searchParams.get('code') as string;
}

interface Tokens {
  status: number;
  access_token?: string;
  refresh_token?: string;
  scope?: string;
  error?: string;
}

async function token(form: Record<string, string>): Promise<Tokens> {
  const body = new URLSearchParams({ client_id: clientId, ...form });
  const response = await fetch(`${gateway.url}/oauth/token`, { method: 'POST', body });
  return { ...((await response.json()) as object), status: response.status };
}

const exchange = (code: string, changes: Record<string, string> = {}) =>
  token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier, ...changes });
const refresh = (value: string) => token({ grant_type: 'refresh_token', refresh_token: value });

const status = async (accessToken: string | undefined) =>
  (await gateway.client(accessToken).ask(MyselfDocument)).status;

describe('a front-end of another team', () => {
  test('acts for the person who consented, within the scopes and in their role', async () => {
    const tokens = await exchange(await consent());
    expect(tokens).toMatchObject({ status: 200, scope: 'read' });
    const client = gateway.client(tokens.access_token);
    const { viewer } = await client.get(MyselfDocument);
    expect(viewer).toMatchObject({ role: 'ENTERPRISE', scopes: ['READ'] });
    const input = { programme: 'FJ-2025', idempotencyKey: 'k', rows: [] };
    const { errors } = await client.ask(SubmitPoliciesDocument, { input });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const events = await gateway.sql(
      `select type, data->>'role' as role from event where data->>'clientId' = $1 and actor_id = subject_id order by id limit 2`,
      [clientId],
    );
    expect(events).toEqual([
      { type: 'SIGNED_IN', role: 'ENTERPRISE' },
      { type: 'CONSENT_GIVEN', role: 'ENTERPRISE' },
    ]);
  });

  test('rotates refresh tokens; one that is used twice ends every token of that consent', async () => {
    const first = await exchange(await consent());
    const second = await refresh(first.refresh_token as string);
    expect(second.status).toBe(200);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await status(second.access_token)).toBe(200);

    expect(await refresh(first.refresh_token as string)).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect(await refresh(second.refresh_token as string)).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect(await status(first.access_token)).toBe(401);
    expect(await status(second.access_token)).toBe(401);
    // It is written when the refusal has been answered.
    await eventually(async () => {
      const [event] = await gateway.sql(`select 1 from event where type = 'TOKEN_REUSED'`);
      return event;
    }, 'the reuse is in the event log');
  });

  test('a new password ends refresh tokens and the browser’s session', async () => {
    wait(gateway, 3_600);
    const person = await registerPerson(gateway);
    const other = phone;
    phone = person.phone;
    const browser = new Browser();
    const { refresh_token: before, access_token } = await exchange(await consent({}, browser));
    phone = other;
    // Tokens count in seconds: one of the second in which the password changes would not end.
    const second = () => Math.floor(Date.now() / 1_000);
    const issued = second();
    await eventually(async () => second() > issued, 'the next second begins');
    wait(gateway, 61);
    const code = await receiveCode(gateway, person.phone, 'RESET_PASSWORD');
    const input = { phone: person.phone, code, password: 'another horse battery' };
    expect((await gateway.client().get(ResetPasswordDocument, { input })).resetPassword.done).toBe(true);
    expect(await status(access_token)).toBe(401);
    expect(await refresh(before as string)).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect((await browser.visit(authorization())).text).toContain('Sign in');
  });

  test('gets no other role, no token of its own and no wider credential', async () => {
    const manager = await registerFrontEnd([redirectUri], ['READ', 'MANAGE']);
    const code = await consent({ client_id: manager.clientId, scope: 'read manage' });
    const { access_token: token } = await exchange(code, { client_id: manager.clientId });
    const client = gateway.client(token);
    const { viewer } = await client.get(MyselfDocument);
    const chosen = await client.get(ChooseRoleDocument, { input: { roleGrantId: viewer.roleGrants[0]?.id as string } });
    expect(chosen.chooseRole).toMatchObject({ token: null, userErrors: [{ code: 'OWN_SIGN_IN_NEEDED' }] });
  });

  test('of two refreshes at the same time at most one succeeds', async () => {
    const { refresh_token: value } = await exchange(await consent());
    const answers = await Promise.all([refresh(value as string), refresh(value as string)]);
    expect(answers.filter((answer) => answer.status === 200).length).toBeLessThanOrEqual(1);
  });

  test('exchanges a code once, with the verifier, at the same address', async () => {
    expect(await exchange(await consent(), { code_verifier: 'x'.repeat(43) })).toMatchObject({
      error: 'invalid_grant',
    });
    const elsewhere = { redirect_uri: 'https://front-end.example/other' };
    expect(await exchange(await consent(), elsewhere)).toMatchObject({ error: 'invalid_grant' });
    const code = await consent();
    const tokens = await exchange(code);
    expect(tokens.status).toBe(200);
    expect(await exchange(code)).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect(await status(tokens.access_token)).toBe(401);
  });

  test('is stopped: the user revokes the token, the platform the front-end', async () => {
    const tokens = await exchange(await consent());
    const body = new URLSearchParams({ client_id: clientId, token: tokens.access_token as string });
    expect((await fetch(`${gateway.url}/oauth/revoke`, { method: 'POST', body })).status).toBe(200);
    expect(await status(tokens.access_token)).toBe(401);

    const others = await exchange(await consent());
    await platform.client.get(RevokeFrontEndDocument, { input: { frontEndId: frontEnd } });
    expect(await status(others.access_token)).toBe(401);
    expect(await refresh(others.refresh_token as string)).toMatchObject({ status: 401, error: 'invalid_client' });
    ({ clientId, id: frontEnd } = await registerFrontEnd());
  });
});

describe('refused without a redirect', () => {
  test.each([
    ['an unknown client', { client_id: 'f-00000000-0000-7000-8000-000000000000' }],
    ['another address', { redirect_uri: 'https://attacker.example/callback' }],
    ['the address without its query', { redirect_uri: 'https://front-end.example/callback' }],
    ['a longer address', { redirect_uri: `${redirectUri}&more` }],
  ])('%s', async (_, changes) => {
    const { status: answered, text } = await new Browser().visit(authorization(changes));
    expect(answered).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ error: expect.stringMatching(/invalid_(client|redirect_uri)/) });
  });
});

describe('sent back with an error', () => {
  test.each([
    ['no PKCE', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['the implicit flow', { response_type: 'token' }, 'unsupported_response_type'],
    ['more than it may ask for', { scope: 'read manage' }, 'invalid_scope'],
  ])('%s', async (_, changes, error) => {
    const { url } = await new Browser().visit(authorization(changes));
    expect(url).toContain('https://front-end.example/callback');
    expect(url).toContain(`error=${error}`);
  });

  test('a user who refuses', async () => {
    const browser = new Browser();
    const page = await browser.visit(authorization());
    const action = /action="([^"]+)\/login"/.exec(page.text)?.[1] as string;
    expect((await browser.visit(`${action}/refuse`, {})).url).toContain('error=access_denied');
  });
});

test('the page reports a wrong password without revealing whether the account exists', async () => {
  const browser = new Browser();
  const page = await browser.visit(authorization());
  const action = /action="([^"]+)\/login"/.exec(page.text)?.[1] as string;
  const wrong = await browser.visit(`${action}/login`, { phone, password: 'not the password' });
  const nobody = await browser.visit(`${action}/login`, { phone: '13999999999', password: 'not the password' });
  expect(wrong).toMatchObject({ status: 401 });
  // The number that was typed is there again; the password never is.
  expect(wrong.text).toContain(`value="${phone}"`);
  expect(wrong.text).not.toContain('not the password');
  expect(wrong.text.replaceAll(phone, '')).toBe(nobody.text.replaceAll('13999999999', ''));
});

test.each(['http://front-end.example/', 'https://front-end.example/#x', 'javascript:alert(1)', 'front-end'])(
  'the redirect address %j cannot be registered',
  async (uri) => {
    const input = { name: 'x', redirectUris: [uri], scopes: ['READ' as const], idempotencyKey: randomUUID() };
    const { registerFrontEnd: refused } = await platform.client.get(RegisterFrontEndDocument, { input });
    expect(refused.userErrors).toMatchObject([{ code: 'REDIRECT_URI_UNFIT', path: ['redirectUris', '0'] }]);
  },
);

test('a front-end is registered once for a key', async () => {
  const first = await registerFrontEnd([redirectUri], ['READ'], 'once');
  expect(await registerFrontEnd([redirectUri], ['READ'], 'once')).toEqual(first);
});
