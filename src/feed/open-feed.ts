import type { FastifyInstance } from 'fastify';
import type { Clock } from '../kernel/clock.js';
import type { Database } from '../database/database.js';
import type { EventStream } from '../event/follow/event-stream.js';
import type { Budget } from '../http/limits/budget.js';
import { logKey } from '../log/log-key.js';
import { LogPublisher } from '../log/log-publisher.js';
import { FeedDatabase } from './feed-database.js';
import { feedRoutes } from './routes/feed-routes.js';
import { logRoutes } from './routes/log-routes.js';
import { ReleaseFiles } from './release-files.js';

/** Settings of the open data. */
interface FeedConfig {
  logOrigin: string;
  logSigningKey: string | undefined;
  dataFolder: string;
  secretKey: string;
  /** Public URL of the gateway; its own address if absent. */
  publicUrl: string | undefined;
  publisher: string;
  licence: { name: string; url: string };
}

export interface Feed {
  start: () => void;
  opened: (url: string) => void;
  stop: () => Promise<void>;
}

/** Starts the open data: its routes, and the publisher that appends each publication to the signed log. */
export function openFeed(
  app: FastifyInstance,
  config: FeedConfig,
  database: Database,
  clock: Clock,
  events: EventStream,
  budget: Budget,
): Feed {
  const key = logKey(config.logOrigin, config.logSigningKey, config.dataFolder);
  const feed = new FeedDatabase(database.gatewayUrl, config.secretKey);
  const files = new ReleaseFiles(feed, config);
  const prepare = () => files.prepare((error) => app.log.error({ err: error }, 'Preparing a file failed'));
  const publisher = new LogPublisher(database.em, key, clock, events, app.log, prepare);
  let listensOn = '';
  const siteUrl = () => config.publicUrl ?? listensOn;
  const settings = { siteUrl, publisher: config.publisher, licence: config.licence, clock, budget };
  feedRoutes(app, { database: feed, files, settings });
  logRoutes(app, feed, key);
  // The connections are closed after running requests have ended.
  app.addHook('onClose', () => feed.close());
  return {
    start: () => publisher.start(),
    opened: (url) => (listensOn = url),
    stop: () => publisher.stop().then(() => files.stop()),
  };
}
