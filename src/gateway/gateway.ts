import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.js';
import type { Database } from '../database/database.js';
import { connectReactions } from '../event/record-event.js';
import { endGranted } from '../granted/end-granted.js';
import { isStored } from '../granted/long-lived.js';
import { addressKey } from '../http/limits/client-key.js';
import { RequestTurns } from '../http/limits/request-turns.js';
import { RouteLimits } from '../http/limits/route-limits.js';
import { PortListeners } from '../http/port/port-listeners.js';
import { type DeclaredRoute, guardRoutes } from '../http/route-access.js';
import { echoRoute } from '../http/request-echo.js';
import { JobRunner } from '../job/job-runner.js';
import type { Clock } from '../kernel/clock.js';
import type { Sandboxes } from '../kernel/sandboxes.js';
import { chooseSmsProvider } from '../message/choose-provider.js';
import type { SmsProvider } from '../message/sms-provider.js';
import type { Platform, Service } from '../module.js';
import { longLived, modules, reactions } from '../modules.js';
import { clientAddress } from './client-address.js';
import { Drain } from './drain.js';
import { eventSchemasRoute } from './events/event-schemas-route.js';
import { explorerRoute } from './explorer.js';
import { healthRoutes } from './health.js';
import { watchGateway } from './metrics/watch-gateway.js';
import { openPlatform } from './platform.js';
import { schemaRoute } from './schema/schema-route.js';
import { serveGraphql } from './serve-graphql.js';

export interface Gateway {
  /** The URL of the gateway, for example `http://127.0.0.1:4000`. */
  url: string;
  /** Every route of the gateway, with who may use it. */
  routes: readonly DeclaredRoute[];
  stop: () => Promise<void>;
}

export interface GatewayOptions {
  /** Sends text messages; the configured provider if absent. */
  sms?: SmsProvider | undefined;
  /** Creates sandbox gateways for developers of clients; no sandboxes if absent. */
  sandboxes?: Sandboxes | undefined;
  /** If it is aborted before the gateway listens, the gateway does not start to listen. */
  signal?: AbortSignal;
}

/** Starts everything that clients connect to, on one port. */
export async function startGateway(
  config: Config,
  database: Database,
  clock: Clock,
  { sms = chooseSmsProvider(config.sms), sandboxes, signal }: GatewayOptions = {},
): Promise<Gateway> {
  connectReactions(reactions);
  const turns = new RequestTurns((request) => addressKey(clientAddress(request, config.proxies)));
  const platform = await openPlatform(config, database, clock, sms, turns);
  const { app, contexts, services: shared } = platform;
  if (sandboxes) shared.sandboxes = sandboxes;
  const routes = guardRoutes(app, contexts, shared.revocations, new RouteLimits(platform.budget));
  const metrics = watchGateway(platform);
  const listeners = new PortListeners(app.server);
  const drain = new Drain(app, listeners, config.shutdown);
  ownRoutes(platform, drain);
  const services = modules.flatMap(({ serve }) => serve?.(platform) ?? []);
  const graphql = await serveGraphql(platform, metrics, turns);
  const parts: Parts = { platform, services, graphql, drain, runner: jobRunner(platform), sandboxes };
  const stop = () => stopParts(parts);
  try {
    await startParts(parts);
    signal?.throwIfAborted();
    const url = await listen(app, listeners, config);
    for (const service of services) service.opened?.(url);
    return { url, routes, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Routes of the gateway that belong to no module. */
function ownRoutes({ app, config, database, schema }: Platform, drain: Drain): void {
  healthRoutes(app, database, drain);
  echoRoute(app, config);
  explorerRoute(app);
  schemaRoute(app, schema);
  eventSchemasRoute(app);
}

function jobRunner({ config, contexts, alarm, log }: Platform): JobRunner {
  const all = [...modules.flatMap((module) => module.jobs ?? []), endGranted(longLived.filter(isStored))];
  return new JobRunner(config.backgroundJobs ? all : [], () => contexts.ofSystem(), alarm, log);
}

/** Parts that are started and stopped. */
interface Parts {
  platform: Platform;
  services: Service[];
  graphql: Awaited<ReturnType<typeof serveGraphql>>;
  drain: Drain;
  runner: JobRunner;
  sandboxes: Sandboxes | undefined;
}

async function startParts({ platform, services, runner }: Parts): Promise<void> {
  const { listener, events, database, log } = platform;
  await platform.services.revocations.start(listener);
  events.start();
  for (const service of services) await service.start?.();
  runner.start();
  listener.start();
  await database.replicas?.start(database.em, log);
}

async function stopParts({ platform, services, graphql, drain, runner, sandboxes }: Parts): Promise<void> {
  const { config, listener, events, database } = platform;
  await drain.begin();
  // A job that runs for minutes is not awaited: its transaction is rolled back, and the job is due again.
  const jobsEnd = Promise.race([runner.stop(), sleep(config.shutdown.deadline, undefined, { ref: false })]);
  await Promise.all([graphql.sockets.stop(), drain.close(), jobsEnd]);
  for (const service of services.toReversed()) await service.stop?.();
  await graphql.apollo.stop();
  await sandboxes?.stop();
  await platform.services.revocations.stop();
  await events.stop();
  await listener.stop();
  await database.replicas?.stop();
}

async function listen(app: FastifyInstance, listeners: PortListeners, { host, port }: Config): Promise<string> {
  await listeners.open({ host, port }, (options) => app.listen(options));
  const { port: opened } = app.server.address() as { port: number };
  return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${opened}`;
}
