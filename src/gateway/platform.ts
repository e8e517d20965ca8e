import { tokenKey } from '../access/token/access-token.js';
import { sharedServicesOf } from '../access/shared-services.js';
import type { Config } from '../config/config.js';
import { Listener } from '../database/connections/listener.js';
import type { Database } from '../database/database.js';
import { EventStream } from '../event/follow/event-stream.js';
import { Budget } from '../http/limits/budget.js';
import type { RequestTurns } from '../http/limits/request-turns.js';
import { ContextFactory } from '../http/request-context.js';
import { Spool } from '../http/spool.js';
import { Alarm } from '../job/alarm.js';
import { type Clock, isMovable } from '../kernel/clock.js';
import type { SmsProvider } from '../message/sms-provider.js';
import type { Platform } from '../module.js';
import { Metrics } from './metrics/metrics.js';
import { openApp } from './open-app.js';
import { buildGatewaySchema } from './schema/schema.js';

/** A platform that counts operations. */
export interface WatchedPlatform extends Platform {
  operations: Metrics;
}

/** Opens what the modules and the gateway share. */
export async function openPlatform(
  config: Config,
  database: Database,
  clock: Clock,
  sms: SmsProvider,
  turns: RequestTurns,
): Promise<WatchedPlatform> {
  const schema = buildGatewaySchema({ sandbox: config.sandbox && isMovable(clock) });
  const metrics = new Metrics(schema);
  const app = await openApp(config, turns, metrics);
  const { log } = app;
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
  return { ...shared, services, events, sms, operations: metrics, log };
}
