import { errors, type KoaContextWithOIDC } from 'oidc-provider';

/** Maximum lifetime of a client assertion in seconds: it is made for one request. */
const longest = 300;
/** Maximum difference in seconds between the clocks of client and server. */
const tolerance = 15;

interface AssertionClaims {
  aud?: unknown;
  exp?: unknown;
  iat?: unknown;
  nbf?: unknown;
}

/**
 * Checks what RFC 7523 leaves open for a client's assertion (`private_key_jwt`): it must be for this server only, made
 * just now, and valid for some minutes at most. The library has checked signature, issuer and single use.
 */
export async function checkAssertion({ oidc }: KoaContextWithOIDC, claims: AssertionClaims): Promise<void> {
  const accepted = [oidc.issuer, oidc.urlFor('token')];
  const audiences = [claims.aud].flat();
  if (audiences.length === 0 || !audiences.every((audience) => accepted.includes(String(audience)))) {
    throw refused(`aud has to be ${accepted.join(' or ')}, and nothing else`);
  }
  const now = Math.floor(Date.now() / 1_000);
  if (typeof claims.exp !== 'number' || claims.exp > now + longest + tolerance) {
    throw refused(`exp may be at most ${longest} seconds ahead`);
  }
  for (const name of ['iat', 'nbf'] as const) {
    const instant = claims[name];
    if (instant !== undefined && !(typeof instant === 'number' && instant <= now + tolerance)) {
      throw refused(`${name} may not be ahead of the present`);
    }
  }
}

function refused(detail: string): Error {
  return new errors.InvalidClientAuth(detail);
}
