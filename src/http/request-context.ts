import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../kernel/clock.js';
import type { Language } from '../kernel/errors/refusal.js';
import { RequestTransaction, systemSession, type TransactionOptions } from '../database/session/request-transaction.js';
import { CommonSnapshots } from '../database/session/common-snapshots.js';
import { ReadServer } from '../database/replicas/read-server.js';
import { replicasOf, type Wanted } from '../database/replicas/replicas.js';
import { TokenRefused, TokenUndecided } from '../access/token/access-token.js';
import { type SharedServices, sharedServicesOf } from '../access/shared-services.js';
import type { Context } from '../access/context.js';
import type { Role } from '../access/role.js';
import { sharedSession, sharedViewer } from '../access/shared-viewer.js';
import { gatewayViewer, publicViewer, sessionOf, type Viewer } from '../access/viewer.js';
import { Unavailable } from '../kernel/errors/unavailable.js';
import { languageOf } from './accept-language.js';
import { unauthenticated } from './errors/errors.js';

/** Where a request comes from, as far as its context keeps it. */
export type RequestOrigin = Partial<Pick<FastifyRequest, 'id' | 'ip'>>;

/** Milliseconds that a client's reading may take. */
interface TimeLimits {
  /** One statement. */
  longestRead?: number;
  /** All of an operation. */
  longestRequest?: number;
}

/** Makes the context of each request from what all of them share. */
export class ContextFactory {
  #em: EntityManager;
  #clock: Clock;
  #events: Context['events'];
  #services: SharedServices;
  #limits: TimeLimits;
  readonly #common: CommonSnapshots;
  readonly #created = new WeakMap<RequestOrigin, Context>();
  readonly #viewers = new WeakMap<FastifyRequest, Viewer>();

  constructor(
    em: EntityManager,
    clock: Clock,
    events: Context['events'],
    tokenKey: Uint8Array,
    services: SharedServices = sharedServicesOf(em, tokenKey),
    limits: TimeLimits = {},
  ) {
    this.#em = em;
    this.#common = new CommonSnapshots(em);
    this.#clock = clock;
    this.#events = events;
    this.#services = services;
    this.#limits = limits;
  }

  create(
    viewer: Viewer,
    language: Language,
    request: RequestOrigin = {},
    clock = this.#clock,
    session = sessionOf(viewer),
    server: ReadServer | undefined = undefined,
    reading: Pick<TransactionOptions, 'common' | 'isNamed'> = {},
  ): Context {
    const { id = randomUUID(), ip = '' } = request;
    const { longestRead } = this.#limits;
    const db = new RequestTransaction(this.#em, session, { lane: 'requests', longestRead, server, ...reading });
    const context = { ...this.#shared(server), requestId: id, address: ip, viewer, language, clock, db };
    // Only a request has an id, and is asked about at its end.
    if (request.id !== undefined) this.#created.set(request, context);
    return context;
  }

  /** The context of one operation, which has a limited time for all that it reads. One that wants only to read may get a replica. */
  forOperation(viewer: Viewer, language: Language, request: RequestOrigin, wanted?: Wanted): Context {
    const server = wanted && this.#serverFor(viewer, wanted);
    return this.#limited(this.create(viewer, language, request, this.#clock, sessionOf(viewer), server));
  }

  /** The same for everybody in the role of a viewer, for its subject and with its scopes; its snapshot is named. */
  createShared(viewer: Viewer, language: Language): Context {
    return this.#createShared(viewer, language, { isNamed: true });
  }

  /** The same in one snapshot with others who read at the same moment; a fault of any of them fails all. */
  createTogether(viewer: Viewer, language: Language): Context {
    return this.#createShared(viewer, language, { common: this.#common });
  }

  #createShared(viewer: Viewer, language: Language, reading: Pick<TransactionOptions, 'common' | 'isNamed'>): Context {
    const [shared, session, server] = [sharedViewer(viewer), sharedSession(viewer), this.#serverFor(viewer, {})];
    return this.#limited(this.create(shared, language, {}, this.#clock, session, server, reading));
  }

  /** What is public may be read from a replica also while the primary is away. */
  #serverFor({ role }: Viewer, wanted: Wanted): ReadServer | undefined {
    if (!replicasOf(this.#em)) return undefined;
    return new ReadServer(this.#em, { ...wanted, orOlder: role === publicViewer.role });
  }

  #limited(context: Context): Context {
    if (this.#limits.longestRequest) context.db.limitTo(this.#limits.longestRequest);
    return context;
  }

  /**
   * The snapshot of a request ends before its answer is sent, so that a client that reads slowly holds no connection to
   * the database; and with a request whose client went away.
   */
  endWithRequests(app: FastifyInstance): void {
    app.addHook('onRequest', (request, reply, done) => {
      reply.raw.once('close', () => void this.#created.get(request)?.db.finish());
      done();
    });
    app.addHook('onSend', async (request) => this.#created.get(request)?.db.end());
  }

  #shared(server?: ReadServer) {
    const system = new RequestTransaction(this.#em, systemSession, { lane: 'beside', server });
    return { clock: this.#clock, events: this.#events, ...this.#services, system };
  }

  /** The context of the gateway itself, for what no viewer asked: the first load, and jobs. */
  ofSystem(clock: Clock = this.#clock): Context {
    const shared = this.#shared();
    const nobody = { requestId: randomUUID(), address: '', viewer: gatewayViewer, language: 'zh' as const };
    return { ...shared, ...nobody, clock, db: new RequestTransaction(this.#em, systemSession) };
  }

  /** The context of a route beside GraphQL. */
  async ofRequest(request: FastifyRequest): Promise<Context> {
    const viewer = await this.viewerOf(request);
    return this.create(viewer, languageOf(request.headers['accept-language']), request);
  }

  /** Who sent a request. */
  async viewerOf(request: FastifyRequest): Promise<Viewer> {
    const viewer = await this.authenticate(request.headers.authorization);
    this.#viewers.set(request, viewer);
    return viewer;
  }

  /** The role in which a request was answered; that of the public where nobody looked at its token, or it was refused. */
  roleOf(request: FastifyRequest): Role {
    return (this.#viewers.get(request) ?? publicViewer).role;
  }

  /** The viewer of this `Authorization` header; the public without one. */
  async authenticate(authorization: string | undefined): Promise<Viewer> {
    if (authorization === undefined) return publicViewer;
    const [scheme, token] = authorization.split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token) throw unauthenticated('Authorization takes `Bearer <token>`');
    return this.#services.authenticator.authenticate(token).catch((error: unknown) => {
      if (error instanceof TokenRefused) throw unauthenticated(error.message);
      if (error instanceof TokenUndecided) throw new Unavailable(error.message, error.retryAfter);
      throw error;
    });
  }
}
