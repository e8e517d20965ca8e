import { createPublicKey } from 'node:crypto';
import { base64url, type JWK, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { MyselfDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { type Fault, newKey, type RunningProvider, startOutsideProvider } from '../kit/outside-provider.js';

let first: JWK;
let second: JWK;
beforeAll(async () => {
  [first, second] = await Promise.all([newKey('2025-spring'), newKey('2025-autumn')]);
});

let provider: RunningProvider;
let gateway: TestGateway;
beforeEach(async () => {
  provider = await startOutsideProvider(first);
  gateway = await startTestGateway({ environment: { OIDC_PROVIDERS: JSON.stringify([provider.settings]) } });
});
afterEach(async () => {
  await gateway.stop();
  await provider.stop();
});

const ask = (token: string) => gateway.client(token).ask(MyselfDocument);

async function accepted(token: string): Promise<void> {
  const { status, data, errors } = await ask(token);
  expect({ status, errors, role: data?.viewer.role }).toEqual({ status: 200, errors: undefined, role: 'SCIENCE' });
}

async function refused(token: string): Promise<void> {
  const { status, errors } = await ask(token);
  expect(status).toBe(401);
  expect(errors?.[0]).toMatchObject({
    message: 'The access token is not valid',
    extensions: { code: 'UNAUTHENTICATED' },
  });
}

/** Neither accepted nor refused: the answer says that this is unknown now, and when to ask again. */
async function putOff(token: string): Promise<void> {
  const { status, errors } = await ask(token);
  expect(status).toBe(503);
  expect(errors?.[0]?.extensions).toEqual({ code: 'UNAVAILABLE', retryAfter: expect.any(Number) });
  expect(errors?.[0]?.message).toMatch(/identity provider .* try again in \d+ seconds/);
}

const minutes = 60_000;
let passed = 0;
/** What the gateway takes for the time since it started; tokens hold by the real clock. */
beforeAll(() => {
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() + passed);
});
afterAll(() => vi.restoreAllMocks());
const letPass = (milliseconds: number) => {
  passed += milliseconds;
};

/** A token that says what the provider's would, signed with any key. */
function forge(alg: string, kid: string): SignJWT {
  return new SignJWT({ roles: ['REVIEWER'] })
    .setProtectedHeader({ alg, kid })
    .setIssuer(provider.settings.issuer)
    .setAudience(provider.settings.audience)
    .setSubject('reviewer-1')
    .setIssuedAt()
    .setExpirationTime('1h');
}

const ofUnknownKey = (kid: string) => forge('ES256', kid).sign(unknownKey);
let unknownKey: CryptoKey;
beforeAll(async () => {
  unknownKey = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])).privateKey;
});

describe('when an outside provider changes its keys', () => {
  test('a token signed by a new key is accepted after one more request for the key set', async () => {
    const before = await provider.token();
    await accepted(before);
    await accepted(before);
    expect(provider.asked()).toBe(1);

    provider.showKeys(second, first);
    letPass(minutes);
    const after = await provider.token();
    await accepted(after);
    await accepted(before);
    await accepted(after);
    expect(provider.asked()).toBe(2);
  });

  test('a token of a withdrawn key is refused as soon as the key set was read again', async () => {
    const before = await provider.token();
    await accepted(before);
    provider.showKeys(second);
    letPass(minutes);
    await accepted(before);
    await accepted(await provider.token());
    await refused(before);
  });

  test('a token of a withdrawn key is refused after ten minutes, even if no new key was used', async () => {
    const before = await provider.token();
    await accepted(before);
    provider.showKeys(second);
    letPass(9 * minutes);
    await accepted(before);
    letPass(2 * minutes);
    await refused(before);
    expect(provider.asked()).toBe(2);
  });
});

