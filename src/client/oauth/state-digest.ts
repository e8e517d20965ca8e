import type { Context } from '../../access/context.js';

export const statePlace = 'oauth_state';

/** Returns the digest of a token, as it is stored and as a revocation names it. */
export function stateDigest({ vault }: Pick<Context, 'vault'>, id: string): string {
  return vault.digest(id, statePlace);
}
