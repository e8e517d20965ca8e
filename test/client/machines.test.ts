import { randomUUID } from 'node:crypto';
import { globalId } from '../../src/kernel/values/global-id.js';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  IssueMachineCredentialDocument,
  type IssueMachineCredentialInput,
  MachineCredentialsDocument,
  MyselfDocument,
  RevokeMachineCredentialDocument,
  type Scope,
  SubmitPoliciesDocument,
} from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import { arrangeInsurer, type Person } from '../kit/world.js';

let gateway: TestGateway;
let clerk: Person;
beforeAll(async () => {
  gateway = await startTestGateway();
  clerk = await arrangeInsurer(gateway);
});
afterAll(() => gateway.stop());

async function issue(changes: Partial<IssueMachineCredentialInput> = {}) {
  const input: IssueMachineCredentialInput = {
    name: 'core',
    method: 'CLIENT_SECRET',
    scopes: ['READ', 'WRITE'],
    validDays: 30,
    idempotencyKey: randomUUID(),
    ...changes,
  };
  return (await clerk.client.get(IssueMachineCredentialDocument, { input })).issueMachineCredential;
}

/** A core system with these scopes, all of them asked for. */
async function machineWith(scopes: Scope[]) {
  const { credential, secret } = await issue({ scopes });
  const scope = scopes.join(' ').toLowerCase();
  const basic: [string, string] = [credential?.clientId as string, secret as string];
  return gateway.client((await askToken({ grant_type: 'client_credentials', scope }, basic)).access_token);
}

interface TokenAnswer {
  status: number;
  access_token?: string;
  scope?: string;
  expires_in?: number;
  error?: string;
}

