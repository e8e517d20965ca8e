import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyBaseLogger } from 'fastify';
import { RequestTransaction, systemSession } from '../../database/session/request-transaction.js';
import type { Listener } from '../../database/connections/listener.js';
import { KeptSessions } from '../../database/connections/kept-sessions.js';
import { BackgroundLoop } from '../../kernel/background-loop.js';
import type { Clock } from '../../kernel/clock.js';
import { traced } from '../../kernel/tracing.js';
import type { Vault } from '../../kernel/vault.js';
import type { UploadFolder } from '../../upload/upload-folder.js';
import type { UploadSpool } from '../../upload/upload-spool.js';
import { BrokenOff, endOf } from '../../upload/broken-off.js';
import { UnrecordedEnds } from '../../upload/file-attempts.js';
import { LookOut } from '../../upload/look-out.js';
import { afterEnd, afterUnreadable, Pauses } from '../../upload/pauses.js';
import { suspects } from '../../upload/suspects.js';
import { chooseNext, filesAtOnce } from './choose-work.js';
import { findWaiting, type Waiting } from './submission-work.sql.js';
import { workOnSubmission } from './work-on-submission.js';

const lookInterval = 15_000;
const sweepInterval = 3_600_000;
/** Another gateway works on that file; milliseconds until it is looked at again. */
const takenElsewhere = 1_000;

interface Intake {
  listener: Listener;
  em: EntityManager;
  url: string;
  clock: Clock;
  folder: UploadFolder;
  uploads: UploadSpool;
  vault: Vault;
  log: FastifyBaseLogger;
}

/**
 * Works on uploaded files in the background. What is left to do is in the database alone, the files too: after a
 * restart, or on another gateway, the work goes on from where it is.
 */
export class IntakeRunner {
  readonly #intake: Intake;
  readonly #sessions: KeptSessions;
  readonly #running = new Map<string, { file: Waiting; done: Promise<void> }>();
  readonly #pauses = new Pauses();
  /** Pauses of institutions. */
  readonly #senders = new Pauses();
  readonly #unrecorded = new UnrecordedEnds('submission');
  readonly #lookOut: LookOut;
  readonly #loop = new BackgroundLoop();
  #swept = Number.NEGATIVE_INFINITY;

  constructor(intake: Intake) {
    this.#intake = intake;
    this.#lookOut = new LookOut(intake.listener, 'submission');
    this.#sessions = new KeptSessions(intake.url, 'intake', filesAtOnce);
  }

  start(): void {
    this.#intake.listener.onConnected(() => this.wake());
    this.#loop.repeat(() => this.#look());
  }

  /** There is something new to do. */
  wake(): void {
    this.#lookOut.wake();
    this.#loop.wake();
  }

  /** Ends without waiting for files half done: their work goes on with the next start. */
  async stop(): Promise<void> {
    await this.#loop.stop();
    const running = [...this.#running.values()].map(({ done }) => done);
    await Promise.race([Promise.allSettled(running), sleep(5_000, undefined, { ref: false })]);
  }

  /** Begins what is due; returns for how long to rest. The database may be away: the next look finds it again. */
  async #look(): Promise<number> {
    await this.#beginDue().catch((error: unknown) => {
      this.#intake.log.warn({ err: error }, 'Looking for uploaded files failed');
    });
    return this.#senders.nextWithin(this.#pauses.nextWithin(lookInterval));
  }

  async #beginDue(): Promise<void> {
    if (performance.now() - this.#swept > sweepInterval) await this.#sweep();
    if (this.#unrecorded.size === 0 && !(await this.#lookOut.isDue())) return;
    const db = new RequestTransaction(this.#intake.em, systemSession);
    if (this.#unrecorded.size > 0) await db.write((em) => this.#unrecorded.record(em));
    const due = this.#pauses.over(await db.look(findWaiting), ({ id }) => id);
    for (;;) {
      const waiting = this.#senders.over(due, ({ institutionId }) => institutionId);
      const running = [...this.#running.values()].map(({ file }) => file);
      const next = chooseNext(suspects.mayBegin(waiting.filter((file) => !this.#running.has(file.id))), running);
      if (!next) return;
      this.#begin(next);
    }
  }

  async #sweep(): Promise<void> {
    this.#swept = performance.now();
    const { folder, uploads } = this.#intake;
    await folder.sweep();
    await uploads.sweep(this.#intake.clock.now());
  }

  #begin(file: Waiting): void {
    suspects.begin(file);
    const done = traced('policy file', {}, () => this.#work(file), { link: file.traceparent }).finally(() => {
      suspects.end(file);
      this.#running.delete(file.id);
      this.wake();
    });
    this.#running.set(file.id, { file, done });
  }

  async #work({ id, institutionId }: Waiting): Promise<void> {
    const { clock, folder, vault, log } = this.#intake;
    try {
      const means = { sessions: this.#sessions, clock, folder, vault, signal: this.#loop.signal };
      const end = await workOnSubmission(id, means);
      if (end === 'ELSEWHERE') await this.#loop.pause(takenElsewhere);
      if (end === 'UNREADABLE') this.#senders.add(institutionId, afterUnreadable);
    } catch (error) {
      if (this.#loop.signal.aborted) return;
      if (error instanceof BrokenOff) this.#unrecorded.add(id, error.end);
      log.error({ err: error, submission: id }, 'Working on a file was interrupted');
      this.#pauses.add(id, afterEnd[endOf(error)]);
    }
  }
}
