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

/** The parts that all GraphQL transports share: schema, admission, budget and gates. */
export interface GraphqlParts {
  schema: GraphQLSchema;
  contexts: ContextFactory;
  metrics: Metrics;
  admission: OperationAdmission;
  budget: Budget;
  gate: FairGate;
  early: EarlyPlaces;
  /** Limits how many subscriptions start at once, because thousands of clients may reconnect together. */
  entrance: FairGate;
  executor: QueryExecutor;
  replicas: Replicas | undefined;
  kept: KeptAnswers;
}
