import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Budget, rateLimited } from './budget.js';
import { type Client, clientKey } from './client-key.js';
import { OpenCount } from './open-count.js';

/** Maximum number of uploads and of reads of one client at once, on all routes except GraphQL. */
export const mostUploads = 20;
export const mostReads = 64;

/** Cost of a request, in the unit of the budget. An upload is received, checked and stored. */
const costOfUpload = 1_000;
const costOfRead = 100;

/** Returns the cost of sending an answer: 1 for each kilobyte. */
function costOfAnswer(reply: FastifyReply): number {
  return Math.floor(Number(reply.getHeader('content-length') ?? 0) / 1_024);
}

/** Seconds after which a client with too many running requests may try again. */
const retryAfter = 2;

/**
 * Counts the requests of each client on routes except GraphQL, and charges them to the budget that all transports
 * share.
 */
export class RouteLimits {
  readonly #budget: Budget;
  readonly #uploads = new OpenCount(mostUploads);
  readonly #reads = new OpenCount(mostReads);

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** Admits a request until its response ends, and charges its cost. Throws RATE_LIMITED. */
  async enter({ method, routeOptions }: FastifyRequest, reply: FastifyReply, client: Client): Promise<void> {
    const { takes } = routeOptions.config.access ?? {};
    const upload = (takes && 'cost' in takes && takes.cost) || costOfUpload;
    const reads = method === 'GET' || method === 'HEAD';
    const open = reads ? this.#reads : this.#uploads;
    const key = clientKey(client);
    if (open.isFull(key)) throw rateLimited(retryAfter, 'Too many of your requests are at work.');
    this.#budget.spend(client, reads ? costOfRead : upload);
    reply.raw.once('close', open.add(key));
    reply.raw.once('finish', () => this.#budget.charge(client, costOfAnswer(reply)));
    await this.#budget.pause(client);
  }
}
