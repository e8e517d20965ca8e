import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Listener } from '../database/connections/listener.js';
import { BackgroundLoop } from '../kernel/background-loop.js';
import { traced } from '../kernel/tracing.js';
import { BrokenOff, endOf } from './broken-off.js';
import { type FileTable, UnrecordedEnds } from './file-attempts.js';
import { WorkCheck } from './work-check.js';
import { afterEnd, afterUnreadable, Pauses } from './pauses.js';
import { suspects } from './suspects.js';

/** Milliseconds until the work that an ended gateway left is looked for. */
const lookInterval = 15_000;
/** Milliseconds until a file that another gateway processes is tried again. */
const takenElsewhere = 1_000;

/** A file that waits to be processed. */
export interface DueFile {
  id: string;
  deaths: number;
  /** The trace context of the request that sent it. */
  traceparent?: string | null;
}

/** What routes that receive files notify. */
export type FileWork = Pick<FileRunner<DueFile>, 'expect' | 'wake'>;

/** UNREADABLE: the file was refused as a whole. ELSEWHERE: another gateway processes it. */
export type FileEnd = 'READ' | 'UNREADABLE' | 'ELSEWHERE';

/** What differs between the kinds of files. */
export interface FileKind<File extends DueFile> {
  table: FileTable;
  /** The name of the trace of this work. */
  trace: string;
  /** Returns the sender, who has to wait after several unreadable files; without it nobody has to. */
  senderOf?: (file: File) => string;
  /** Called when the receiving of a file begins. */
  expect: () => void;
  /** Called when no more files will come. */
  end: () => Promise<unknown>;
  /** Called before each search for work. */
  tidy?: () => Promise<void>;
  /** Records the ends of attempts and returns files that are due. */
  findDue: (unrecorded: UnrecordedEnds) => Promise<File[]>;
  choose: (waiting: readonly File[], running: readonly File[]) => File | undefined;
  /** Processes a file from where it is to its end; throws `BrokenOff` for a failed attempt. */
  workOn: (file: File, signal: AbortSignal) => Promise<FileEnd>;
}

/**
 * Processes uploaded files in the background. The state of the work and the files are only in the database, so the work
 * continues after a restart or on another gateway. No content of a file can stop the others.
 */
export class FileRunner<File extends DueFile> {
  readonly #kind: FileKind<File>;
  readonly #listener: Listener;
  readonly #log: FastifyBaseLogger;
  readonly #loop = new BackgroundLoop();
  readonly #running = new Map<string, { file: File; done: Promise<void> }>();
  readonly #pauses = new Pauses();
  readonly #senders = new Pauses();
  readonly #unrecorded: UnrecordedEnds;
  readonly #workCheck: WorkCheck;

  constructor(kind: FileKind<File>, { listener, log }: { listener: Listener; log: FastifyBaseLogger }) {
    this.#kind = kind;
    this.#listener = listener;
    this.#log = log;
    this.#unrecorded = new UnrecordedEnds(kind.table);
    this.#workCheck = new WorkCheck(listener, kind.table);
  }

  start(): void {
    this.#listener.onConnected(() => this.wake());
    this.#loop.repeat(() => this.#look());
  }

  /** Prepares for a file whose receiving has begun. */
  expect(): void {
    this.#kind.expect();
  }

  /** Looks for new work immediately. */
  wake(): void {
    this.#workCheck.wake();
    this.#loop.wake();
  }

  /** Stops without waiting for unfinished files; their work continues with the next start. */
  async stop(): Promise<void> {
    await this.#loop.stop();
    const running = [...this.#running.values()].map(({ done }) => done);
    await Promise.race([Promise.allSettled(running), sleep(5_000, undefined, { ref: false })]);
    await this.#kind.end();
  }

  /**
   * Begins files that are due; returns the milliseconds to the next search. Where the database is unreachable, a later
   * search finds them.
   */
  async #look(): Promise<number> {
    await this.#beginDue().catch((error: unknown) => {
      if (this.#loop.signal.aborted) return;
      this.#log.warn({ err: error, table: this.#kind.table }, 'Looking for uploaded files failed');
    });
    return this.#senders.nextWithin(this.#pauses.nextWithin(lookInterval));
  }

  async #beginDue(): Promise<void> {
    const { tidy, findDue, choose, senderOf } = this.#kind;
    await tidy?.();
    if (this.#unrecorded.size === 0 && !(await this.#workCheck.isDue())) return;
    const due = this.#pauses.over(await findDue(this.#unrecorded), ({ id }) => id);
    const waiting = senderOf ? this.#senders.over(due, senderOf) : due;
    for (;;) {
      const running = [...this.#running.values()].map(({ file }) => file);
      const next = choose(suspects.mayBegin(waiting.filter(({ id }) => !this.#running.has(id))), running);
      if (!next || this.#loop.signal.aborted) return;
      this.#begin(next);
    }
  }

  #begin(file: File): void {
    suspects.begin(file);
    const done = traced(this.#kind.trace, {}, () => this.#work(file), { link: file.traceparent }).finally(() => {
      suspects.end(file);
      this.#running.delete(file.id);
      this.wake();
    });
    this.#running.set(file.id, { file, done });
  }

  async #work(file: File): Promise<void> {
    const { workOn, senderOf, table } = this.#kind;
    try {
      const end = await workOn(file, this.#loop.signal);
      if (end === 'ELSEWHERE') await this.#loop.pause(takenElsewhere);
      if (end === 'UNREADABLE' && senderOf) this.#senders.add(senderOf(file), afterUnreadable);
    } catch (error) {
      if (this.#loop.signal.aborted) return;
      if (error instanceof BrokenOff) this.#unrecorded.add(file.id, error.end);
      this.#log.error({ err: error, [table]: file.id }, 'Working on a file was interrupted');
      this.#pauses.add(file.id, afterEnd[endOf(error)]);
    }
  }
}
