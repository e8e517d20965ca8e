import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import cors from '@fastify/cors';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Config } from '../config.js';
import { tokenKey } from '../access/token/access-token.js';
import { sharedServicesOf } from '../access/shared-services.js';
import type { Database } from '../database/database.js';
import { Listener } from '../database/connections/listener.js';
import { EventStream } from '../event/follow/event-stream.js';
import { connectReactions } from '../event/record-event.js';
import { answerExpectations } from '../http/continue.js';
import { answerErrors, answerUnreadable } from '../http/errors.js';
import { ContextFactory } from '../http/request-context.js';
import { type DeclaredRoute, guardRoutes } from '../http/route-access.js';
import { RouteLimits } from '../http/limits/route-limits.js';
import { Spool } from '../http/spool.js';
import { watchTransferRates } from '../http/limits/transfer-rates.js';
import { Alarm } from '../job/alarm.js';
import { JobRunner } from '../job/job-runner.js';
import { type Clock, isMovable } from '../kernel/clock.js';
import type { Sandboxes } from '../kernel/sandboxes.js';
import { traceRequests } from '../kernel/tracing.js';
import { chooseSmsProvider } from '../message/choose-provider.js';
import type { SmsProvider } from '../message/sms-provider.js';
import type { Platform } from '../module.js';
import { endGranted } from '../granted/end-granted.js';
import { isStored } from '../granted/long-lived.js';
import { longLived, modules, reactions } from '../modules.js';
import { refuseUnwritableAddresses } from '../http/writable-address.js';
import { addressKey } from '../http/limits/client-key.js';
import { RequestTurns, serverInTurns } from '../http/limits/request-turns.js';
import { FairGate, type GateLimits } from '../http/limits/fair-gate.js';
import { largestBody, parseJsonBodies } from './admission/json-body.js';
import { TrustedDocuments } from './admission/trusted-documents.js';
import { OperationAdmission } from './admission/operation-admission.js';
import { Budget } from '../http/limits/budget.js';
import { clientAddress } from './client-address.js';
import { Drain } from './drain.js';
import { eventStreamRoute } from './transports/event-stream-route.js';
import { DocumentService } from './execution/document-service.js';
import { QueryExecutor } from './execution/query-executor.js';
import { eventSchemasRoute } from './events/event-schemas-route.js';
import { explorerRoute } from './explorer.js';
import { graphqlRoute } from './transports/graphql-route.js';
import { healthRoutes } from './health.js';
import { BacklogMetrics } from './metrics/backlog-metrics.js';
import { Metrics } from './metrics/metrics.js';
import { logged, logRequests } from './request-log.js';
import { schemaRoute } from './schema/schema-route.js';
import { sendSecurityHeaders } from './security-headers.js';
import { buildGatewaySchema } from './schema/schema.js';
import { serveWebSockets } from './transports/websocket.js';

export interface Gateway {
  /** Where it answers, for example `http://127.0.0.1:4000`. */
  url: string;
  /** Every route that it has, and who may use it. */
  routes: readonly DeclaredRoute[];
  stop: () => Promise<void>;
}

/** What scripts of other origins may read of an answer. */
const readableHeaders = [
  'ETag',
  'Link',
  'Content-Digest',
  'Repr-Digest',
  'Content-Range',
  'X-Next-Cursor',
  'Retry-After',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Content-Disposition',
  'X-Request-Id',
  'X-Database-Position',
];

/** What the gateway's own pages send is trusted with the rest. */
function trustedDocuments({ trustedDocuments }: Config): TrustedDocuments | undefined {
  const ofPages = modules.flatMap(({ documents = [] }) => documents);
  return trustedDocuments && new TrustedDocuments([...trustedDocuments, ...ofPages]);
}

/**
 * Half the connections at most for one client, so that two of them do not stop a third, and no more than two for each
 * processor; for an address without a token no more than leaves half the processors to others. Under load, what anybody
 * reads without a token is refused first, and early: no more is at work than keeps the processors busy, and no address
 * takes all of that.
 */