describe('tokens that name unknown keys', () => {
  const flood = async (size: number) => {
    const tokens = await Promise.all(Array.from({ length: size }, () => ofUnknownKey(crypto.randomUUID())));
    return Promise.all(tokens.map(ask));
  };

  test('cause at most one request to the provider in ten seconds', async () => {
    const token = await provider.token();
    await accepted(token);
    letPass(minutes);
    for (const { status } of [...(await flood(20)), ...(await flood(20))]) expect(status).toBe(401);
    expect(provider.asked()).toBe(2);
    letPass(11_000);
    await flood(20);
    expect(provider.asked()).toBe(3);
    await accepted(token);
  });

  test('cause no more requests while the provider fails or before its first answer', async () => {
    await provider.fail('BROKEN');
    for (const { status } of [...(await flood(20)), ...(await flood(20))]) expect(status).toBe(503);
    expect(provider.asked()).toBe(1);
    letPass(11_000);
    await flood(20);
    expect(provider.asked()).toBe(2);
  });
});

describe('while an outside provider is unavailable', () => {
  test.each<Fault>(['DOWN', 'BROKEN', 'MAINTENANCE PAGE', 'HANGING'])(
    '(%s) known keys hold for an hour, and what it would have to be asked about is put off',
    async (fault) => {
      const known = await provider.token();
      await accepted(known);
      provider.showKeys(second, first);
      const unknown = await provider.token();
      await provider.fail(fault);
      letPass(minutes);
      await accepted(known);
      await putOff(unknown);
      letPass(30 * minutes);
      const began = Date.now();
      await accepted(known);
      expect(Date.now() - began).toBeLessThan(4_000);

      await provider.recover();
      letPass(11_000);
      // A request that was waiting when it came back is answered by the next attempt.
      await vi.waitFor(() => accepted(unknown), { timeout: 10_000, interval: 50 });
      await accepted(known);
    },
  );

  test('a key that is not confirmed for an hour is not accepted, and is accepted again when the provider is back', async () => {
    const known = await provider.token();
    await accepted(known);
    await provider.fail('DOWN');
    letPass(59 * minutes);
    await accepted(known);
    letPass(2 * minutes);
    await putOff(known);
    await provider.recover();
    letPass(11_000);
    await accepted(known);
  });

  test('a gateway that started meanwhile answers its tokens with 503, and accepts all others', async () => {
    const token = await provider.token();
    await provider.fail('DOWN');
    await putOff(token);
    expect((await gateway.client().ask(MyselfDocument)).status).toBe(200);
    await provider.recover();
    letPass(11_000);
    await accepted(token);
  });

  test('GraphQL, routes, streams and sockets all report it, and the client may try again', async () => {
    const token = await provider.token();
    await provider.fail('DOWN');
    const client = gateway.client(token);
    for (const address of ['/graphql', '/graphql/stream', '/upload/authorisations']) {
      const answer = await client.fetch(address, {
        method: 'POST',
        headers: { 'content-type': address.startsWith('/upload') ? 'application/pdf' : 'application/json' },
        body: JSON.stringify({ query: '{ __typename }' }),
      });
      expect([address, answer.status]).toEqual([address, 503]);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    }
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    expect(await closed).toBe(1013);
  });
});

describe('a token whose header names another algorithm', () => {
  test('is refused unsigned, without a request to the provider', async () => {
    await accepted(await provider.token());
    letPass(minutes);
    const [, payload] = (await provider.token()).split('.');
    for (const header of [{ alg: 'none' }, { alg: 'none', kid: first.kid }, { alg: 'NONE', kid: first.kid }, {}]) {
      await refused(`${base64url.encode(JSON.stringify(header))}.${payload}.`);
    }
    expect(provider.asked()).toBe(1);
  });

  test('is refused when it is signed with the public key used as a shared secret', async () => {
    await accepted(await provider.token());
    letPass(minutes);
    const { keys } = (await (await fetch(provider.settings.jwksUri)).json()) as { keys: JWK[] };
    const shown = keys[0] as JWK;
    const key = createPublicKey({ key: shown as never, format: 'jwk' });
    const asked = provider.asked();
    const secrets = [
      key.export({ type: 'spki', format: 'pem' }),
      String(key.export({ type: 'spki', format: 'pem' })).trimEnd(),
      key.export({ type: 'pkcs1', format: 'pem' }),
      key.export({ type: 'spki', format: 'der' }),
      JSON.stringify(shown),
      Buffer.from(shown.n as string, 'base64url'),
    ];
    for (const secret of secrets)
      await refused(await forge('HS256', first.kid as string).sign(Buffer.from(secret as string)));
    expect(provider.asked()).toBe(asked);
  });
});
