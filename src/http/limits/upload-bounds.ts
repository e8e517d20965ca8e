import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { rateLimited } from './budget.js';
import { type Client, clientKey } from './client-key.js';
import type { ContextFactory } from '../request-context.js';

/** What one client may send to a route within a day. A client is an account, or an address without a token. */
export interface UploadBound {
  /** Number of files that were accepted or are being received. */
  files: number;
  /** Total size of these files in bytes. */
  bytes: number;
  /** Maximum size of a file in bytes. A body of unknown length counts as this size until it is received. */
  largest: number;
  /** Cost of one file if it is read as a table; `costOfUpload` otherwise. */
  cost?: number;
}

/**
 * Receiving a table, reading its rows in another process and checking them takes about 80 ms of processor time, even
 * for a single row.
 */
export const costOfTable = 5_000;

/** What a route does with a body: it stores files within a limit, or stores nothing for the given reason. */
export type Takes = UploadBound | { keepsNothing: string };

const day = 86_400_000;

export const megabytes = (count: number): number => count * 1024 ** 2;

/**
 * Counts the files of each client in the database, so that the limit applies to all gateways and to concurrent
 * requests.
 */
export class UploadBounds {
  readonly #contexts: ContextFactory;

  constructor(contexts: ContextFactory) {
    this.#contexts = contexts;
  }

  /** Admits a body before it is read. Throws RATE_LIMITED. A body that the route refuses is not counted. */
  async admit(request: FastifyRequest, reply: FastifyReply, client: Client, bound: UploadBound): Promise<void> {
    const declared = request.headers['content-length'];
    const size = declared === undefined ? bound.largest : Number(declared);
    const id = await this.#enter({ client: clientKey(client), route: routeOf(request), size, bound });
    // Bytes that have already arrived may belong to the body.
    const before = request.socket.bytesRead - request.raw.readableLength;
    reply.raw.once('finish', () => {
      const received = declared === undefined ? Math.min(size, request.socket.bytesRead - before) : size;
      const settled = reply.statusCode >= 400 ? this.#forget(id) : received < size && this.#settle(id, received);
      if (settled) settled.catch((error: unknown) => request.log.warn({ err: error }, 'An upload stays counted whole'));
    });
  }

  /** The lock serializes the uploads of a client, so that each one counts those before it. */
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
  /** Time of the first of them, in milliseconds since 1970. */
  first: number | null;
}

function routeOf({ method, routeOptions }: FastifyRequest): string {
  return `${method} ${routeOptions.url}`;
}

function tooMuch({ files, bytes }: UploadBound): string {
  return `This route takes at most ${files} files and ${Math.floor(bytes / megabytes(1))} MB of a client within a day.`;
}
