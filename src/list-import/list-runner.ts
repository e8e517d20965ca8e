import fs from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { DedicatedConnection } from '../database/connections/dedicated-connection.js';
import { KeptSessions } from '../database/connections/kept-sessions.js';
import type { Listener } from '../database/connections/listener.js';
import { BackgroundLoop } from '../kernel/background-loop.js';
import type { Clock } from '../kernel/clock.js';
import { traced } from '../kernel/tracing.js';
import type { Vault } from '../kernel/vault.js';
import { BrokenOff, endOf } from '../upload/broken-off.js';
import { endAttempt, isGivenUp, UnrecordedEnds } from '../upload/file-attempts.js';
import { LookOut } from '../upload/look-out.js';
import { afterEnd, Pauses } from '../upload/pauses.js';
import { suspects } from '../upload/suspects.js';
import type { UploadFolder } from '../upload/upload-folder.js';
import { refuseUpload } from '../upload/upload.refusals.js';
import { fetchUpload, removeUpload } from '../upload/upload-spool.js';
import { applyList } from './apply/apply-list.js';
import { checkList } from './check/check-list.js';
import { ListImportStatus } from './list-import.js';
import { chooseList, listsAtOnce } from './check/choose-lists.js';
import { beginAttempt, failList, findDueLists, type ListWork } from './list-work.sql.js';

/** Each list that becomes due is notified. What a gateway left that ended is found after so many milliseconds. */
const lookInterval = 15_000;
/** Another gateway works on that list; milliseconds until it is looked at again. */
const takenElsewhere = 1_000;

export interface ListRunnerMeans {
  url: string;
  listener: Listener;
  clock: Clock;
  vault: Vault;
  folder: UploadFolder;
  log: FastifyBaseLogger;
}

/**
 * Checks lists and puts confirmed ones into effect in the background. What is due follows from the state of the imports
 * alone, so that work goes on after a restart, or on another gateway. What one list contains stops no other.
 */
export class ListRunner {
  readonly #means: ListRunnerMeans;
  readonly #sessions: KeptSessions;
  readonly #loop = new BackgroundLoop();
  readonly #running = new Map<string, { work: ListWork; done: Promise<void> }>();
  readonly #pauses = new Pauses();
  readonly #unrecorded = new UnrecordedEnds('list_import');
  readonly #lookOut: LookOut;

  constructor(means: ListRunnerMeans) {
    this.#means = means;
    this.#lookOut = new LookOut(means.listener, 'list_import');
    this.#sessions = new KeptSessions(means.url, 'lists', listsAtOnce);
  }

  start(): void {
    this.#means.listener.on('list_due', () => this.wake());
    this.#means.listener.onConnected(() => this.wake());
    this.#loop.repeat(() => this.#look());
  }

  /** There is something new to do. */
  wake(): void {
    this.#lookOut.wake();
    this.#loop.wake();
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
    const running = [...this.#running.values()].map(({ done }) => done);
    await Promise.race([Promise.allSettled(running), sleep(5_000, undefined, { ref: false })]);
  }

  /** Begins what is due; returns for how long to rest. */
  async #look(): Promise<number> {
    await this.#beginDue().catch((error: unknown) => {
      if (!this.#loop.signal.aborted) this.#means.log.warn({ err: error }, 'Looking for lists failed');
    });
    return this.#pauses.nextWithin(lookInterval);
  }

  async #beginDue(): Promise<void> {
    if (this.#unrecorded.size === 0 && !(await this.#lookOut.isDue())) return;
    const due = await this.#sessions.run(async (session) => {
      await this.#unrecorded.record(session);
      return findDueLists(session);
    });
    const waiting = this.#pauses.over(due, ({ id }) => id);
    for (;;) {
      const running = [...this.#running.values()].map(({ work }) => work);
      const next = chooseList(suspects.mayBegin(waiting.filter((list) => !this.#running.has(list.id))), running);
      if (!next || this.#loop.signal.aborted) return;
      this.#begin(next);
    }
  }

  #begin(work: ListWork): void {
    suspects.begin(work);
    const works = () => this.#sessions.run((session) => this.#workOn(work, session));
    const done = traced('list', {}, works, { link: work.traceparent })
      .catch((error: unknown) => {
        if (this.#loop.signal.aborted) return;
        if (error instanceof BrokenOff) this.#unrecorded.add(work.id, error.end);
        this.#means.log.error({ err: error, list: work.id }, 'Working on a list broke off');
        this.#pauses.add(work.id, afterEnd[endOf(error)]);
      })
      .finally(() => {
        suspects.end(work);
        this.#running.delete(work.id);
        this.wake();
      });
    this.#running.set(work.id, { work, done });
  }

  async #workOn(due: ListWork, session: DedicatedConnection): Promise<void> {
    const { clock } = this.#means;
    if (!(await session.tryLock(`list/${due.id}`))) return this.#loop.pause(takenElsewhere);
    const work = await beginAttempt(session, due);
    if (!work) return;
    if (isGivenUp(work)) return failList(session, work.id, refuseUpload('INTAKE_FAILED', ['file']), clock.now());
    try {
      if (work.status === ListImportStatus.CONFIRMED) await applyList(work, session, () => clock.now());
      else await this.#check(work, session);
    } catch (error) {
      if (this.#loop.signal.aborted) await endAttempt(session, 'list_import', work.id, 'NOT_COUNTED');
      throw new BrokenOff(error);
    }
  }

  async #check(work: ListWork, session: DedicatedConnection): Promise<void> {
    const { vault, clock, folder } = this.#means;
    const now = () => clock.now();
    const file = await folder.workFile(work.id);
    try {
      if (!(await fetchUpload(session, work.id, file))) {
        return await failList(session, work.id, refuseUpload('FILE_GONE', ['file']), now());
      }
      await checkList(work, { session, file, vault, now, signal: this.#loop.signal });
      await removeUpload(session, work.id);
    } finally {
      await fs.rm(file, { force: true });
    }
  }
}
