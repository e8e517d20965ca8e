import type { FastifyBaseLogger } from 'fastify';

/** Maximum number of outages that are remembered. One that is forgotten is logged again. */
const mostAway = 1_000;

/**
 * Remembers which external services cannot be reached, so that the log reports once that one is away and once that it
 * is back.
 */
export class Outages {
  readonly #away = new Set<string>();
  readonly #log: Pick<FastifyBaseLogger, 'warn'>;

  constructor(log: Pick<FastifyBaseLogger, 'warn'>) {
    this.#log = log;
  }

  /** Records the result of an attempt: the reason of a failure, or undefined if the service answered. */
  note(whom: string, reason: string | undefined): void {
    if (reason === undefined) {
      if (this.#away.delete(whom)) this.#log.warn({ whom }, 'They can be reached again');
      return;
    }
    if (this.#away.has(whom)) return;
    this.#away.add(whom);
    const [first] = this.#away;
    if (this.#away.size > mostAway && first !== undefined) this.#away.delete(first);
    this.#log.warn({ whom, reason }, 'They cannot be reached; it is tried again');
  }
}
