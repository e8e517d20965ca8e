import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Context } from '../access/context.js';
import type { Job } from './job.js';

const interval = 1_000;
/** A job that fails waits this much longer with each failure, so that a broken one does not fill the log. */
const longestPause = 60_000;

/** Runs the jobs of a gateway side by side, each until nothing of it is due, then again after a second. */
export class JobRunner {
  readonly #jobs: readonly Job[];
  readonly #context: () => Context;
  readonly #log: FastifyBaseLogger;
  readonly #stopped = new AbortController();
  #running: Promise<unknown> = Promise.resolve();

  constructor(jobs: readonly Job[], context: () => Context, log: FastifyBaseLogger) {
    this.#jobs = jobs;
    this.#context = context;
    this.#log = log;
  }

  start(): void {
    this.#running = Promise.all(this.#jobs.map((job) => this.#repeat(job)));
  }

  /** Lets the piece of work in hand end, then stops. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  async #repeat(job: Job): Promise<void> {
    let pause = interval;
    while (!this.#stopped.signal.aborted) {
      try {
        await this.#finish(job);
        pause = interval;
      } catch (error) {
        if (this.#stopped.signal.aborted) return;
        pause = Math.min(pause * 2, longestPause);
        this.#log.error({ err: error, job: job.name }, 'A job failed; it is tried again');
      }
      await sleep(pause, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
    }
  }

  async #finish(job: Job): Promise<void> {
    let more = true;
    while (more && !this.#stopped.signal.aborted) {
      const context = this.#context();
      more = await job.work(context).finally(() => context.db.end());
    }
  }
}
