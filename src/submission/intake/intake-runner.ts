import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../../kernel/clock.js';
import { RequestTransaction } from '../../database/request-transaction.js';
import { SubmissionStatus } from '../submission.js';
import { refuseIntake } from './intake.refusals.js';
import { countAttempt, endWork, findUnfinished } from './submission-work.sql.js';
import type { UploadFolder } from './upload-folder.js';
import { workOnSubmission } from './work-on-submission.js';

/** So many files at a time: a small one does not wait for a large one, and memory stays within bounds. */
const filesAtOnce = 2;
const mostAttempts = 5;
const lookInterval = 15_000;

/**
 * Works on uploaded files in the background. What is left to do stands in the database alone: after a restart, or on
 * another gateway with the same data folder, the work goes on from there.
 */
export class IntakeRunner {
  readonly #em: EntityManager;
  readonly #url: string;
  readonly #clock: Clock;
  readonly #folder: UploadFolder;
  readonly #log: FastifyBaseLogger;
  readonly #running = new Map<string, Promise<void>>();
  #stopped = new AbortController();
  #woken = new AbortController();
  #looking: Promise<void> | undefined;

  constructor(em: EntityManager, url: string, clock: Clock, folder: UploadFolder, log: FastifyBaseLogger) {
    this.#em = em;
    this.#url = url;
    this.#clock = clock;
    this.#folder = folder;
    this.#log = log;
  }

  start(): void {
    this.#looking = this.#look();
  }

  /** There is something new to do. */
  wake(): void {
    this.#woken.abort();
  }

  /** Ends without waiting for files half done: their work goes on with the next start. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#looking;
    await Promise.race([Promise.allSettled(this.#running.values()), sleep(5_000, undefined, { ref: false })]);
  }

  async #look(): Promise<void> {
    await this.#attempt(async (db) => this.#folder.sweep(new Set(await findUnfinished(await db.read()))));
    while (!this.#stopped.signal.aborted) {
      this.#woken = new AbortController();
      await this.#attempt(async (db) => this.#startWork(await findUnfinished(await db.read())));
      const signal = AbortSignal.any([this.#stopped.signal, this.#woken.signal]);
      await sleep(lookInterval, undefined, { signal }).catch(() => undefined);
    }
  }

  /** The database may be away for a while; the next look finds it again. */
  async #attempt(look: (db: RequestTransaction) => Promise<void>): Promise<void> {
    const db = new RequestTransaction(this.#em, { role: 'SYSTEM', accountId: null, subjectId: null });
    try {
      await look(db);
    } catch (error) {
      this.#log.warn({ err: error }, 'Looking for uploaded files failed');
    } finally {
      await db.end().catch(() => undefined);
    }
  }

  async #startWork(ids: string[]): Promise<void> {
    for (const id of ids) {
      if (this.#running.size >= filesAtOnce) return;
      if (this.#running.has(id) || !(await this.#folder.has(id))) continue;
      this.#running.set(
        id,
        this.#work(id).finally(() => {
          this.#running.delete(id);
          this.wake();
        }),
      );
    }
  }

  async #work(id: string): Promise<void> {
    try {
      const file = this.#folder.fileOf(id);
      const ended = await workOnSubmission(id, {
        url: this.#url,
        clock: this.#clock,
        file,
        signal: this.#stopped.signal,
      });
      if (ended) await this.#folder.remove(id);
      else await this.#pause();
    } catch (error) {
      if (this.#stopped.signal.aborted) return;
      this.#log.error({ err: error, submission: id }, 'Working on a file broke off');
      if (!isPassing(error)) await this.#attempt((db) => this.#giveUp(id, db));
      await this.#pause();
    }
  }

  /** What fails again and again is not tried for ever. */
  async #giveUp(id: string, db: RequestTransaction): Promise<void> {
    const ended = await db.write(async (em) => {
      if ((await countAttempt(em, id)) < mostAttempts) return false;
      const fault = refuseIntake('INTAKE_FAILED', ['file']);
      return endWork(em, id, { status: SubmissionStatus.FAILED, fault, now: this.#clock.now() });
    });
    if (ended) await this.#folder.remove(id);
  }

  async #pause(): Promise<void> {
    await sleep(1_000, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }
}

/** PostgreSQL was ended, or the way to it, or another job held what this one needs: not the file's fault, so it counts as no attempt. */
function isPassing(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return (
    /^(57P0[123]|55P03|40P01|08\d{3}|ECONN|EPIPE|ENOTFOUND|ETIMEDOUT)/.test(code) ||
    /connection (error|terminated)|terminat|not queryable/i.test(message)
  );
}
