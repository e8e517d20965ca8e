import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Budget, rateLimited } from './budget.js';
import { type Client, clientKey } from './client-key.js';
import { OpenCount } from './open-count.js';

/** Requests of one client at once, on all routes beside GraphQL: uploads, and what is read. */
export const mostUploads = 20;
export const mostReads = 64;

/** What a request costs, in the unit of the budget. An upload is stored, parsed and checked. */
const costOfUpload = 1_000;
const costOfRead = 100;

/** Seconds after which a client whose requests are all at work may try again. */
const retryAfter = 2;

/** Counts the requests of each client on routes beside GraphQL, and charges them to the budget of all transports. */
export class RouteLimits {
  readonly #budget: Budget;
  readonly #uploads = new OpenCount(mostUploads);
  readonly #reads = new OpenCount(mostReads);

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** Admits a request until its response ends; throws RATE_LIMITED. */
  enter({ method }: FastifyRequest, reply: FastifyReply, client: Client): void {
    const reads = method === 'GET' || method === 'HEAD';
    const open = reads ? this.#reads : this.#uploads;
    const key = clientKey(client);
    if (open.isFull(key)) throw rateLimited(retryAfter, 'Too many of your requests are at work.');
    this.#budget.spend(client, reads ? costOfRead : costOfUpload);
    reply.raw.once('close', open.add(key));
  }
}
