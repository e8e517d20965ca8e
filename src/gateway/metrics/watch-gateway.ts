import { modules } from '../../modules.js';
import { BacklogMetrics } from './backlog-metrics.js';
import type { WatchedPlatform } from '../platform.js';
import type { Metrics } from './metrics.js';

/** Sets up metrics of the gateway, its database and the queues of its modules, and serves them. */
export function watchGateway({ app, database, contexts, operations: metrics, log }: WatchedPlatform): Metrics {
  metrics.watchLanes(database.lanes);
  metrics.watchReplicas(database.replicas);
  const queues = modules.flatMap(({ backlogs = [] }) => backlogs);
  const backlogs = new BacklogMetrics(queues, () => contexts.ofSystem(), log, metrics.registry);
  metrics.serve(
    app,
    () => backlogs.refresh(),
    (request) => contexts.roleOf(request),
  );
  return metrics;
}
