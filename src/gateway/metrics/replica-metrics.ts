import { Counter, Gauge, type Metric } from 'prom-client';
import type { Replicas } from '../../database/replicas/replicas.js';

/** Returns metrics of reads from replicas and of the lag of each replica. Without replicas there are no series. */
export function replicaMetrics(replicas: Replicas | undefined): Metric[] {
  return [
    new Gauge({
      name: 'mianshen_replica_lag_seconds',
      help: 'How far a replica is behind the primary; absent while it does not answer',
      labelNames: ['replica'],
      registers: [],
      collect() {
        this.reset();
        for (const { name, lag } of replicas?.all ?? []) if (lag !== undefined) this.set({ replica: name }, lag);
      },
    }),
    new Gauge({
      name: 'mianshen_replica_used',
      help: 'Whether a replica is read from: it answers and is not too far behind',
      labelNames: ['replica'],
      registers: [],
      collect() {
        for (const { name, isUsable } of replicas?.all ?? []) this.set({ replica: name }, Number(isUsable));
      },
    }),
    new Counter({
      name: 'mianshen_reads_total',
      help: 'Reads since the start, by the server that they were sent to, a replica or the primary',
      labelNames: ['server'],
      registers: [],
      collect() {
        this.reset();
        for (const [server, count] of replicas?.reads ?? []) this.inc({ server }, count);
      },
    }),
  ];
}
