import { errors, type KoaContextWithOIDC } from 'oidc-provider';

/** Seconds that a client assertion may hold: it is made for one request. */
const longest = 300;
/** Seconds that the clocks of client and server may differ. */
const tolerance = 15;

interface AssertionClaims {
  aud?: unknown;
  exp?: unknown;
  iat?: unknown;
  nbf?: unknown;
}

/**
 * What RFC 7523 leaves open of a client's assertion (`private_key_jwt`): it is for this server and nobody else, was made
 * now, and does not hold longer than some minutes. The library has checked signature, issuer and single use.
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
