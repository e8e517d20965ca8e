import fs from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { DedicatedConnection } from '../database/dedicated-connection.js';
import type { Clock } from '../kernel/clock.js';
import type { Vault } from '../kernel/vault.js';
import type { UploadFolder } from '../upload/upload-folder.js';
import { refuseUpload } from '../upload/upload.refusals.js';
import { fetchUpload, removeUpload } from '../upload/upload-spool.js';
import { applyList } from './apply-list.js';
import { checkList } from './check-list.js';
import { ListImportStatus } from './list-import.js';
import { countAttempt, failList, findDueLists, type ListWork } from './list-work.sql.js';

const lookInterval = 5_000;
const mostAttempts = 2;

export interface ListRunnerMeans {
  url: string;
  clock: Clock;
  vault: Vault;
  folder: UploadFolder;
  log: FastifyBaseLogger;
}

/**
 * Checks lists and puts confirmed ones into effect, one after the other, in the background. What is due is told by the
 * state of the imports alone, so that work goes on after a restart, or on another gateway.
 */
export class ListRunner {
  readonly #means: ListRunnerMeans;
  readonly #stopped = new AbortController();
  #woken = new AbortController();
  #looking: Promise<void> | undefined;

  constructor(means: ListRunnerMeans) {
    this.#means = means;
  }

  start(): void {
    this.#looking = this.#look();
  }

  /** There is something new to do. */
  wake(): void {
    this.#woken.abort();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.race([this.#looking, sleep(5_000, undefined, { ref: false })]);
  }

  async #look(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      this.#woken = new AbortController();
      await this.#workOnAll().catch((error: unknown) => {
        if (!this.#stopped.signal.aborted) this.#means.log.error({ err: error }, 'Working on a list broke off');
      });
      const signal = AbortSignal.any([this.#stopped.signal, this.#woken.signal]);
      await sleep(lookInterval, undefined, { signal }).catch(() => undefined);
    }
  }

  async #workOnAll(): Promise<void> {
    const session = await DedicatedConnection.open(this.#means.url, 'lists');
    try {
      for (const work of await findDueLists(session)) {
        if (this.#stopped.signal.aborted) return;
        if (await session.tryLock(`list/${work.id}`)) await this.#workOn(work, session);
      }
    } finally {
      await session.close();
    }
  }

  async #workOn(work: ListWork, session: DedicatedConnection): Promise<void> {
    const { clock, folder } = this.#means;
    if (work.status === ListImportStatus.CONFIRMED) return applyList(work, session, () => clock.now());
    const file = await folder.workFile(work.id);
    try {
      await this.#check(work, session, file);
    } catch (error) {
      await this.#giveUp(work, session);
      throw error;
    } finally {
      await fs.rm(file, { force: true });
    }
  }

  async #check(work: ListWork, session: DedicatedConnection, file: string): Promise<void> {
    const { vault, clock } = this.#means;
    const now = () => clock.now();
    if (!(await fetchUpload(session, work.id, file))) {
      return failList(session, work.id, refuseUpload('FILE_GONE', ['file']), now());
    }
    await checkList(work, { session, file, vault, now, signal: this.#stopped.signal });
    await removeUpload(session, work.id);
  }

  /** What fails again and again is not tried for ever; its file is kept for the operator. */
  async #giveUp({ id }: ListWork, session: DedicatedConnection): Promise<void> {
    if (this.#stopped.signal.aborted || (await countAttempt(session, id)) < mostAttempts) return;
    await failList(session, id, refuseUpload('INTAKE_FAILED', ['file']), this.#means.clock.now());
  }
}
