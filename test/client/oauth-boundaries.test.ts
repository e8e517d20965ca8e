import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { IssueMachineCredentialDocument, RegisterFrontEndDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeInsurer, arrangePerson, type Person } from '../kit/world.js';

const issuer = 'https://api.example.cn/oauth';
const endpoint = `${issuer}/token`;

let gateway: TestGateway;
let platform: Person;
let clientId: string;
let privateKey: CryptoKey;
beforeAll(async () => {
  gateway = await startTestGateway({ environment: { PUBLIC_URL: 'https://api.example.cn', TRUST_PROXY: '1' } });
  platform = await arrangePerson(gateway, Role.PLATFORM);
  const clerk = await arrangeInsurer(gateway);
  const keys = await generateKeyPair('ES256');
  privateKey = keys.privateKey;
  const { issueMachineCredential } = await clerk.client.get(IssueMachineCredentialDocument, {
    input: {
      name: 'core',
      method: 'PRIVATE_KEY',
      scopes: ['READ'],
      idempotencyKey: 'core',
      jwks: { keys: [{ ...(await exportJWK(keys.publicKey)), alg: 'ES256' }] },
    },
  });
  expect(issueMachineCredential.userErrors).toEqual([]);
  clientId = issueMachineCredential.credential?.clientId as string;
});
afterAll(() => gateway.stop());

const elsewhere = { host: 'elsewhere.example', 'x-forwarded-host': 'elsewhere.example', 'x-forwarded-proto': 'http' };

/** Sends what `fetch` would not: another Host. */
function send(path: string, headers: Record<string, string>, form?: Record<string, string>) {
  const body = form && new URLSearchParams(form).toString();
  const type = body ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
  return new Promise<{ status: number; location: string; json: Record<string, unknown> }>((resolve, reject) => {
    const request = http.request(gateway.url + path, {
      method: body ? 'POST' : 'GET',
      headers: { ...headers, ...type },
    });
    request.on('response', async (response) => {
      let text = '';
      for await (const chunk of response) text += String(chunk);
      const isJson = text.startsWith('{');
      resolve({
        status: response.statusCode ?? 0,
        location: response.headers.location ?? '',
        json: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

test('the issuer and every address of the server are the configured ones, for any Host header', async () => {
  const own = await send('/oauth/.well-known/openid-configuration', {});
  const misled = await send('/oauth/.well-known/openid-configuration', elsewhere);
  expect(misled).toEqual(own);
  expect(own.json['issuer']).toBe(issuer);
  const addresses = Object.values(own.json).filter((value) => String(value).startsWith('http'));
  expect(addresses.length).toBeGreaterThan(4);
  for (const address of addresses) expect(String(address)).toMatch(/^https:\/\/api\.example\.cn\/oauth/);
});

const now = () => Math.floor(Date.now() / 1_000);

async function tokenFor(claims: Record<string, unknown>, headers: Record<string, string> = {}): Promise<number> {
  const payload = { iss: clientId, sub: clientId, jti: randomUUID(), aud: issuer, exp: now() + 60, ...claims };
  const client_assertion = await new SignJWT(payload).setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
  const { status } = await send('/oauth/token', headers, {
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion,
  });
  return status;
}

test.each<[string, () => Record<string, unknown>]>([
  ['for the issuer', () => ({ aud: issuer })],
  ['for the token endpoint', () => ({ aud: endpoint })],
  ['for both', () => ({ aud: [issuer, endpoint] })],
  ['made now, for five minutes', () => ({ iat: now(), nbf: now(), exp: now() + 300 })],
])('an assertion %s is accepted', async (_, claims) => {
  expect(await tokenFor(claims())).toBe(200);
});

test.each<[string, () => Record<string, unknown>]>([
  ['for somebody else too', () => ({ aud: [issuer, 'https://elsewhere.example'] })],
  ['for somebody else', () => ({ aud: 'https://elsewhere.example/oauth' })],
  ['for nobody', () => ({ aud: [] })],
  ['for another endpoint', () => ({ aud: `${issuer}/revoke` })],
  ['for ten years', () => ({ exp: now() + 315_360_000 })],
  ['for an hour', () => ({ exp: now() + 3_600 })],
  ['that has ended', () => ({ exp: now() - 60 })],
  ['made tomorrow', () => ({ iat: now() + 86_400 })],
  ['that begins tomorrow', () => ({ nbf: now() + 86_400 })],
  ['made at a text', () => ({ iat: 'now' })],
])('an assertion %s is refused', async (_, claims) => {
  expect(await tokenFor(claims())).toBe(401);
});

test('a Host header is not accepted as an audience', async () => {
  expect(await tokenFor({ aud: 'http://elsewhere.example/oauth/token' }, elsewhere)).toBe(401);
  expect(await tokenFor({ aud: `${gateway.url}/oauth/token` })).toBe(401);
  expect(await tokenFor({ aud: issuer }, elsewhere)).toBe(200);
});

test('an unknown resource is the client’s fault', async () => {
  const client_assertion = await new SignJWT({ iss: clientId, sub: clientId, jti: randomUUID(), aud: issuer })
    .setProtectedHeader({ alg: 'ES256' })
    .setExpirationTime('1m')
    .sign(privateKey);
  const { status, json } = await send(
    '/oauth/token',
    {},
    {
      grant_type: 'client_credentials',
      resource: 'https://elsewhere.example/',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion,
    },
  );
  expect([status, json['error']]).toEqual([400, 'invalid_target']);
});

const register = async (...redirectUris: string[]) =>
  (
    await platform.client.get(RegisterFrontEndDocument, {
      input: { name: 'x', redirectUris, scopes: ['READ'], idempotencyKey: randomUUID() },
    })
  ).registerFrontEnd;

test.each([
  'https://user@front-end.example/back',
  'https://user:word@front-end.example/back',
  'http://user@127.0.0.1/back',
  'http://localhost/back',
  'http://front-end.example/back',
])('the redirect address %s cannot be registered', async (uri) => {
  expect((await register(uri)).userErrors).toMatchObject([{ code: 'REDIRECT_URI_UNFIT' }]);
});

test('on a loopback address the port may differ, and nothing else (RFC 8252)', async () => {
  const { frontEnd } = await register('http://127.0.0.1:5555/back');
  const ask = async (redirect_uri: string) => {
    const query = new URLSearchParams({
      client_id: frontEnd?.clientId as string,
      redirect_uri,
      response_type: 'code',
      scope: 'read',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    return (await send(`/oauth/authorize?${query}`, {})).status;
  };
  expect(await ask('http://127.0.0.1:5555/back')).toBe(303);
  expect(await ask('http://127.0.0.1:49152/back')).toBe(303);
  for (const other of ['http://127.0.0.1:5555/other', 'http://127.0.0.2:5555/back', 'https://127.0.0.1:5555/back']) {
    expect(await ask(other), other).toBe(400);
  }
});
