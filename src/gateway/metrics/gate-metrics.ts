import { Counter, Gauge, type Metric } from 'prom-client';
import { type FairGate, urgencies } from '../../http/limits/gate/fair-gate.js';

const help = {
  most: 'How many operations may run at once, by urgency; of those that are not urgent fewer while they take long',
  waiting: 'Operations that wait for their turn, by urgency',
};

/** Returns gauges of a gate: its limits, and the operations that wait or were refused. */
export function gateMetrics(gate: FairGate): Metric[] {
  const gauges = (Object.keys(help) as (keyof typeof help)[]).map(
    (state) =>
      new Gauge({
        name: `mianshen_operations_${state}`,
        help: help[state],
        labelNames: ['urgency'],
        registers: [],
        collect() {
          for (const urgency of urgencies) this.set({ urgency }, gate.state(urgency)[state]);
        },
      }),
  );
  return [...gauges, refusedCounter(gate)];
}

function refusedCounter(gate: FairGate): Counter {
  return new Counter({
    name: 'mianshen_operations_refused_total',
    help: 'Operations that were refused a turn, by urgency',
    labelNames: ['urgency'],
    registers: [],
    collect() {
      this.reset();
      for (const urgency of urgencies) this.inc({ urgency }, gate.state(urgency).refused);
    },
  });
}
