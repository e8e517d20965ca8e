import type { FastifyBaseLogger } from 'fastify';
import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import { readAnswer } from '../../kernel/outside/read-answer.js';
import { TokenRefused, TokenUndecided } from './access-token.js';

const second = 1_000;
const minute = 60 * second;
/** A key counts as published for this long after the provider published it. A withdrawn key ends after that. */
const fresh = 10 * minute;
/**
 * If the provider cannot be reached, its keys remain valid for this long. A short failure signs nobody out, and an
 * attacker who blocks the requests cannot keep a withdrawn key valid for ever.
 */
const longest = 60 * minute;
/** Minimum time between two requests, regardless of the keys that tokens name and of failures. */
const cooldown = 10 * second;
const timeoutDuration = 5 * second;

/**
 * The signing keys that an external provider published last. They are requested again when they are old or a key is
 * unknown.
 */
export class ProviderKeys {
  readonly #address: string;
  readonly #log: FastifyBaseLogger | undefined;
  readonly #set: ReturnType<typeof createRemoteJWKSet>;
  #askedAt = -Infinity;
  #shownAt = -Infinity;
  #failing = false;

  constructor(address: string, log?: FastifyBaseLogger) {
    this.#address = address;
    this.#log = log;
    // This class decides when to request: jose requests again directly after a failure, and forgets the keys.
    const never = { cacheMaxAge: Infinity, cooldownDuration: Infinity };
    this.#set = createRemoteJWKSet(new URL(address), { timeoutDuration, ...never, [customFetch]: fetchLimited });
  }

  /** Returns the key of a token. Throws TokenUndecided if only the provider knows it and cannot be reached. */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    if (this.#age() > fresh) await this.#refresh();
    if (this.#age() > longest) throw this.#undecided();
    try {
      return await this.#set(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
    }
    await this.#ask();
    if (this.#failing) throw this.#undecided();
    return this.#set(header, token);
  };

  /** Handles a published key that cannot be used. That is the provider's fault, so the token is not refused. */
  readonly refuseUnusable = (error: unknown): never => {
    if (error instanceof TokenRefused || error instanceof TokenUndecided) throw error;
    this.#log?.warn({ err: error, address: this.#address }, 'A key of an identity provider cannot be used');
    throw this.#undecided();
  };

  #age(): number {
    return performance.now() - this.#shownAt;
  }

  /** Refreshes the keys. Does not wait for a failing provider while the known keys are still valid. */
  async #refresh(): Promise<void> {
    const asked = this.#ask();
    if (!this.#failing || this.#age() > longest) await asked;
  }

  /** Requests the keys, or waits for the running request. Does nothing during the cooldown. */
  async #ask(): Promise<void> {
    if (!this.#set.reloading) {
      if (this.#restOfCooldown() > 0) return;
      this.#askedAt = performance.now();
    }
    try {
      await this.#set.reload();
      this.#failing = false;
      this.#shownAt = performance.now();
    } catch (error) {
      if (!this.#failing) this.#log?.warn({ err: error, address: this.#address }, 'An identity provider shows no keys');
      this.#failing = true;
    }
  }

  #restOfCooldown(): number {
    return this.#askedAt + cooldown - performance.now();
  }

  #undecided(): TokenUndecided {
    return new TokenUndecided(Math.max(1, Math.ceil(this.#restOfCooldown() / second)));
  }
}

/** Limits the size of the answer. */
async function fetchLimited(url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, options);
  return response.ok ? new Response(await readAnswer(response), response) : response;
}
