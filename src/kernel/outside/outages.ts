import type { FastifyBaseLogger } from 'fastify';

/** So many are remembered: what is forgotten is said once more. */
const mostAway = 1_000;

/** Who cannot be reached outside at present: the log says once that they are away, and once that they are back. */
export class Outages {
  readonly #away = new Set<string>();
  readonly #log: Pick<FastifyBaseLogger, 'warn'>;

  constructor(log: Pick<FastifyBaseLogger, 'warn'>) {
    this.#log = log;
  }

  /** After each attempt: why they could not be reached, undefined where they answered. */
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