async function askToken(form: Record<string, string>, basic?: [string, string]): Promise<TokenAnswer> {
  const response = await fetch(`${gateway.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: basic ? { authorization: `Basic ${Buffer.from(basic.join(':')).toString('base64')}` } : {},
  });
  const body = (await response.json()) as object;
  return { ...body, status: response.status };
}

describe('a secret', () => {
  test('gets all scopes of its credential if it names none', async () => {
    const { credential, secret } = await issue({ scopes: ['READ', 'WRITE'] });
    const basic: [string, string] = [credential?.clientId as string, secret as string];
    const token = await askToken({ grant_type: 'client_credentials' }, basic);
    expect(token).toMatchObject({ status: 200, scope: 'read write' });
    const { viewer } = await gateway.client(token.access_token).get(MyselfDocument);
    expect(viewer).toMatchObject({ role: 'INSURER', scopes: ['READ', 'WRITE'] });
    const wider = await askToken({ grant_type: 'client_credentials', scope: 'read manage' }, basic);
    expect(wider).toMatchObject({ status: 400, error: 'invalid_scope' });
  });

  test('takes a token for the institution, within its scopes, and shows its last use', async () => {
    const { credential, secret } = await issue();
    const token = await askToken({ grant_type: 'client_credentials', scope: 'read' }, [
      credential?.clientId as string,
      secret as string,
    ]);
    expect(token).toMatchObject({ status: 200, scope: 'read', expires_in: 1800 });
    const machine = gateway.client(token.access_token);
    const { viewer } = await machine.get(MyselfDocument);
    const id = globalId('Institution', clerk.subjectId!);
    expect(viewer).toMatchObject({ role: 'INSURER', subject: { id }, scopes: ['READ'] });

    const input = { programme: 'FJ-2025', idempotencyKey: 'k', rows: [] };
    const { errors } = await machine.ask(SubmitPoliciesDocument, { input });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', scope: 'write' });
    // It is noted when the token has been answered.
    await eventually(async () => {
      const { machineCredentials } = await machine.get(MachineCredentialsDocument);
      return machineCredentials.nodes.find(({ id }) => id === credential?.id)?.lastUsedAt ?? undefined;
    }, 'the last use is shown');
  });

  test('is not stored readable, and neither is the token', async () => {
    const { credential, secret } = await issue();
    const token = await askToken({ grant_type: 'client_credentials' }, [
      credential?.clientId as string,
      secret as string,
    ]);
    for (const table of ['machine_credential', 'oauth_state', 'event']) {
      const [row] = await gateway.sql<{ text: string }>(`select string_agg(t::text, ' ') as text from ${table} t`);
      expect(row?.text).not.toContain(secret);
      expect(row?.text).not.toContain(token.access_token);
    }
  });

  test('its scopes hold on every route beside GraphQL too, and a refusal is in the event log', async () => {
    const machine = await machineWith(['READ']);
    const send = (path: string) => machine.fetch(path, { method: 'POST', body: '%PDF-' });
    for (const path of ['/upload/policies?programme=FJ-2025', '/upload/documents']) {
      const response = await send(path);
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    }
    const writer = await machineWith(['WRITE']);
    for (const path of ['/documents/x', '/submissions/x/failed-rows.csv', '/submissions/x/failed-rows.xlsx']) {
      expect((await writer.fetch(path)).status).toBe(403);
      expect((await machine.fetch(path)).status).toBe(404);
    }
    const refused = await gateway.sql<{ fields: string[] }>(
      `select data->'fields' as fields from event where type = 'ACCESS_REFUSED' order by id`,
    );
    expect(refused.flatMap(({ fields }) => fields).filter((field) => field.startsWith('/'))).toEqual([
      '/upload/policies',
      '/upload/documents',
      '/documents/:id',
      '/submissions/:id/failed-rows.csv',
      '/submissions/:id/failed-rows.xlsx',
    ]);
  });

  test('a machine grants no more than it has, and its token ends with the credential', async () => {
    const machine = await machineWith(['MANAGE']);
    const input = { name: 'wider', method: 'CLIENT_SECRET', scopes: ['READ', 'WRITE'] } as const;
    const { issueMachineCredential: wider } = await machine.get(IssueMachineCredentialDocument, {
      input: { ...input, scopes: [...input.scopes], validDays: 1, idempotencyKey: randomUUID() },
    });
    expect(wider).toMatchObject({ credential: null, userErrors: [{ code: 'CREDENTIAL_SCOPES_EXCEED' }] });

    const { credential, secret } = await issue();
    const { access_token } = await askToken({ grant_type: 'client_credentials', scope: 'read' }, [
      credential?.clientId as string,
      secret as string,
    ]);
    const end = new Date(Date.now() + 60_000);
    await gateway.sql('update machine_credential set expires_at = $1 where name = $2 and revoked_at is null', [
      end,
      'core',
    ]);
    const { viewer } = await gateway
      .client(access_token)
      .get<{ viewer: { tokenExpiresAt: string } }, never>('{ viewer { tokenExpiresAt } }');
    expect(viewer.tokenExpiresAt).toBe(end.toISOString());
  });

  test('rotates without a gap: two secrets are valid at once, and the old one ends when it is revoked', async () => {
    const [old, fresh] = [await issue(), await issue()];
    const ask = ({ credential, secret }: typeof old) =>
      askToken({ grant_type: 'client_credentials', scope: 'read' }, [credential?.clientId as string, secret as string]);
    const oldToken = await ask(old);
    const freshToken = await ask(fresh);
    const input = { credentialId: old.credential?.id as string };
    expect(
      (await clerk.client.get(RevokeMachineCredentialDocument, { input })).revokeMachineCredential.userErrors,
    ).toEqual([]);
    expect(await ask(old)).toMatchObject({ status: 401, error: 'invalid_client' });
    expect((await gateway.client(oldToken.access_token).ask(MyselfDocument)).status).toBe(401);
    expect((await gateway.client(freshToken.access_token).ask(MyselfDocument)).status).toBe(200);
  });

  test('ends on its expiry day', async () => {
    const { credential, secret } = await issue({ validDays: 1 });
    const client: [string, string] = [credential?.clientId as string, secret as string];
    await gateway.sql(`update machine_credential set expires_at = now() - interval '1 second' where name = 'core'`);
    expect(await askToken({ grant_type: 'client_credentials' }, client)).toMatchObject({ status: 401 });
  });

  test.each([
    ['a wrong secret', async () => [(await issue()).credential?.clientId as string, 'wrong'] as [string, string]],
    ['an unknown client', async () => ['m-00000000-0000-7000-8000-000000000000', 'x'] as [string, string]],
    ['a client of another form', async () => ['nobody', 'x'] as [string, string]],
  ])('%s is refused as invalid_client, no more', async (_, client) => {
    const answer = await askToken({ grant_type: 'client_credentials' }, await client());
    expect(answer).toMatchObject({ status: 401, error: 'invalid_client' });
    expect(JSON.stringify(answer)).not.toMatch(/secret|unknown|exist/);
  });
});

describe('a private key', () => {
  async function keyPair() {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    return { jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }] }, privateKey };
  }

  async function assertion(clientId: string, key: CryptoKey, changes: { jti?: string; audience?: string } = {}) {
    return new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(changes.audience ?? `${gateway.url}/oauth`)
      .setJti(changes.jti ?? crypto.randomUUID())
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(key);
  }

  const form = (client_assertion: string) => ({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion,
  });

  test('signs for a token; the same assertion again, another key and another audience are refused', async () => {
    const { jwks, privateKey } = await keyPair();
    const { credential, secret } = await issue({ method: 'PRIVATE_KEY', jwks });
    expect(secret).toBeNull();
    const clientId = credential?.clientId as string;
    const signed = await assertion(clientId, privateKey);
    const token = await askToken(form(signed));
    expect(token.status).toBe(200);
    expect((await gateway.client(token.access_token).ask(MyselfDocument)).status).toBe(200);

    expect(await askToken(form(signed))).toMatchObject({ status: 401, error: 'invalid_client' });
    const other = await keyPair();
    const forged = await assertion(clientId, other.privateKey);
    expect(await askToken(form(forged))).toMatchObject({ status: 401, error: 'invalid_client' });
    const elsewhere = await assertion(clientId, privateKey, { audience: 'https://elsewhere.example' });
    expect(await askToken(form(elsewhere))).toMatchObject({ status: 401, error: 'invalid_client' });
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${signed.split('.')[1]}.`;
    expect((await askToken(form(none))).status).toBe(401);
  });

  test('private parts, short keys and no keys are refused when the credential is issued', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const unfit = [
      { keys: [await exportJWK(privateKey)] },
      { keys: [] },
      { keys: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }] },
      null,
    ];
    for (const jwks of unfit) {
      const { userErrors } = await issue({ method: 'PRIVATE_KEY', jwks });
      expect(userErrors).toMatchObject([{ code: 'PUBLIC_KEYS_UNFIT', path: ['jwks'] }]);
    }
  });
});

test('an institution sees and revokes its own credentials, and nobody else’s', async () => {
  const { credential } = await issue();
  const stranger = await arrangeInsurer(gateway, '别家保险');
  const { machineCredentials } = await stranger.client.get(MachineCredentialsDocument);
  expect(machineCredentials.totalCount).toBe(0);
  const input = { credentialId: credential?.id as string };
  const { revokeMachineCredential } = await stranger.client.get(RevokeMachineCredentialDocument, { input });
  expect(revokeMachineCredential.userErrors).toMatchObject([{ code: 'CREDENTIAL_NOT_FOUND' }]);
});

test('a repeated key returns the same credential, and its secret only the first time', async () => {
  const first = await issue({ idempotencyKey: 'once' });
  const again = await issue({ idempotencyKey: 'once' });
  expect(first).toMatchObject({ userErrors: [], secret: expect.any(String) });
  expect(again).toMatchObject({ userErrors: [], credential: first.credential, secret: null });
  const { secret } = first as { secret: string };
  expect(await gateway.sql('select from idempotency_record where result::text like $1', [`%${secret}%`])).toEqual([]);
  const other = await issue({ idempotencyKey: 'once', name: 'other' });
  expect(other.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_CONFLICT', path: ['idempotencyKey'] }]);
});
