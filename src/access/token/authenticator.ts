import type { FastifyBaseLogger } from 'fastify';
import { decodeJwt } from 'jose';
import { LRUCache } from 'lru-cache';
import { ownIssuer, TokenRefused, verifyAccessToken } from './access-token.js';
import { type FindRegion, type OutsideProvider, outsideVerifier, type TokenVerifier } from './outside-provider.js';
import type { Revocations } from './revocations.js';
import type { Viewer } from '../viewer.js';

const mostRemembered = 10_000;

/** Finds the holder of a token of any issuer: the gateway itself, its OAuth server, or a configured provider. */
export class Authenticator {
  readonly #verifiers: Map<string, TokenVerifier>;
  readonly #revocations: Revocations;
  /**
   * Caches the holders of the gateway's own tokens: a valid signature remains valid until the token expires. Revocation
   * is checked each time.
   */
  readonly #bearers = new LRUCache<string, Viewer>({ max: mostRemembered });
  #opaque: TokenVerifier = async () => {
    throw new TokenRefused('The access token is not valid');
  };

  constructor(
    tokenKey: Uint8Array,
    outside: OutsideProvider[],
    { revocations, findRegion }: { revocations: Revocations; findRegion: FindRegion },
    log?: FastifyBaseLogger,
  ) {
    this.#revocations = revocations;
    this.#verifiers = new Map<string, TokenVerifier>([
      [ownIssuer, (token) => this.#verifyOwn(token, tokenKey)],
      ...outside.map((provider): [string, TokenVerifier] => [
        provider.issuer,
        outsideVerifier(provider, findRegion, log),
      ]),
    ]);
  }

  /** Sets the verifier of opaque tokens, which only the OAuth server knows. */
  acceptOpaque(verifier: TokenVerifier): void {
    this.#opaque = verifier;
  }

  async authenticate(token: string): Promise<Viewer> {
    const viewer = this.#knownBearer(token) ?? (await this.#verifierOf(token)(token));
    if (viewer.credential && this.#revocations.has(viewer.credential)) {
      throw new TokenRefused('The access token was revoked');
    }
    return viewer;
  }

  #knownBearer(token: string): Viewer | undefined {
    const known = this.#bearers.get(token);
    return known?.expiresAt && known.expiresAt.getTime() > Date.now() ? known : undefined;
  }

  async #verifyOwn(token: string, tokenKey: Uint8Array): Promise<Viewer> {
    this.#bearers.delete(token);
    const viewer = await verifyAccessToken(token, tokenKey);
    this.#bearers.set(token, viewer);
    return viewer;
  }

  /** The unverified issuer only selects the keys; it is trusted after the signature was checked. */
  #verifierOf(token: string): TokenVerifier {
    if (!token.includes('.')) return this.#opaque;
    const verifier = this.#verifiers.get(issuerOf(token) ?? '');
    if (!verifier) throw new TokenRefused('The access token is not valid');
    return verifier;
  }
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}