function gateLimits(poolSize: number): GateLimits {
  const perClient = Math.max(1, Math.min(Math.floor(poolSize / 2), 2 * availableParallelism()));
  const perAddress = Math.min(perClient, Math.max(2, Math.floor(availableParallelism() / 2)));
  // More of them at once than keep the processors busy are no faster, and whatever else happens waits behind them. Where
  // other gateways share the processors, they take longer, and fewer of them begin.
  const least = Math.max(1, Math.floor(availableParallelism() / 2));
  const atWork = { least, most: Math.max(perAddress + 1, availableParallelism()), inTime: 250 };
  const total = Math.max(1, Math.floor(poolSize * 0.75));
  const impatient = { waiting: 2 * poolSize, longestWait: 500, longestWaitWhenFull: 150 };
  const deferrable = { atWork, total, ...impatient };
  const waiting = { waitingPerClient: 200, waiting: 2_000, longestWait: 10_000 };
  return { total: poolSize, perClient, perAddress, costlyFrom: 5_000, ...waiting, deferrable };
}

/**
 * As for work, but with room for all followers of one address, which come back together when a gateway starts again. How many
 * those may be is limited by sockets and by operations of a socket.
 */
function entranceLimits(poolSize: number): GateLimits {
  const { total, perClient, perAddress } = gateLimits(poolSize);
  return { total, perClient, perAddress, waitingPerClient: 10_000, waiting: 50_000, longestWait: 30_000 };
}

export interface GatewayOptions {
  /** Who sends text messages; the configured provider where absent. */
  sms?: SmsProvider | undefined;
  /** Gives clients' builders gateways of their own; nobody where absent. */
  sandboxes?: Sandboxes | undefined;
  /** Aborted before it listens, it never does. */
  signal?: AbortSignal;
}

