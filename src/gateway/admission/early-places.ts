import type { IncomingMessage } from 'node:http';
import { acceptsEventStream } from '../../http/graphql-media-type.js';
import type { FairGate } from '../../http/limits/gate/fair-gate.js';
import type { EarlyAdmission } from '../../http/limits/request-turns.js';
import { isMutationText } from '../transports/urgency.js';
import type { OperationAdmission } from './operation-admission.js';

/**
 * Under load, a query without a token that nobody sent before waits or is refused before routing: its text shows that
 * it is neither quick nor cached. To refuse it after parsing takes five times as much work.
 */
export class EarlyPlaces implements EarlyAdmission {
  readonly #gate: FairGate;
  readonly #admission: OperationAdmission;
  readonly #places = new WeakMap<IncomingMessage, () => void>();

  constructor(gate: FairGate, admission: OperationAdmission) {
    this.#gate = gate;
    this.#admission = admission;
  }

  /**
   * Whether to look at a request before routing. Never for an event stream, which would keep its place while it is
   * open; streams have a gate of their own.
   */
  looksAt({ method, url, headers }: IncomingMessage): boolean {
    if (this.#gate.hasRoom('deferrable') || acceptsEventStream(headers)) return false;
    return method === 'POST' ? url === '/graphql' : url?.startsWith('/graphql?') === true;
  }

  isNew({ method, url }: IncomingMessage, body: Buffer | undefined): boolean {
    const query = method === 'POST' ? queryIn(body) : queryOf(url as string);
    return query !== undefined && !isMutationText(query) && !this.#admission.isKnown(query);
  }

  async enter(request: IncomingMessage, address: string): Promise<() => void> {
    const leave = await this.#gate.enterFrom(address, 'deferrable');
    this.#places.set(request, leave);
    return leave;
  }

  /** Returns the function that releases the place of a request; undefined if it has no place. */
  placeOf(request: IncomingMessage): (() => void) | undefined {
    return this.#places.get(request);
  }
}

/** Returns the query text in a JSON body; undefined if the body has to be parsed fully, or will be refused. */
function queryIn(body: Buffer | undefined): string | undefined {
  if (!body) return undefined;
  try {
    const { query } = (JSON.parse(body.toString('utf8')) ?? {}) as { query?: unknown };
    return typeof query === 'string' ? query : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the query text in the URL of a GET request. */
function queryOf(url: string): string | undefined {
  return new URLSearchParams(url.slice(url.indexOf('?'))).get('query') ?? undefined;
}
