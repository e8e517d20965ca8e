import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import type Provider from 'oidc-provider';
import Fastify, { type FastifyInstance } from 'fastify';
import { type Clock, isMovable } from '../kernel/clock.js';
import type { Config } from '../config.js';
import type { Database } from '../database/database.js';
import { EventStream } from '../event/event-stream.js';
import { JobRunner } from '../job/job-runner.js';
import { openFeed } from '../feed/open-feed.js';
import { pageRoutes } from '../web/page-routes.js';
import { tokenKey } from '../access/access-token.js';
import { chooseSmsProvider } from '../message/choose-provider.js';
import { SmsCourier } from '../message/sms-courier.js';
import type { SmsProvider } from '../message/sms-provider.js';
import { appointOffices } from '../account/appoint-offices.js';
import { keepersOf } from '../access/keepers.js';
import { openDocumentStore } from '../paper/document-store.js';
import { IntakeRunner } from '../submission/intake/intake-runner.js';
import { UploadFolder } from '../submission/intake/upload-folder.js';
import { documentDownloadRoute, documentUploadRoute } from '../paper/paper.routes.js';
import { opaqueTokenVerifier } from '../client/oauth/opaque-token.js';
import { openOauthProvider } from '../client/oauth/oauth-provider.js';
import { connectNouns } from '../reactions.js';
import { authorisationRoutes } from '../binding/binding.routes.js';
import { RecipientLists } from '../recipient/recipient-lists.js';
import { AnswersFromMemory } from '../recipient/answers/answer-from-memory.js';
import { PublicationWatch } from '../recipient/answers/publication-watch.js';
import { answerExpectations } from './continue.js';
import { Budget } from './budget.js';
import { answerErrors, answerUnreadable } from './errors.js';
import { eventStreamRoute } from './event-stream-route.js';
import { explorerRoute } from './explorer.js';
import { graphqlRoute } from './graphql-route.js';
import { healthRoutes } from './health.js';
import { policyUploadRoute } from '../submission/submission.routes.js';
import { Metrics } from './metrics.js';
import { oauthRoutes } from '../client/oauth/oauth.routes.js';
import { jobs } from './jobs.js';
import { objectionAttachmentRoutes } from '../objection/objection.routes.js';
import { opinionPaperRoutes } from '../proposal/opinion-paper.routes.js';
import { paymentRoutes } from '../payment/payment.routes.js';
import { printGatewaySchema } from './print-schema.js';
import { sendSecurityHeaders } from './security-headers.js';
import { ContextFactory } from './request-context.js';
import { buildGatewaySchema } from './schema.js';
import { spotCheckRoutes } from '../inspection/spot-check.routes.js';
import { failedRowsRoutes, templateRoute } from '../submission/submission-files.routes.js';
import { serveWebSockets } from './websocket.js';

export interface Gateway {
  /** Where it answers, for example `http://127.0.0.1:4000`. */
  url: string;
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
];

const largestBody = 2 * 1024 * 1024;

/** Opens everything that clients touch, on one port. */
export async function startGateway(
  config: Config,
  database: Database,
  clock: Clock,
  sms: SmsProvider = chooseSmsProvider(config.sms),
): Promise<Gateway> {
  connectNouns();
  const schema = buildGatewaySchema({ sandbox: config.sandbox && isMovable(clock) });
  const app = Fastify({
    logger: { level: config.logLevel },
    bodyLimit: largestBody,
    trustProxy: (_: string, hop: number) => hop < config.proxies,
    genReqId: () => randomUUID(),
    frameworkErrors: answerUnreadable,
  });
  const events = new EventStream(database.em, database.gatewayUrl, app.log);
  const key = tokenKey(config.secretKey);
  const keepers = keepersOf(database.em, key, {
    vault: config.vault,
    outside: config.outsideProviders,
    people: config.people,
    printInDevelopment: config.sms.provider === 'print' ? config.sms.print : undefined,
    log: app.log,
  });
  const contexts = new ContextFactory(database.em, clock, events, key, keepers, config.longestRead);
  const courier = new SmsCourier(() => contexts.ofSystem(), sms, app.log);

  answerErrors(app);
  contexts.endWithRequests(app);
  answerExpectations(app);
  sendSecurityHeaders(app, config.publicUrl);
  // Only bearer tokens carry authority, never cookies, so any origin may call.
  await app.register(cors, { origin: '*', maxAge: 86_400, exposedHeaders: readableHeaders });
  healthRoutes(app, database);
  const metrics = new Metrics();
  metrics.serve(app);
  explorerRoute(app);
  app.get('/schema.graphql', (_, reply) => reply.type('text/plain; charset=utf-8').send(printGatewaySchema(schema)));
  const uploads = new UploadFolder(config.dataFolder);
  const papers = openDocumentStore(config);
  documentUploadRoute(app, contexts, papers, uploads);
  documentDownloadRoute(app, contexts, papers);
  opinionPaperRoutes(app, contexts, papers);
  const intake = new IntakeRunner(database.em, database.gatewayUrl, clock, uploads, app.log);
  policyUploadRoute(app, contexts, uploads, intake);
  templateRoute(app, contexts);
  failedRowsRoutes(app, contexts);
  authorisationRoutes(app, contexts);
  let oauth: Provider | undefined;
  oauthRoutes(app, contexts, () => oauth as Provider);
  objectionAttachmentRoutes(app, contexts, papers);
  paymentRoutes(app, contexts);
  spotCheckRoutes(app, contexts);
  const watch = new PublicationWatch(database.gatewayUrl, app.log);
  const lists = new RecipientLists(database.em, (error) => app.log.error({ err: error }, 'Reading a list failed'));
  new AnswersFromMemory(schema, watch, lists, clock).serve(app);
  const apollo = await graphqlRoute(app, schema, contexts, metrics, new Budget(config.rateLimit));
  eventStreamRoute(app, schema, contexts, keepers.revocations);
  pageRoutes(app, config);
  const feed = openFeed(app, config, database, clock, events);
  const sockets = serveWebSockets(app, schema, contexts, keepers.revocations, config.proxies);

  await keepers.revocations.start();
  if (config.offices) await appointOffices(contexts.ofSystem(), config.offices);
  const runner = new JobRunner(config.backgroundJobs ? jobs : [], () => contexts.ofSystem(), app.log);
  events.start();
  intake.start();
  courier.start();
  runner.start();
  feed.start();
  watch.start();
  const stop = async () => {
    await runner.stop();
    await sockets.stop();
    await feed.stop();
    await watch.stop();
    await app.close();
    await intake.stop();
    await apollo.stop();
    await keepers.revocations.stop();
    await courier.stop();
    await events.stop();
  };
  const url = await listen(app, config).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const trustProxy = config.proxies > 0;
  const context = () => contexts.ofSystem();
  const issuer = `${config.publicUrl ?? url}/oauth`;
  oauth = openOauthProvider({ issuer, secret: key, trustProxy, context, log: app.log });
  keepers.authenticator.acceptOpaque(opaqueTokenVerifier(oauth, context));
  return { url, stop };
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  await app.listen({ host, port });
  const { port: opened } = app.server.address() as { port: number };
  return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${opened}`;
}
