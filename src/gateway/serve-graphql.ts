import type { Config } from '../config/config.js';
import { PresentSnapshot } from '../database/session/present-snapshot.js';
import { FairGate } from '../http/limits/gate/fair-gate.js';
import type { RequestTurns } from '../http/limits/request-turns.js';
import { modules } from '../modules.js';
import type { Platform } from '../module.js';
import { EarlyPlaces } from './admission/early-places.js';
import { OperationAdmission } from './admission/operation-admission.js';
import { TrustedDocuments } from './admission/documents/trusted-documents.js';
import { DocumentService } from './execution/document-service.js';
import { KeptAnswers } from './execution/kept-answers.js';
import { QueryExecutor } from './execution/query-executor.js';
import { entranceLimits, gateLimits } from './admission/gate-limits.js';
import type { Metrics } from './metrics/metrics.js';
import { eventStreamRoute } from './transports/event-stream-route.js';
import { graphqlRoute } from './transports/request/graphql-route.js';
import { serveWebSockets } from './transports/websocket.js';

/** Returns the configured trusted documents, and those of the gateway's own pages. */
function trustedDocuments({ trustedDocuments }: Config): TrustedDocuments | undefined {
  const ofPages = modules.flatMap(({ documents = [] }) => documents);
  return trustedDocuments && new TrustedDocuments([...trustedDocuments, ...ofPages]);
}

/** Serves GraphQL over HTTP requests, event streams and sockets, and to background work. */
export async function serveGraphql(platform: Platform, metrics: Metrics, turns: RequestTurns) {
  const { app, config, database, listener, schema, contexts, budget, services } = platform;
  const admission = new OperationAdmission(schema, budget, trustedDocuments(config));
  const executor = new QueryExecutor(schema);
  services.documents = new DocumentService(schema, contexts, { admission, executor });
  const pauseOf = (client: string) => budget.pauseOf(client);
  const gate = new FairGate(gateLimits(config.poolSize), pauseOf);
  const entrance = new FairGate(entranceLimits(config.poolSize), pauseOf);
  metrics.watchGate(gate);
  const early = new EarlyPlaces(gate, admission);
  turns.early = early;
  const { replicas } = database;
  const kept = new KeptAnswers(new PresentSnapshot(listener));
  listener.onConnected(() => kept.forget());
  const parts = { schema, contexts, metrics, budget, admission, gate, early, entrance, executor, replicas, kept };
  const apollo = await graphqlRoute(app, parts);
  eventStreamRoute(app, parts, services.revocations);
  const sockets = serveWebSockets(app, parts, services.revocations, turns, config);
  return { apollo, sockets };
}
