import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Context } from '../../access/context.js';
import type { Lane } from '../../database/connections/lane.js';
import type { Lanes } from '../../database/connections/lanes.js';
import { openTo } from '../../http/route-access.js';
import type { FairGate } from '../../http/limits/gate/fair-gate.js';
import { clientNameOf, type ObservedOperation, type OperationObserver } from '../../http/observed-operation.js';
import type { Replicas } from '../../database/replicas/replicas.js';
import { gateMetrics } from './gate-metrics.js';
import { replicaMetrics } from './replica-metrics.js';
import { BoundedLabels } from './bounded-labels.js';
import { FieldUses } from './field-uses.js';

const forMonitoring = openTo('Counts and times, nothing of anybody; keep it from outside at the proxy.', {
  limitedBy: 'the proxy',
});

/** Seconds. */
const buckets = [0.005, 0.02, 0.1, 0.5, 2, 10];

type ShownError = Pick<GraphQLFormattedError, 'extensions'>;

/**
 * Milliseconds between two measurements of the event loop delay. Each one wakes an idle gateway. The measured delay
 * includes this interval.
 */
const delayPrecision = 100;

/**
 * Metrics for operators, in Prometheus' text format at `GET /metrics`. They never contain personal names, numbers or
 * values.
 */
export class Metrics implements OperationObserver {
  readonly registry = new Registry();
  readonly #operations = new BoundedLabels(300);
  readonly #clients = new BoundedLabels(50);
  readonly #fields: FieldUses;
  readonly #duration = new Histogram({
    name: 'mianshen_graphql_duration_seconds',
    help: 'How long operations took, by name, kind, role, client (x-client-name) and transport',
    labelNames: ['operation', 'kind', 'role', 'client', 'transport'],
    buckets,
    registers: [this.registry],
  });
  readonly #errors = new Counter({
    name: 'mianshen_graphql_errors_total',
    help: 'Errors that were answered, by operation and code',
    labelNames: ['operation', 'code'],
    registers: [this.registry],
  });
  /** Registered at start with 0: if a series begins with its first error, `rate` does not see that error. */
  readonly #internal = new Counter({
    name: 'mianshen_internal_errors_total',
    help: 'Errors that are ours: their cause is in the log',
    registers: [this.registry],
  });
  readonly #subscriptions = new Counter({
    name: 'mianshen_graphql_subscriptions_total',
    help: 'Subscriptions that were begun, by operation, role, client and transport',
    labelNames: ['operation', 'role', 'client', 'transport'],
    registers: [this.registry],
  });
  readonly #requests = new Histogram({
    name: 'mianshen_http_duration_seconds',
    help: 'How long HTTP requests took, by route, method, status and whether the answer was kept in memory',
    labelNames: ['route', 'method', 'status', 'cache'],
    buckets,
    registers: [this.registry],
  });
  readonly #askers = new Counter({
    name: 'mianshen_http_requests_total',
    help: 'HTTP requests beside /graphql, by route, method, status, role and client: files, downloads, pages',
    labelNames: ['route', 'method', 'status', 'role', 'client'],
    registers: [this.registry],
  });
  readonly #live = new Gauge({
    name: 'mianshen_live_connections',
    help: 'Sockets and event streams that are open',
    labelNames: ['transport'],
    registers: [this.registry],
  });

  readonly #turnedAway = new Counter({
    name: 'mianshen_http_turned_away_total',
    help: 'Requests that were refused before anything of them was read, since too many waited to begin',
    registers: [this.registry],
  });

  constructor(schema: GraphQLSchema) {
    this.#fields = new FieldUses(schema, this.#clients);
    this.registry.registerMetric(this.#fields.metric());
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: delayPrecision });
  }

  /** Serves the metrics. `roleOf` returns the role of a request. */
  serve(app: FastifyInstance, refresh: () => Promise<void>, roleOf: (request: FastifyRequest) => string): void {
    app.get('/metrics', forMonitoring, async (_, reply) => {
      await refresh();
      return reply.type(this.registry.contentType).send(await this.registry.metrics());
    });
    app.addHook('onResponse', (request, reply, done) => {
      const { cache, ...asked } = requestLabels(request, reply);
      this.#requests.observe({ ...asked, cache }, reply.elapsedTime / 1_000);
      // Requests to /graphql are counted by operation instead.
      if (asked.route !== '/graphql') {
        const client = this.#clients.of(clientNameOf(request.headers));
        this.#askers.inc({ ...asked, role: roleOf(request), client });
      }
      done();
    });
  }

  /** Adds metrics of the database connections. */
  watchLanes(lanes: Lanes): void {
    const all = Object.values(lanes) as Lane[];
    for (const state of laneStates) this.registry.registerMetric(laneGauge(state, all));
    this.registry.registerMetric(refusedCounter(all));
  }

  /** Adds metrics of reads from replicas and of their lag. */
  watchReplicas(replicas: Replicas | undefined): void {
    for (const metric of replicaMetrics(replicas)) this.registry.registerMetric(metric);
  }

  /** Adds metrics of how many operations run and wait. */
  watchGate(gate: FairGate): void {
    for (const metric of gateMetrics(gate)) this.registry.registerMetric(metric);
  }

  /** Counts a socket or a stream as open until the returned function is called. */
  opened(transport: 'socket' | 'sse'): () => void {
    this.#live.inc({ transport });
    return () => this.#live.dec({ transport });
  }

  /** Counts a subscription that has started. */
  subscribed({ operation, role, client, transport, document }: ObservedOperation): void {
    if (document) this.#fields.count(document, client);
    const names = { operation: this.#operations.of(operation), client: this.#clients.of(client) };
    this.#subscriptions.inc({ ...names, role, transport });
  }

  /** Counts a request that was refused before it was handled. */
  countTurnedAway(): void {
    this.#turnedAway.inc();
  }

  /** Counts errors in answers, by the code that the client receives. */
  countErrors(errors: readonly ShownError[], operation?: string): void {
    const name = this.#operations.of(operation);
    for (const { extensions } of errors) {
      const code = String(extensions?.['code']);
      this.#errors.inc({ operation: name, code });
      if (code === 'INTERNAL') this.#internal.inc();
    }
  }

  /** Records an operation that was executed, and its errors. */
  observe(observed: ObservedOperation, seconds: number, errors: readonly ShownError[] = []): void {
    const { operation, kind, role, client, transport, document } = observed;
    if (document) this.#fields.count(document, client);
    const names = { operation: this.#operations.of(operation), client: this.#clients.of(client) };
    this.#duration.observe({ ...names, kind, role, transport }, seconds);
    this.countErrors(errors, operation);
  }

  plugin(): ApolloServerPlugin<Context> {
    return {
      requestDidStart: async ({ contextValue: { viewer }, request }) => {
        const client = request.http?.headers.get('x-client-name');
        const begun = performance.now();
        return {
          willSendResponse: async ({ operation, document, response: { body } }) => {
            const named = { operation: operation?.name?.value, kind: operation?.operation ?? 'none' };
            const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
            // An operation that was refused before it began used no fields.
            const executed = { ...named, document: operation && document };
            this.observe({ ...executed, role: viewer.role, client, transport: 'http' }, since(begun), errors);
          },
        };
      },
    };
  }
}

/** Seconds. */
const since = (begun: number) => (performance.now() - begun) / 1_000;

const laneStates = ['busy', 'waiting', 'size'] as const;

const stateHelp = {
  busy: 'in use',
  waiting: 'requests that wait for one',
  size: 'how many there are',
};

function laneGauge(state: (typeof laneStates)[number], lanes: Lane[]): Gauge<'lane'> {
  return new Gauge({
    name: `mianshen_database_connections_${state}`,
    help: `Connections to the database, by kind of work: ${stateHelp[state]}`,
    labelNames: ['lane'],
    registers: [],
    collect() {
      for (const lane of lanes) this.set({ lane: lane.name }, lane.state[state]);
    },
  });
}

function refusedCounter(lanes: Lane[]): Counter<'lane'> {
  return new Counter({
    name: 'mianshen_database_connections_refused_total',
    help: 'Requests that were refused a connection, as too many waited or one waited too long, by kind of work',
    labelNames: ['lane'],
    registers: [],
    collect() {
      this.reset();
      for (const lane of lanes) this.inc({ lane: lane.name }, lane.state.refused);
    },
  });
}

function requestLabels({ routeOptions, method }: FastifyRequest, reply: FastifyReply) {
  const cache = reply.getHeader('x-cache') === 'hit' ? 'hit' : 'none';
  return { route: routeOptions.url ?? 'unknown', method, status: `${reply.statusCode}`, cache };
}
