import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { Context } from '../access/context.js';
import { openTo } from '../http/route-access.js';

const forMonitoring = openTo('Counts and times, nothing of anybody; keep it from outside at the proxy.');

/** What an operator watches, in Prometheus' text format at `GET /metrics`. Never a name, a number or a value of anybody. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #duration = new Histogram({
    name: 'mianshen_graphql_duration_seconds',
    help: 'How long operations took, by kind and role',
    labelNames: ['kind', 'role'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [this.#registry],
  });
  readonly #errors = new Counter({
    name: 'mianshen_graphql_errors_total',
    help: 'Errors that were answered, by code',
    labelNames: ['code'],
    registers: [this.#registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  serve(app: FastifyInstance): void {
    app.get('/metrics', forMonitoring, async (_, reply) =>
      reply.type(this.#registry.contentType).send(await this.#registry.metrics()),
    );
  }

  /** Counts what was answered with errors, by code. */
  countErrors(errors: readonly { extensions?: Record<string, unknown> }[]): void {
    for (const { extensions } of errors) this.#errors.inc({ code: String(extensions?.['code']) });
  }

  plugin(): ApolloServerPlugin<Context> {
    return {
      requestDidStart: async ({ contextValue }) => {
        const stop = this.#duration.startTimer({ role: contextValue.viewer.role });
        return {
          willSendResponse: async ({ operation, response }) => {
            stop({ kind: operation?.operation ?? 'none' });
            const { body } = response;
            const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
            this.countErrors(errors);
          },
        };
      },
    };
  }
}
