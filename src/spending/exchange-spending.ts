import type { FastifyBaseLogger } from 'fastify';
import type { Context } from '../access/context.js';
import type { Budget } from '../http/limits/budget.js';
import { recordDeletion } from '../job/record-deletion.js';
import { reasonOf } from '../kernel/errors/reason-of.js';
import type { Service } from '../module.js';
import { addSpending, deleteEnded } from './spending.sql.js';
import { BackgroundLoop } from '../kernel/background-loop.js';

/** Milliseconds for which spending is collected before it is sent. */
const interval = 1_000;
/** Clients of one statement. */
const mostClients = 5_000;
/** Milliseconds between two exchanges that delete ended minutes. */
const deletesEvery = 60_000;

/**
 * Exchanges with the other gateways about once a second what clients spent. Requests never wait for it. While the
 * database is unreachable each gateway counts alone, and sends its counts afterwards.
 */
export class SpendingExchange implements Service {
  readonly #budget: Budget;
  readonly #context: () => Context;
  readonly #log: FastifyBaseLogger;
  readonly #loop = new BackgroundLoop();
  #fails = false;
  #deletedAt = -Infinity;

  constructor(budget: Budget, context: () => Context, log: FastifyBaseLogger) {
    this.#budget = budget;
    this.#context = context;
    this.#log = log;
  }

  start(): void {
    const limit = this.#budget.perMinute;
    if (limit === undefined) return;
    this.#budget.onUnsent(() => this.#loop.wake());
    this.#loop.repeat(() => this.#gather(limit));
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
    // Sends the last counts to the gateways that continue.
    if (this.#budget.perMinute !== undefined && !this.#fails) await this.#exchange(this.#budget.perMinute, false);
  }

  /** Exchanges counts; returns the milliseconds until the next exchange, unless a client spends something. */
  async #gather(limit: number): Promise<number> {
    await this.#loop.pause(interval);
    if (this.#loop.signal.aborted) return 0;
    const deletes = performance.now() - this.#deletedAt >= deletesEvery;
    await this.#exchange(limit, deletes);
    if (deletes) this.#deletedAt = performance.now();
    return this.#budget.hasUnsent ? 0 : deletesEvery;
  }

  async #exchange(limit: number, deletes: boolean): Promise<void> {
    const taken = this.#budget.takeUnsent(mostClients);
    if (taken.size === 0 && !deletes) return;
    const { db, clock } = this.#context();
    try {
      const { rows } = await db.write(async (em) => {
        if (deletes) {
          const { numAffectedRows = 0n } = await deleteEnded.execute(em.getKysely());
          await recordDeletion(em.getKysely(), 'request_counts', Number(numAffectedRows), clock.now());
        }
        return addSpending(taken, limit).execute(em.getKysely());
      });
      for (const row of rows) this.#budget.learn(row);
      this.#note();
    } catch (error) {
      this.#budget.putBack(taken);
      this.#note(error);
    } finally {
      await db.end();
    }
  }

  /** Logs once that the exchange fails, and once that it works again. */
  #note(error?: unknown): void {
    if (error && !this.#fails) {
      this.#log.warn({ err: error }, `Gateways do not share their request limits: ${reasonOf(error)}`);
    }
    if (!error && this.#fails) this.#log.warn('Gateways share their request limits again');
    this.#fails = error !== undefined;
  }
}
