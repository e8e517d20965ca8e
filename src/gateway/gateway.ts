import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.js';
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
  /** Where it answers, for example `http://127.0.0.1:4000`. */
  url: string;
  /** Every route that it has, and who may use it. */
  routes: readonly DeclaredRoute[];
  stop: () => Promise<void>;
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
  const { app, schema, contexts, services: shared, listener, alarm, events, log } = platform;
  const { revocations } = shared;
  const { replicas } = database;
  if (sandboxes) shared.sandboxes = sandboxes;
  const routes = guardRoutes(app, contexts, revocations, new RouteLimits(platform.budget));
  const metrics = watchGateway(platform);
  const listeners = new PortListeners(app.server);
  const drain = new Drain(app, listeners, config.shutdown);
  healthRoutes(app, database, drain);
  echoRoute(app, config);
  explorerRoute(app);
  schemaRoute(app, schema);
  eventSchemasRoute(app);
  const services = modules.flatMap(({ serve }) => serve?.(platform) ?? []);
  const { apollo, sockets } = await serveGraphql(platform, metrics, turns);
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
    const url = await listen(app, listeners, config);
    for (const service of services) service.opened?.(url);
    return { url, routes, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listen(app: FastifyInstance, listeners: PortListeners, { host, port }: Config): Promise<string> {
  await listeners.open({ host, port }, (options) => app.listen(options));
  const { port: opened } = app.server.address() as { port: number };
  return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${opened}`;
}