/** Opens everything that clients touch, on one port. */
export async function startGateway(
  config: Config,
  database: Database,
  clock: Clock,
  { sms = chooseSmsProvider(config.sms), sandboxes, signal }: GatewayOptions = {},
): Promise<Gateway> {
  connectReactions(reactions);
  const turns = new RequestTurns((request) => addressKey(clientAddress(request, config.proxies)));
  const platform = await openPlatform(config, database, clock, sms, turns);
  const { app, schema, contexts, budget, services: shared, listener, alarm, events, log } = platform;
  const { revocations } = shared;
  if (sandboxes) shared.sandboxes = sandboxes;
  const routes = guardRoutes(app, contexts, revocations, new RouteLimits(budget));
  const metrics = new Metrics(schema);
  metrics.watchLanes(database.lanes);
  const backlogs = new BacklogMetrics(
    modules.flatMap(({ backlogs = [] }) => backlogs),
    () => contexts.ofSystem(),
    log,
    metrics.registry,
  );
  metrics.serve(app, () => backlogs.refresh());
  const drain = new Drain(app, config.shutdown);
  healthRoutes(app, database, drain);
  explorerRoute(app);
  schemaRoute(app, schema);
  eventSchemasRoute(app);
  const services = modules.flatMap(({ serve }) => serve?.(platform) ?? []);
  const admission = new OperationAdmission(schema, budget, trustedDocuments(config));
  const executor = new QueryExecutor(schema);
  shared.documents = new DocumentService(schema, contexts, { admission, executor });
  const pauseOf = (client: string) => budget.pauseOf(client);
  const gate = new FairGate(gateLimits(config.poolSize), pauseOf);
  const entrance = new FairGate(entranceLimits(config.poolSize), pauseOf);
  const { replicas } = database;
  metrics.watchReplicas(replicas);
  metrics.watchGate(gate);
  const parts = { schema, contexts, metrics, budget, admission, gate, entrance, executor, replicas };
  const apollo = await graphqlRoute(app, parts);
  eventStreamRoute(app, parts, revocations);
  const sockets = serveWebSockets(app, parts, revocations, turns, config);
  const allJobs = [...modules.flatMap((module) => module.jobs ?? []), endGranted(longLived.filter(isStored))];
  const jobs = config.backgroundJobs ? allJobs : [];
  const runner = new JobRunner(jobs, () => contexts.ofSystem(), alarm, log);

  const stop = async () => {
    await drain.begin();
    // A job that computes for minutes is not waited for: its transaction is taken back, and it is due again.
    const jobsEnd = Promise.race([runner.stop(), sleep(config.shutdown.deadline, undefined, { ref: false })]);
    await Promise.all([sockets.stop(), drain.close(), jobsEnd]);
    for (const service of services.toReversed()) await service.stop?.();
    await apollo.stop();
    await sandboxes?.stop();
    await revocations.stop();
    await events.stop();
    await listener.stop();
    await replicas?.stop();
  };
  try {
    await revocations.start(listener);
    events.start();
    for (const service of services) await service.start?.();
    runner.start();
    listener.start();
    await replicas?.start(database.em, log);
    signal?.throwIfAborted();
    const url = await listen(app, config);
    for (const service of services) service.opened?.(url);
    return { url, routes, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Who accepts an event stream at /graphql, as the explorer does, is served where subscriptions are streamed. */
function streamAddress({ url = '/', headers }: { url?: string; headers: { accept?: string } }): string {
  const [path, query] = url.split('?');
  if (path !== '/graphql' || !headers.accept?.startsWith('text/event-stream')) return url;
  return query === undefined ? '/graphql/stream' : `/graphql/stream?${query}`;
}

/** What the modules and the gateway itself share. */
async function openPlatform(
  config: Config,
  database: Database,
  clock: Clock,
  sms: SmsProvider,
  turns: RequestTurns,
): Promise<Platform> {
  const app = Fastify({
    logger: { level: config.logLevel },
    ...logged,
    bodyLimit: largestBody,
    serverFactory: serverInTurns(turns),
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
    // While the gateway stops, what arrives on an open connection is still served.
    return503OnClosing: false,
    trustProxy: (_: string, hop: number) => hop < config.proxies,
    genReqId: () => randomUUID(),
    frameworkErrors: answerUnreadable,
    rewriteUrl: streamAddress,
  });
  logRequests(app);
  traceRequests(app);
  answerErrors(app);
  parseJsonBodies(app);
  refuseUnwritableAddresses(app);
  watchTransferRates(app);
  answerExpectations(app);
  sendSecurityHeaders(app, config.publicUrl);
  // Only bearer tokens carry authority, never cookies, so any origin may call.
  await app.register(cors, { origin: '*', maxAge: 86_400, exposedHeaders: readableHeaders });
  const { log } = app;
  const schema = buildGatewaySchema({ sandbox: config.sandbox && isMovable(clock) });
  const listener = new Listener(database.gatewayUrl, log);
  const events = new EventStream(database.em, listener, log);
  const key = tokenKey(config.tokenSecret ?? config.secretKey);
  const services = sharedServicesOf(database.em, key, {
    vault: config.vault,
    outside: config.outsideProviders,
    people: config.people,
    companies: config.companies,
    payees: config.payees,
    proofTries: config.proofTries,
    identityPaperDays: config.identityPaperDays,
    log,
  });
  const contexts = new ContextFactory(database.em, clock, events, key, services, config);
  contexts.endWithRequests(app);
  const spool = new Spool(config.dataFolder);
  const budget = new Budget(config.rateLimit);
  const alarm = new Alarm(clock, listener);
  const shared = { app, config, database, listener, alarm, clock, schema, contexts, spool, budget };
  return { ...shared, services, events, sms, log };
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  await app.listen({ host, port });
  const { port: opened } = app.server.address() as { port: number };
  return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${opened}`;
}
