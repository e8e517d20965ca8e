import type { ClientMetadata } from 'oidc-provider';
import type { Context } from '../../access/context.js';
import { FrontEnd } from '../front-end.js';
import { CredentialMethod, MachineCredential } from '../machine-credential.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Returns the metadata of a client for the OAuth server; undefined for one that was revoked or has expired. */
export async function findClient({ system }: Context, clientId: string): Promise<ClientMetadata | undefined> {
  const [kind, id] = [clientId.slice(0, 2), clientId.slice(2)];
  if (!uuid.test(id)) return undefined;
  return system.write(async (em) => {
    if (kind === 'm-') {
      const credential = await em.findOne(MachineCredential, { id, revokedAt: null });
      return credential && credential.expiresAt > new Date() ? machineClient(credential) : undefined;
    }
    const frontEnd = kind === 'f-' ? await em.findOne(FrontEnd, { id, revokedAt: null }) : null;
    return frontEnd ? frontEndClient(frontEnd) : undefined;
  });
}

function machineClient(credential: MachineCredential): ClientMetadata {
  const proof =
    credential.method === CredentialMethod.CLIENT_SECRET
      ? { token_endpoint_auth_method: 'client_secret_basic' as const, client_secret: credential.secretDigest as string }
      : { token_endpoint_auth_method: 'private_key_jwt' as const, jwks: credential.jwks as never };
  return {
    client_id: credential.clientId,
    client_name: credential.name,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    scope: credential.scopes.join(' '),
    ...proof,
  };
}

function frontEndClient(frontEnd: FrontEnd): ClientMetadata {
  return {
    client_id: frontEnd.clientId,
    client_name: frontEnd.name,
    application_type: frontEnd.redirectUris.every((uri) => uri.startsWith('https:')) ? 'web' : 'native',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: frontEnd.redirectUris,
    token_endpoint_auth_method: 'none',
    scope: ['openid', ...frontEnd.scopes].join(' '),
  };
}
