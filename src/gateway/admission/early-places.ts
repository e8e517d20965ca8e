import type { IncomingMessage } from 'node:http';
import { acceptsEventStream } from '../../http/graphql-media-type.js';
import type { FairGate } from '../../http/limits/gate/fair-gate.js';
import type { EarlyAdmission } from '../../http/limits/request-turns.js';
import { isMutationText } from '../transports/urgency.js';
import type { OperationAdmission } from './operation-admission.js';

/**
 * Where there is no room for what can wait, a query without a token that nobody sent before waits for its place, or is
 * refused, before its route is looked for: it is neither quick nor in memory, and its text says so. To refuse it after it
 * was read takes five times as much work.
 */
export class EarlyPlaces implements EarlyAdmission {
  readonly #gate: FairGate;
  readonly #admission: OperationAdmission;
  readonly #places = new WeakMap<IncomingMessage, () => void>();

  constructor(gate: FairGate, admission: OperationAdmission) {
    this.#gate = gate;
    this.#admission = admission;
  }

  /** Never at a stream, which would keep its place for as long as it is open; it has an entrance of its own. */
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

  /** Ends the place that a request has already; undefined where it has none. */
  placeOf(request: IncomingMessage): (() => void) | undefined {
    return this.#places.get(request);
  }
}

/** The document that a request asks for; undefined where it has to be read properly to be known, or refused. */
function queryIn(body: Buffer | undefined): string | undefined {
  if (!body) return undefined;
  try {
    const { query } = (JSON.parse(body.toString('utf8')) ?? {}) as { query?: unknown };
    return typeof query === 'string' ? query : undefined;
  } catch {
    return undefined;
  }
}

/** The same where the address has it. */
function queryOf(url: string): string | undefined {
  return new URLSearchParams(url.slice(url.indexOf('?'))).get('query') ?? undefined;
}
