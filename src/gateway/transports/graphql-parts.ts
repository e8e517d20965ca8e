import type { GraphQLSchema } from 'graphql';
import type { Replicas } from '../../database/replicas/replicas.js';
import type { FairGate } from '../../http/limits/gate/fair-gate.js';
import type { Budget } from '../../http/limits/budget.js';
import type { EarlyPlaces } from '../admission/early-places.js';
import type { OperationAdmission } from '../admission/operation-admission.js';
import type { KeptAnswers } from '../execution/kept-answers.js';
import type { QueryExecutor } from '../execution/query-executor.js';
import type { Metrics } from '../metrics/metrics.js';
import type { ContextFactory } from '../../http/request-context.js';

/** What all transports of GraphQL share: one schema, one admission, one budget, the same gates. */
export interface GraphqlParts {
  schema: GraphQLSchema;
  contexts: ContextFactory;
  metrics: Metrics;
  admission: OperationAdmission;
  budget: Budget;
  gate: FairGate;
  early: EarlyPlaces;
  /** Where operations of sockets and streams begin, before they work: thousands of followers come back at once. */
  entrance: FairGate;
  executor: QueryExecutor;
  replicas: Replicas | undefined;
  kept: KeptAnswers;
}
