import cors from '@fastify/cors';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Clock } from '../common/clock.js';
import type { Config } from '../config.js';
import type { Database } from '../database/database.js';
import { EventStream } from '../event/event-stream.js';
import { tokenKey } from '../identity/access-token.js';
import { DocumentStore } from '../policy/document-store.js';
import { documentUploadRoute } from './document-upload.js';
import { connectNouns } from '../reactions.js';
import { answerErrors } from './errors.js';
import { explorerRoute } from './explorer.js';
import { graphqlRoute } from './graphql-route.js';
import { healthRoutes } from './health.js';
import { printGatewaySchema } from './print-schema.js';
import { ContextFactory } from './request-context.js';
import { buildGatewaySchema } from './schema.js';
import { serveWebSockets } from './websocket.js';

export interface Gateway {
  /** Where it answers, for example `http://127.0.0.1:4000`. */
  url: string;
  stop: () => Promise<void>;
}

const largestBody = 2 * 1024 * 1024;

/** Opens everything that clients touch, on one port. */
export async function startGateway(config: Config, database: Database, clock: Clock): Promise<Gateway> {
  connectNouns();
  const schema = buildGatewaySchema();
  const app = Fastify({ logger: { level: config.logLevel }, bodyLimit: largestBody });
  const events = new EventStream(database.em, database.gatewayUrl, app.log);
  const contexts = new ContextFactory(database.em, clock, events, tokenKey(config.secretKey));

  answerErrors(app);
  // Only bearer tokens carry authority, never cookies, so any origin may call.
  await app.register(cors, { origin: '*', maxAge: 86_400, exposedHeaders: ['ETag', 'Content-Digest', 'Link'] });
  healthRoutes(app, database);
  explorerRoute(app);
  app.get('/schema.graphql', (_, reply) => reply.type('text/plain; charset=utf-8').send(printGatewaySchema(schema)));
  documentUploadRoute(app, contexts, new DocumentStore(config.dataFolder));
  const apollo = await graphqlRoute(app, schema, contexts);
  const sockets = serveWebSockets(app, schema, contexts);

  events.start();
  const url = await listen(app, config);
  return {
    url,
    stop: async () => {
      await sockets.stop();
      await app.close();
      await apollo.stop();
      await events.stop();
    },
  };
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  await app.listen({ host, port });
  const { port: opened } = app.server.address() as { port: number };
  return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${opened}`;
}
