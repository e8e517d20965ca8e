import { modules } from '../../modules.js';
import type { Platform } from '../../module.js';
import { BacklogMetrics } from './backlog-metrics.js';
import { Metrics } from './metrics.js';

/** Measures the gateway, its database and the queues of its modules, and serves what it measured. */
export function watchGateway({ app, schema, database, contexts, log }: Platform): Metrics {
  const metrics = new Metrics(schema);
  metrics.watchLanes(database.lanes);
  metrics.watchReplicas(database.replicas);
  const queues = modules.flatMap(({ backlogs = [] }) => backlogs);
  const backlogs = new BacklogMetrics(queues, () => contexts.ofSystem(), log, metrics.registry);
  metrics.serve(app, () => backlogs.refresh());
  return metrics;
}
