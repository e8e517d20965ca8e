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
  /** Secret that signs each request, as in Standard Webhooks. */
  secret: string;
  /** Time limit for one attempt in milliseconds. */
  timeout?: number;
  /** Milliseconds before the first retry; each further one waits longer. */
  firstPause?: number;
  /** Milliseconds without requests after the service failed repeatedly. */
  restAfterFaults?: number;
}

/** The service did not answer, or not as documented. The same question may be answered later. */
export class OutsideServiceFault extends Error {}

/** A fault that a retry may resolve. */
class TemporaryFault extends OutsideServiceFault {}

const repetitions = 2;
const faultsBeforeRest = 5;

/**
 * An external service that answers signed JSON with JSON. Each attempt has a time limit. Temporary faults are retried
 * with growing pauses. After repeated failures the service gets no requests for a while, so that nobody waits for it.
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

  /** Returns the answer to a question. Retries of a question have the same id. */
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
