import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { signAccessToken, tokenKey } from '../../src/access/token/access-token.js';
import { Role } from '../../src/access/role.js';
import { MyselfDocument, SignOutDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { testSecret } from '../kit/secret.js';
import { arrangePerson } from '../kit/world.js';

let gateway: TestGateway;
let provider: Server;
let issuer: string;
let outsideKey: CryptoKey;
beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  outsideKey = privateKey;
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'gov', alg: 'RS256', use: 'sig' }] });
  provider = createServer((_, response) => response.setHeader('content-type', 'application/json').end(jwks));
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as { port: number }).port}`;
  const outside = {
    issuer,
    audience: 'mianshen',
    jwksUri: `${issuer}/jwks`,
    roleClaim: 'realm_access.roles',
    roles: { 'kjt-audit': 'AUDITOR', 'kjt-reviewer': 'SCIENCE', 'quanzhou-kjj': { role: 'CITY', region: '3505' } },
  };
  gateway = await startTestGateway({ asStarted: true, environment: { OIDC_PROVIDERS: JSON.stringify([outside]) } });
});
afterAll(async () => {
  await gateway.stop();
  provider.close();
});

async function refused(token: string): Promise<void> {
  const { status, errors } = await gateway.client(token).ask(MyselfDocument);
  expect(status).toBe(401);
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(errors?.[0]?.message).toMatch(
    /^The access token (is not valid|has expired|was revoked|gives none of the roles of this API)$/,
  );
}

const claims = { role: 'SCIENCE', subject: null };
const own = (changes: Partial<{ issuer: string; audience: string; key: Uint8Array }> = {}) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(changes.issuer ?? 'mianshen')
    .setAudience(changes.audience ?? 'mianshen-api')
    .setSubject(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(changes.key ?? tokenKey(testSecret));

describe('a token of ours', () => {
  test('is refused when forged, for another audience, of another issuer, or unsigned', async () => {
    expect((await gateway.client(await own()).ask(MyselfDocument)).status).toBe(200);
    await refused(await own({ key: new TextEncoder().encode('somebody else’s secret, long enough') }));
    await refused(await own({ audience: 'another-api' }));
    await refused(await own({ issuer: 'nobody' }));
    const unsigned = new UnsecuredJWT(claims)
      .setIssuer('mianshen')
      .setAudience('mianshen-api')
      .setSubject(crypto.randomUUID())
      .setIssuedAt()
      .setExpirationTime('1h')
      .encode();
    await refused(unsigned);
    await refused(`${(await own()).split('.').slice(0, 2).join('.')}.`);
    await refused('not.a.token');
    await refused('opaque-but-not-ours');
  });

  test('is refused with an unknown role, PUBLIC or SYSTEM', async () => {
    for (const role of ['ROOT', 'PUBLIC', 'SYSTEM']) {
      await refused(
        await signAccessToken(
          { accountId: crypto.randomUUID(), role: role as Role, subjectId: null },
          tokenKey(testSecret),
          '1h',
        ),
      );
    }
  });

  test('is refused after its end', async () => {
    await refused(
      await signAccessToken(
        { accountId: crypto.randomUUID(), role: Role.SCIENCE, subjectId: null },
        tokenKey(testSecret),
        '-1s',
      ),
    );
  });
});

describe('a token of an outside provider', () => {
  const outside = (
    roles: string[],
    changes: Partial<{ audience: string; issuer: string; key: CryptoKey; sub: string }> = {},
  ) =>
    new SignJWT({ realm_access: { roles } })
      .setProtectedHeader({ alg: 'RS256', kid: 'gov' })
      .setIssuer(changes.issuer ?? issuer)
      .setAudience(changes.audience ?? 'mianshen')
      .setSubject(changes.sub ?? 'reviewer-1')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(changes.key ?? outsideKey);

  test('gets the role that the configuration maps, the first one named', async () => {
    const { viewer } = await gateway.client(await outside(['kjt-reviewer'])).get(MyselfDocument);
    expect(viewer.role).toBe('SCIENCE');
    const both = await gateway.client(await outside(['kjt-reviewer', 'kjt-audit'])).get(MyselfDocument);
    expect(both.viewer.role).toBe('AUDITOR');
  });

  test('gets the role of a city, which sees that region', async () => {
    const city = gateway.client(await outside(['quanzhou-kjj']));
    const { viewer } = await city.get<{ viewer: { role: string; subject: { code: string } } }, object>(
      '{ viewer { role subject { ... on Region { code } } } cityProgress(programme: "FJ-2025") { companyCount } }',
    );
    expect(viewer).toEqual({ role: 'CITY', subject: { code: '3505' } });
  });

  test('a provider whose role names an unknown region stops the gateway from starting', async () => {
    const unknown = { issuer, audience: 'mianshen', jwksUri: `${issuer}/jwks`, roleClaim: 'roles' };
    const OIDC_PROVIDERS = JSON.stringify([{ ...unknown, roles: { city: { role: 'CITY', region: '3599' } } }]);
    await expect(startTestGateway({ environment: { OIDC_PROVIDERS } })).rejects.toThrow(
      'OIDC_PROVIDERS: there is no region 3599',
    );
  });

  test('is refused when forged, for another audience, or without a role of ours', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    await refused(await outside(['kjt-reviewer'], { key: privateKey }));
    await refused(await outside(['kjt-reviewer'], { audience: 'another' }));
    await refused(await outside(['janitor']));
    await refused(await outside([]));
  });
});

describe('an open socket', () => {
  async function open(token: string) {
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const closed = new Promise<{ code: number; after: number }>((resolve) => {
      const began = Date.now();
      socket.once('close', (code) => resolve({ code, after: Date.now() - began }));
    });
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    await new Promise((resolve) => socket.once('message', resolve));
    const query = 'subscription { claimStatusChanged { cursor } }';
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
    return { closed };
  }

  test('ends with 4441 within five seconds after signing out, and when the role is removed', async () => {
    const { client, token } = await arrangePerson(gateway, Role.SCIENCE);
    const signedOut = await open(token);
    const began = Date.now();
    await client.get(SignOutDocument);
    expect((await signedOut.closed).code).toBe(4441);
    expect(Date.now() - began).toBeLessThan(5_000);

    const clerk = await arrangePerson(gateway, Role.FINANCE);
    const lost = await open(clerk.token);
    // As another gateway does it: only the database notifies this one.
    await gateway.sql(`insert into revocation (key, revoked_at) values ($1, now())`, [
      `role:${clerk.accountId}/FINANCE/`,
    ]);
    const then = Date.now();
    expect((await lost.closed).code).toBe(4441);
    expect(Date.now() - then).toBeLessThan(5_000);
    expect((await clerk.client.ask(MyselfDocument)).status).toBe(401);
  });

  test('ends with 4440 when its token expires', async () => {
    const holder = { accountId: crypto.randomUUID(), role: Role.SCIENCE, subjectId: null };
    const { closed } = await open(await signAccessToken(holder, tokenKey(testSecret), '2s'));
    expect((await closed).code).toBe(4440);
  });
});
