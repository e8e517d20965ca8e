import type { FastifyBaseLogger } from 'fastify';
import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import { readAnswer } from '../../kernel/outside/read-answer.js';
import { TokenRefused, TokenUndecided } from './access-token.js';

const second = 1_000;
const minute = 60 * second;
/** For so long a key that the provider showed is taken for shown: a withdrawn one ends with it. */
const fresh = 10 * minute;
/**
 * For so long the keys hold of a provider that cannot be asked: its bad moment does not throw out anyone who is signed in,
 * and anyone who keeps us from asking cannot keep a withdrawn key alive for ever.
 */
const longest = 60 * minute;
/** It is asked no oftener, whatever keys tokens name and however it fails. */
const cooldown = 10 * second;
const timeoutDuration = 5 * second;

/** The signing keys of an outside provider: those that it showed last, asked for again when old or when one is unknown. */
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
    // When to ask is ours to say: jose asks again at once after a failure, and forgets what it knew.
    const never = { cacheMaxAge: Infinity, cooldownDuration: Infinity };
    this.#set = createRemoteJWKSet(new URL(address), { timeoutDuration, ...never, [customFetch]: fetchLimited });
  }

  /** The key of this token; throws TokenUndecided where only the provider knows and it cannot be asked. */
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

  /** A key that the provider shows but nobody can use: it is the provider's fault, and the token may be a good one. */
  readonly refuseUnusable = (error: unknown): never => {
    if (error instanceof TokenRefused || error instanceof TokenUndecided) throw error;
    this.#log?.warn({ err: error, address: this.#address }, 'A key of an identity provider cannot be used');
    throw this.#undecided();
  };

  #age(): number {
    return performance.now() - this.#shownAt;
  }

  /** Nobody whose key may be known waits for a provider that is failing already. */
  async #refresh(): Promise<void> {
    const asked = this.#ask();
    if (!this.#failing || this.#age() > longest) await asked;
  }

  /** Asks the provider, or joins who is asking; does nothing where it was asked just now. */
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

/** An answer without end would otherwise be read to its end. */
async function fetchLimited(url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, options);
  return response.ok ? new Response(await readAnswer(response), response) : response;
}
