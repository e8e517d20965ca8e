import { randomUUID } from 'node:crypto';
import {
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleType,
  type IPolicy,
  retry,
  wrap,
} from 'cockatiel';
import { AnswerUnreadable, readAnswer } from './read-answer.js';
import { signatureHeaders } from './signed-request.js';
import { reasonOf } from '../errors/reason-of.js';
import { outgoingTrace } from '../tracing.js';

export interface OutsideServiceSettings {
  url: string;
  /** Signs each request, as Standard Webhooks has it. */
  secret: string;
  /** Milliseconds that one attempt may take. */
  timeout?: number;
  /** Milliseconds before the first repetition; each further one waits longer. */
  firstPause?: number;
  /** Milliseconds that the service is left alone after it failed again and again. */
  restAfterFaults?: number;
}

/** The service did not answer, or not as documented: nothing is known, and the same question may be answered later. */
export class OutsideServiceFault extends Error {}

/** A fault that may be gone at the next attempt. */
class TemporaryFault extends OutsideServiceFault {}

const repetitions = 2;
const faultsBeforeRest = 5;

/**
 * A service of somebody else that answers JSON to signed JSON. Each attempt has a time limit; what may pass is tried
 * again with growing pauses; a service that fails again and again is left alone for a while, so that nobody waits for it.
 */
export class OutsideService {
  readonly #settings: OutsideServiceSettings;
  readonly #policy: IPolicy;

  constructor(settings: OutsideServiceSettings) {
    this.#settings = settings;
    const { firstPause = 200, restAfterFaults = 10_000 } = settings;
    const passing = handleType(TemporaryFault);
    this.#policy = wrap(
      circuitBreaker(passing, { halfOpenAfter: restAfterFaults, breaker: new ConsecutiveBreaker(faultsBeforeRest) }),
      retry(passing, { maxAttempts: repetitions, backoff: new ExponentialBackoff({ initialDelay: firstPause }) }),
    );
  }

  /** The answer to a question; the repetitions of one question carry the same id. */
  async ask(question: object): Promise<unknown> {
    const id = randomUUID();
    const body = JSON.stringify(question);
    try {
      return await this.#policy.execute(() => this.#attempt(id, body));
    } catch (error) {
      if (error instanceof OutsideServiceFault) throw error;
      throw new OutsideServiceFault('the service is left alone after repeated faults', { cause: error });
    }
  }

  async #attempt(id: string, body: string): Promise<unknown> {
    const { url, secret, timeout = 3_000 } = this.#settings;
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const signature = signatureHeaders({ id, timestamp, body }, secret);
    const headers = { 'content-type': 'application/json', ...signature, ...outgoingTrace() };
    const signal = AbortSignal.timeout(timeout);
    try {
      const response = await fetch(url, { method: 'POST', body, headers, signal, redirect: 'error' });
      if (response.status >= 500 || response.status === 429) throw new TemporaryFault(`HTTP ${response.status}`);
      if (!response.ok) throw new OutsideServiceFault(`HTTP ${response.status}`);
      return JSON.parse(await readAnswer(response)) as unknown;
    } catch (error) {
      if (error instanceof OutsideServiceFault) throw error;
      if (error instanceof AnswerUnreadable) throw new OutsideServiceFault(error.message);
      throw new TemporaryFault(reasonOf(error), { cause: error });
    }
  }
}
