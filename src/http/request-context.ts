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

/** The origin of a request, as far as the context stores it. */
export type RequestOrigin = Partial<Pick<FastifyRequest, 'id' | 'ip'>>;

/** Time limits for reads of a client, in milliseconds. */
interface TimeLimits {
  /** For one statement. */
  longestRead?: number;
  /** For a whole operation. */
  longestRequest?: number;
}

/** Creates the context of each request from the shared services. */
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
    // Only a request has an id, and its context is needed again when it ends.
    if (request.id !== undefined) this.#created.set(request, context);
    return context;
  }

  /**
   * Creates the context of one operation, with limited time for all its reads. A read-only operation may use a replica.
   */
  forOperation(viewer: Viewer, language: Language, request: RequestOrigin, wanted?: Wanted): Context {
    const server = wanted && this.#serverFor(viewer, wanted);
    return this.#limited(this.create(viewer, language, request, this.#clock, sessionOf(viewer), server));
  }

  /** Creates a context for all viewers with the same role, subject and scopes. Its snapshot has a name. */
  createShared(viewer: Viewer, language: Language): Context {
    return this.#createShared(viewer, language, { isNamed: true });
  }

  /**
   * Creates such a context in one snapshot with others that read at the same moment; an error of one fails all of them.
   */
  createTogether(viewer: Viewer, language: Language): Context {
    return this.#createShared(viewer, language, { common: this.#common });
  }

  #createShared(viewer: Viewer, language: Language, reading: Pick<TransactionOptions, 'common' | 'isNamed'>): Context {
    const [shared, session, server] = [sharedViewer(viewer), sharedSession(viewer), this.#serverFor(viewer, {})];
    return this.#limited(this.create(shared, language, {}, this.#clock, session, server, reading));
  }

  /** Public data may be read from a replica even while the primary is down. */
  #serverFor({ role }: Viewer, wanted: Wanted): ReadServer | undefined {
    if (!replicasOf(this.#em)) return undefined;
    return new ReadServer(this.#em, { ...wanted, orOlder: role === publicViewer.role });
  }

  #limited(context: Context): Context {
    if (this.#limits.longestRequest) context.db.limitTo(this.#limits.longestRequest);
    return context;
  }

  /**
   * Ends the snapshot of a request before its answer is sent, so that a slow client does not occupy a database
   * connection. Ends it also if the client disconnects.
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

  /** Creates a context of the gateway itself, for work that no viewer asked for: the first load, and jobs. */
  ofSystem(clock: Clock = this.#clock): Context {
    const shared = this.#shared();
    const nobody = { requestId: randomUUID(), address: '', viewer: gatewayViewer, language: 'zh' as const };
    return { ...shared, ...nobody, clock, db: new RequestTransaction(this.#em, systemSession) };
  }

  /** Creates the context of a route that is not GraphQL. */
  async ofRequest(request: FastifyRequest): Promise<Context> {
    const viewer = await this.viewerOf(request);
    return this.create(viewer, languageOf(request.headers['accept-language']), request);
  }

  /** Authenticates a request and returns its viewer. */
  async viewerOf(request: FastifyRequest): Promise<Viewer> {
    const viewer = await this.authenticate(request.headers.authorization);
    this.#viewers.set(request, viewer);
    return viewer;
  }

  /** Returns the role in which a request was answered; PUBLIC if its token was refused or not checked. */
  roleOf(request: FastifyRequest): Role {
    return (this.#viewers.get(request) ?? publicViewer).role;
  }

  /** Returns the viewer of an `Authorization` header; the public viewer without one. */
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
