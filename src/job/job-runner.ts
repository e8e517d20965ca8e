import type { FastifyBaseLogger } from 'fastify';
import type { Context } from '../access/context.js';
import type { Alarm } from './alarm.js';
import type { Job } from './job.js';
import { Outages } from '../kernel/outside/outages.js';
import { SetAside } from './set-aside.js';
import { BackgroundLoop } from '../kernel/background-loop.js';

/** Minimum milliseconds between two runs of a job, regardless of signals. */
const interval = 1_000;
/**
 * Maximum pause in milliseconds after failures. The pause grows with each failure, so that a broken job does not fill
 * the log.
 */
const longestPause = 60_000;

/** Runs the jobs of a gateway concurrently, each until nothing is due, and again when something may be due. */
export class JobRunner {
  readonly #jobs: readonly Job[];
  readonly #context: () => Context;
  readonly #alarm: Alarm;
  readonly #log: FastifyBaseLogger;
  readonly #outages: Outages;
  readonly #loop = new BackgroundLoop();

  constructor(jobs: readonly Job[], context: () => Context, alarm: Alarm, log: FastifyBaseLogger) {
    this.#jobs = jobs;
    this.#context = context;
    this.#alarm = alarm;
    this.#log = log;
    this.#outages = new Outages(log);
  }

  start(): void {
    this.#loop.start((signal) => Promise.all(this.#jobs.map((job) => this.#repeat(job, signal))));
  }

  /** Waits for the current work, then stops. */
  async stop(): Promise<void> {
    await this.#loop.stop();
  }

  async #repeat(job: Job, signal: AbortSignal): Promise<void> {
    const aside = new SetAside((item, error) => {
      this.#log.error({ err: error, job: job.name, item }, 'An item of a job failed; it is set aside and tried again');
    });
    let pause = interval;
    while (!signal.aborted) {
      const mark = this.#alarm.mark();
      const rest = await this.#finish(job, aside).catch((error: unknown) => ({ error }));
      const failed = 'error' in rest;
      pause = failed ? Math.min(pause * 2, longestPause) : interval;
      if (failed && !signal.aborted) {
        this.#log.error({ err: rest.error, job: job.name }, 'A job failed; it is tried again');
      }
      await this.#loop.pause(pause);
      if (!failed) await this.#alarm.sleep(mark, rest.next, signal);
    }
  }

  /** Runs a job until nothing is due. Returns the time when it is due again, if known. */
  async #finish(job: Job, aside: SetAside): Promise<{ next: Date | undefined }> {
    for (let more = true; more && !this.#loop.signal.aborted;) {
      const context = this.#context();
      more = await job.work(context, aside, this.#outages).finally(() => context.db.end());
    }
    const context = this.#context();
    const due = await job.nextDue?.(context);
    const again = aside.next();
    if (again === undefined) return { next: due };
    const tried = new Date(context.clock.now().getTime() + again);
    return { next: due && due < tried ? due : tried };
  }
}
