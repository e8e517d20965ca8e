import { randomBytes, randomUUID } from 'node:crypto';
import { stateDigest, statePlace } from '../../src/client/oauth/state-digest.js';
import type { Scope } from '../../src/access/scope.js';
import { IssueMachineCredentialDocument } from '../generated/graphql.js';
import type { TestGateway } from './gateway.js';
import type { Person } from './world.js';

export interface Delegated extends Person {
  /** The client that the token belongs to. */
  clientId: string;
  consentId: string;
}

/**
 * Creates a token of a front-end that acts for a person with these scopes: what the OAuth server stores after the
 * consent, without its pages (front-ends.test.ts tests those).
 */
export async function arrangeFrontEnd(gateway: TestGateway, person: Person, scopes: Scope[]): Promise<Delegated> {
  const { sql, config } = gateway;
  const { accountId, role, subjectId } = person;
  const [grant] = await sql<{ id: string }>(
    `select id from role_grant
     where account_id = $1 and role = $2 and subject_id is not distinct from $3 and revoked_at is null`,
    [accountId, role, subjectId],
  );
  const frontEnd = randomUUID();
  await sql(
    `insert into front_end (id, name, redirect_uris, scopes, registered_at)
     values ($1, 'front-end of a test', array['https://front-end.example/back'], $2, now())`,
    [frontEnd, ['read', 'write', 'manage']],
  );
  const clientId = `f-${frontEnd}`;
  const [token, consentId] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
  const iat = Math.floor(Date.now() / 1_000);
  const payload = {
    accountId: grant?.id,
    clientId,
    grantId: consentId,
    scope: ['openid', ...scopes].join(' '),
    kind: 'AccessToken',
    jti: token,
    iat,
    exp: iat + 1_800,
    gty: 'authorization_code',
  };
  await sql(
    `insert into oauth_state (model, id_digest, sealed_payload, grant_id, expires_at)
     values ('AccessToken', $1, $2, $3, to_timestamp($4))`,
    [stateDigest(config, token), config.vault.seal(JSON.stringify(payload), statePlace), consentId, payload.exp],
  );
  return { ...person, token, client: gateway.client(token), clientId, consentId };
}

/** Creates a token of the core system of a clerk's institution with these scopes. */
export async function arrangeMachine(gateway: TestGateway, clerk: Person, scopes: ('READ' | 'WRITE' | 'MANAGE')[]) {
  const input = {
    name: `core ${scopes.join(' ')}`,
    method: 'CLIENT_SECRET' as const,
    scopes,
    jwks: null,
    idempotencyKey: randomUUID(),
  };
  const { issueMachineCredential } = await clerk.client.get(IssueMachineCredentialDocument, {
    input,
  });
  const { credential, secret } = issueMachineCredential;
  const response = await fetch(`${gateway.url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${credential?.clientId}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: scopes.join(' ').toLowerCase() }),
  });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return { ...clerk, token, client: gateway.client(token), credential: credential as { id: string; clientId: string } };
}
