import type { FastifyBaseLogger } from 'fastify';
import { sql } from 'kysely';
import { Gauge, type Registry } from 'prom-client';
import type { Context } from '../../access/context.js';
import type { Backlog, BacklogState } from '../../job/backlog.js';

/** Milliseconds for which the figures are cached. */
const fresh = 5_000;

/** Length of each queue of the modules; queried when metrics are requested. */
export class BacklogMetrics {
  readonly #backlogs: readonly Backlog[];
  readonly #context: () => Context;
  readonly #log: FastifyBaseLogger;
  readonly #waiting: Gauge<'queue'>;
  readonly #oldest: Gauge<'queue'>;
  #readAt = -Infinity;
  #reading: Promise<void> | undefined;

  constructor(backlogs: readonly Backlog[], context: () => Context, log: FastifyBaseLogger, registry: Registry) {
    this.#backlogs = backlogs;
    this.#context = context;
    this.#log = log;
    const registers = [registry];
    this.#waiting = new Gauge({
      name: 'mianshen_backlog_waiting',
      help: 'Pieces of work that wait, by queue; the same from every gateway of a database',
      labelNames: ['queue'],
      registers,
    });
    this.#oldest = new Gauge({
      name: 'mianshen_backlog_oldest_seconds',
      help: 'How long the oldest waiting piece of work has waited, by queue; 0 where none waits',
      labelNames: ['queue'],
      registers,
    });
  }

  /** If the database does not answer, the figures are left out: old ones would be wrong. */
  async refresh(): Promise<void> {
    if (performance.now() - this.#readAt < fresh) return;
    this.#reading ??= this.#read()
      .catch((error: unknown) => {
        this.#waiting.reset();
        this.#oldest.reset();
        this.#log.error({ err: error }, 'The backlogs could not be read for the metrics');
      })
      .finally(() => (this.#reading = undefined));
    await this.#reading;
  }

  async #read(): Promise<void> {
    const context = this.#context();
    const states = await context.db.inSnapshot(async (em) => {
      const selects = this.#backlogs.map(
        ({ name, state }) => sql`select ${name}::text as name, waiting::text, since from (${state}) as backlog`,
      );
      const { rows } = await sql<BacklogState & { name: string }>`${sql.join(selects, sql` union all `)}`.execute(
        em.getKysely(),
      );
      return rows;
    });
    const now = context.clock.now().getTime();
    for (const { name: queue, waiting, since } of states) {
      this.#waiting.set({ queue }, Number(waiting));
      this.#oldest.set({ queue }, since === null ? 0 : Math.max(0, (now - new Date(since).getTime()) / 1_000));
    }
    this.#readAt = performance.now();
  }
}
