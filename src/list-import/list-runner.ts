import fs from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { DedicatedConnection } from '../database/dedicated-connection.js';
import type { Listener } from '../database/listener.js';
import type { Clock } from '../kernel/clock.js';
import type { Vault } from '../kernel/vault.js';
import { BrokenOff, isTemporary } from '../upload/broken-off.js';
import { suspects } from '../upload/suspects.js';
import type { UploadFolder } from '../upload/upload-folder.js';
import { refuseUpload } from '../upload/upload.refusals.js';
import { fetchUpload, removeUpload } from '../upload/upload-spool.js';
import { applyList } from './apply-list.js';
import { checkList } from './check-list.js';
import { ListImportStatus } from './list-import.js';
import { chooseList } from './choose-lists.js';
import {
  countAttempt,
  failList,
  findDueLists,
  isGivenUp,
  type ListWork,
  takeBackAttempt,
  takeBackFailure,
} from './list-work.sql.js';

/** Each list that becomes due is notified. What a gateway left that ended is found after so many milliseconds. */
const lookInterval = 15_000;
/** After work that broke off, in milliseconds. */
const pause = 1_000;

export interface ListRunnerMeans {
  url: string;
  listener: Listener;
  clock: Clock;
  vault: Vault;
  folder: UploadFolder;
  log: FastifyBaseLogger;
}

/**
 * Checks lists and puts confirmed ones into effect in the background. What is due is told by the state of the imports
 * alone, so that work goes on after a restart, or on another gateway. What one list contains stops no other.
 */
export class ListRunner {
  readonly #means: ListRunnerMeans;
  readonly #stopped = new AbortController();
  readonly #running = new Map<string, { work: ListWork; done: Promise<void> }>();
  /** Lists whose last attempt is no failure, which is written once the database answers again. */
  readonly #brokenOff = new Set<string>();
  #woken = new AbortController();
  #looking: Promise<void> | undefined;

  constructor(means: ListRunnerMeans) {
    this.#means = means;
  }

  start(): void {
    this.#means.listener.on('list_due', () => this.wake());
    this.#means.listener.onConnected(() => this.wake());
    this.#looking = this.#look();
  }

  /** There is something new to do. */
  wake(): void {
    this.#woken.abort();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#looking;
    const running = [...this.#running.values()].map(({ done }) => done);
    await Promise.race([Promise.allSettled(running), sleep(5_000, undefined, { ref: false })]);
  }

  async #look(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      this.#woken = new AbortController();
      await this.#beginDue().catch((error: unknown) => {
        if (!this.#stopped.signal.aborted) this.#means.log.warn({ err: error }, 'Looking for lists failed');
      });
      const signal = AbortSignal.any([this.#stopped.signal, this.#woken.signal]);
      await sleep(lookInterval, undefined, { signal }).catch(() => undefined);
    }
  }

  async #beginDue(): Promise<void> {
    const waiting = await this.#withSession(async (session) => {
      for (const id of this.#brokenOff) {
        await takeBackFailure(session, id);
        this.#brokenOff.delete(id);
      }
      return findDueLists(session);
    });
    for (;;) {
      const running = [...this.#running.values()].map(({ work }) => work);
      const next = chooseList(
        waiting.filter((list) => !this.#running.has(list.id) && suspects.mayBegin(list)),
        running,
      );
      if (!next || this.#stopped.signal.aborted) return;
      this.#begin(next);
    }
  }

  #begin(work: ListWork): void {
    suspects.begin(work);
    const done = this.#withSession((session) => this.#workOn(work, session))
      .catch(async (error: unknown) => {
        if (this.#stopped.signal.aborted) return;
        if (error instanceof BrokenOff) this.#brokenOff.add(work.id);
        this.#means.log.error({ err: error, list: work.id }, 'Working on a list broke off');
        await this.#pause();
      })
      .finally(() => {
        suspects.end(work);
        this.#running.delete(work.id);
        this.wake();
      });
    this.#running.set(work.id, { work, done });
  }

  async #withSession<T>(task: (session: DedicatedConnection) => Promise<T>): Promise<T> {
    const session = await DedicatedConnection.open(this.#means.url, 'lists');
    try {
      return await task(session);
    } finally {
      await session.close();
    }
  }

  async #workOn(work: ListWork, session: DedicatedConnection): Promise<void> {
    const { clock } = this.#means;
    if (!(await session.tryLock(`list/${work.id}`))) return this.#pause();
    if (isGivenUp(work)) return failList(session, work.id, refuseUpload('INTAKE_FAILED', ['file']), clock.now());
    await countAttempt(session, work.id);
    try {
      if (work.status === ListImportStatus.CONFIRMED) await applyList(work, session, () => clock.now());
      else await this.#check(work, session);
      await takeBackFailure(session, work.id);
    } catch (error) {
      if (this.#stopped.signal.aborted) await takeBackAttempt(session, work.id);
      throw isTemporary(error) ? new BrokenOff(error) : error;
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
      await checkList(work, { session, file, vault, now, signal: this.#stopped.signal });
      await removeUpload(session, work.id);
    } finally {
      await fs.rm(file, { force: true });
    }
  }

  async #pause(): Promise<void> {
    await sleep(pause, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }
}
