import type Provider from 'oidc-provider';
import { TokenRefused, holderKeys } from '../../access/token/access-token.js';
import { GrantKind } from '../../access/grant.js';
import { RoleGrant } from '../../account/account.js';
import type { Context } from '../../access/context.js';
import { MachineCredential } from '../machine-credential.js';
import type { TokenVerifier } from '../../access/token/outside-provider.js';
import { revocationKey } from '../../access/token/revocation.js';
import { Role } from '../../access/role.js';
import { Scope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { stateDigest } from './state-digest.js';

const mostKept = 10_000;

interface IssuedByOauth {
  clientId?: string;
  grantId?: string;
  accountId?: string;
  scope?: string;
  iat?: number;
  exp?: number;
  jti: string;
}

/**
 * Returns the verifier for tokens of the OAuth server. It caches the holder until the token expires. Revocation keys
 * are checked with every request.
 */
export function opaqueTokenVerifier(provider: Provider, context: () => Context): TokenVerifier {
  const kept = new Map<string, Viewer>();
  return async (token) => {
    const known = kept.get(token);
    if (known?.expiresAt && known.expiresAt > new Date()) return known;
    kept.delete(token);
    const viewer = await verify(provider, context(), token);
    if (kept.size >= mostKept) kept.clear();
    kept.set(token, viewer);
    return viewer;
  };
}

async function verify(provider: Provider, context: Context, token: string): Promise<Viewer> {
  const issued = (await provider.AccessToken.find(token)) ?? (await provider.ClientCredentials.find(token));
  if (!issued) throw new TokenRefused('The access token is not valid');
  const { clientId = '', grantId, accountId, scope = '', iat = 0, exp = 0, jti } = issued as IssuedByOauth;
  const holder = accountId ? await holderOf(context, accountId) : await machineOf(context, clientId);
  const { accountId: holderId, role, subjectId } = holder;
  const consent = grantId ? await provider.Grant.find(grantId) : undefined;
  const consentEnds = grantId ? new Date((consent?.exp ?? exp) * 1_000) : undefined;
  return {
    accountId: holderId,
    role,
    subjectId,
    expiresAt: new Date(Math.min(exp * 1_000, holder.until?.getTime() ?? Infinity)),
    credential: {
      issuedAt: new Date(iat * 1_000),
      scopes: scopesOf(scope),
      grant: {
        kind: grantId ? GrantKind.FRONT_END : GrantKind.MACHINE,
        keys: [
          revocationKey.role(holderId, role, subjectId),
          revocationKey.client(clientId),
          ...(grantId ? [revocationKey.consent(grantId)] : []),
        ],
        endsAt: consentEnds ?? holder.until ?? null,
      },
      keys: [
        ...holderKeys(holderId, role, subjectId),
        revocationKey.client(clientId),
        revocationKey.token(stateDigest(context, jti)),
        ...(grantId ? [revocationKey.consent(grantId)] : []),
      ],
    },
  };
}

interface Bearer {
  accountId: string;
  role: Role;
  subjectId: string | null;
  /** When the grant behind the token expires. */
  until?: Date;
}

/** Finds the holder of a role grant. For the OAuth server, a user is one account in one role. */
async function holderOf({ system }: Context, roleGrantId: string): Promise<Bearer> {
  const grant = await system.write((em) => em.findOne(RoleGrant, { id: roleGrantId, revokedAt: null }));
  if (!grant) throw new TokenRefused('The access token was revoked');
  return { accountId: grant.accountId, role: grant.role, subjectId: grant.subjectId };
}

/** Finds the institution of a machine, which acts as itself. */
async function machineOf({ system }: Context, clientId: string): Promise<Bearer> {
  const credential = await system.write((em) =>
    em.findOne(MachineCredential, { id: clientId.slice(2), revokedAt: null }),
  );
  if (!credential) throw new TokenRefused('The access token was revoked');
  const { id: accountId, institutionId: subjectId, expiresAt: until } = credential;
  return { accountId, role: Role.INSURER, subjectId, until };
}

/** Returns our scopes in a grant; `openid` belongs to the OAuth server. */
function scopesOf(granted: string): Scope[] {
  const names = granted.split(' ');
  return Object.values(Scope).filter((scope) => names.includes(scope));
}
