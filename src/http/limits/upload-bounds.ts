import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { rateLimited } from './budget.js';
import { type Client, clientKey } from './client-key.js';
import type { ContextFactory } from '../request-context.js';

/** What one client may send to a route within a day: an account, or an address without a token. */
export interface UploadBound {
  /** Files that were taken, or are being received. */
  files: number;
  /** Bytes of all of them. */
  bytes: number;
  /** Bytes of the largest one. A body of unknown length counts as that much until it is received. */
  largest: number;
  /** What one costs its client where it is read as a table; `costOfUpload` otherwise. */
  cost?: number;
}

/** Receiving a table, reading its rows in another process and checking them: some 80 ms of processors for a single row. */
export const costOfTable = 5_000;

/** What a route does with a body: it keeps files within a bound, or it keeps nothing; and why. */
export type Takes = UploadBound | { keepsNothing: string };

const day = 86_400_000;

export const megabytes = (count: number): number => count * 1024 ** 2;

/** Counts the files of each client in the database, so that the bound holds for all gateways and for requests that come at once. */
export class UploadBounds {
  readonly #contexts: ContextFactory;

  constructor(contexts: ContextFactory) {
    this.#contexts = contexts;
  }

  /** Admits a body before anything of it is read; throws RATE_LIMITED. A body that the route refuses is not counted. */
  async admit(request: FastifyRequest, reply: FastifyReply, client: Client, bound: UploadBound): Promise<void> {
    const declared = request.headers['content-length'];
    const size = declared === undefined ? bound.largest : Number(declared);
    const id = await this.#enter({ client: clientKey(client), route: routeOf(request), size, bound });
    // What has come already may belong to the body.
    const before = request.socket.bytesRead - request.raw.readableLength;
    reply.raw.once('finish', () => {
      const received = declared === undefined ? Math.min(size, request.socket.bytesRead - before) : size;
      const settled = reply.statusCode >= 400 ? this.#forget(id) : received < size && this.#settle(id, received);
      if (settled) settled.catch((error: unknown) => request.log.warn({ err: error }, 'An upload stays counted whole'));
    });
  }

  /** The lock makes the uploads of a client count one after the other: each sees those before it. */
  async #enter({ client, route, size, bound }: Entry): Promise<string> {
    const id = randomUUID();
    const context = this.#contexts.ofSystem();
    const now = context.clock.now();
    const since = new Date(now.getTime() - day);
    const retryAfter = await this.#write(async (em) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`uploads/${client}/${route}`}, 0))`.execute(em);
      const { rows } = await sql<Sent>`
        select count(*)::int as files, coalesce(sum(size), 0)::float8 as bytes, 
          extract(epoch from min(received_at))::float8 * 1000 as first
        from received_upload where client = ${client} and route = ${route} and received_at > ${since}`.execute(em);
      const { files, bytes, first } = rows[0] as Sent;
      if (files >= bound.files || bytes + size > bound.bytes) {
        return Math.max(1, Math.ceil(((first ?? now.getTime()) + day - now.getTime()) / 1_000));
      }
      await sql`insert into received_upload (id, client, route, size, received_at)
        values (${id}::uuid, ${client}, ${route}, ${size}, ${now})`.execute(em);
      return undefined;
    });
    if (retryAfter !== undefined) throw rateLimited(retryAfter, tooMuch(bound));
    return id;
  }

  #settle(id: string, size: number): Promise<void> {
    return this.#write((em) =>
      sql`update received_upload set size = ${size} where id = ${id}::uuid`.execute(em).then(() => undefined),
    );
  }

  #forget(id: string): Promise<void> {
    return this.#write((em) =>
      sql`delete from received_upload where id = ${id}::uuid`.execute(em).then(() => undefined),
    );
  }

  async #write<T>(work: (executor: Parameters<ReturnType<typeof sql>['execute']>[0]) => Promise<T>): Promise<T> {
    const { db } = this.#contexts.ofSystem();
    return db.write((em) => work(em.getKysely())).finally(() => db.end());
  }
}

interface Entry {
  client: string;
  route: string;
  size: number;
  bound: UploadBound;
}

interface Sent {
  files: number;
  bytes: number;
  /** When the first of them came, in milliseconds since 1970. */
  first: number | null;
}

function routeOf({ method, routeOptions }: FastifyRequest): string {
  return `${method} ${routeOptions.url}`;
}

function tooMuch({ files, bytes }: UploadBound): string {
  return `This route takes at most ${files} files and ${Math.floor(bytes / megabytes(1))} MB of a client within a day.`;
}
