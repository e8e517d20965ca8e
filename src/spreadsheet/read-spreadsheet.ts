import { type ChildProcess, fork } from 'node:child_process';
import fs from 'node:fs/promises';
import { type Refusal, Refused } from '../kernel/refusal.js';
import type { FileFormat } from './file-format.js';
import type { Answer, Ask } from './reading-protocol.js';
import { refuseFile } from './spreadsheet.refusals.js';

export interface ReadingLimits {
  /** Heap of the reading process in megabytes. What it needs does not grow with the file. */
  memory: number;
  /** How long it may take for one answer, and for all of them, in milliseconds; waiting for the gateway does not count. */
  answer: number;
  file: number;
}

const defaultLimits: ReadingLimits = { memory: 256, answer: 90_000, file: 900_000 };

export interface Reading<Row> {
  format: FileFormat;
  /** The sender's own headings, in the file's order. */
  headings: string[];
  batches: AsyncIterable<{ rows: Row[]; bytesRead: number }>;
  /** What the sender should know of how the file was read; complete when all batches were taken. */
  notes: () => Refusal[];
  /** Ends the process, whether or not all was read. To be called always. */
  close: () => Promise<void>;
}

/**
 * Reads a file of policies, results or lists (XLSX, CSV, NDJSON) in a process of its own. `kind` is the module that
 * exports a `RowKind` as default:
 *
 *     const reading = await readSpreadsheet<PolicyFileRow>(new URL('./policy-file.js', import.meta.url), file, rules);
 *     try {
 *       for await (const { rows } of reading.batches) …
 *     } finally {
 *       await reading.close();
 *     }
 *
 * Throws `Refused` for a file that cannot be read, that takes too long, or that ended the process.
 */
export async function readSpreadsheet<Row>(
  kind: URL,
  file: string,
  options: unknown,
  limits: Partial<ReadingLimits> = {},
): Promise<Reading<Row>> {
  const process = new ReadingProcess({ ...defaultLimits, ...limits });
  const close = async () => {
    await process.end();
    // Where it was ended in the midst of a workbook, its texts are still there.
    await fs.rm(`${file}.strings`, { force: true });
  };
  try {
    const opened = await process.ask({ ask: 'open', file, kind: kind.href, options });
    if (opened.answer !== 'opened') throw new Error(`The reading process answered ${opened.answer} to open`);
    const { format, headings } = opened;
    const notes: Refusal[] = [];
    return { format, headings, batches: batchesOf<Row>(process, notes), notes: () => notes, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function* batchesOf<Row>(process: ReadingProcess, notes: Refusal[]) {
  let next = process.ask({ ask: 'next' });
  for (;;) {
    const answer = await next;
    if (answer.answer === 'ended') {
      notes.push(...answer.notes);
      return;
    }
    if (answer.answer !== 'rows') throw new Error(`The reading process answered ${answer.answer} to next`);
    // One ahead: it reads while these are taken in.
    next = process.ask({ ask: 'next' });
    next.catch(() => undefined);
    yield { rows: answer.rows as Row[], bytesRead: answer.bytesRead };
  }
}

class ReadingProcess {
  readonly #child: ChildProcess;
  readonly #limits: ReadingLimits;
  #timeLeft: number;
  #errors = '';
  #late = false;

  constructor(limits: ReadingLimits) {
    this.#limits = limits;
    this.#timeLeft = limits.file;
    // No environment: what reads foreign bytes has no secrets to lose. Source maps and loaders come with NODE_OPTIONS.
    const { NODE_OPTIONS = '' } = process.env;
    this.#child = fork(new URL('./reading-process.js', import.meta.url), {
      env: { NODE_OPTIONS },
      execArgv: [`--max-old-space-size=${limits.memory}`, '--max-semi-space-size=16'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    // What goes wrong with it shows in the question that waits for an answer.
    this.#child.on('error', () => undefined);
    this.#child.stderr?.on('data', (text: Buffer) => {
      this.#errors = `${this.#errors}${text.toString()}`.slice(-4_000);
    });
  }

  /** Sends a question and waits for its answer, within the limits. */
  async ask(ask: Ask): Promise<Exclude<Answer, { answer: 'refused' | 'failed' }>> {
    const started = performance.now();
    const answer = await this.#answerTo(ask, Math.min(this.#limits.answer, this.#timeLeft));
    this.#timeLeft -= performance.now() - started;
    if (answer.answer === 'refused') throw new Refused(...answer.refusals);
    if (answer.answer === 'failed') throw new Error(`Reading a file failed: ${answer.error}`);
    return answer;
  }

  #answerTo(ask: Ask, within: number): Promise<Answer> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#late = true;
        child.kill('SIGKILL');
      }, within);
      const settle = <T>(done: (value: T) => void) => {
        return (value: T) => {
          clearTimeout(timer);
          child.off('message', onMessage).off('close', onClose).off('error', onError);
          done(value);
        };
      };
      const onMessage = settle((message: unknown) => resolve(message as Answer));
      const onClose = settle(() => reject(this.#deathOf()));
      const onError = settle((error: Error) => reject(error));
      child.once('message', onMessage).once('close', onClose).once('error', onError);
      if (child.exitCode !== null || child.signalCode !== null) onClose(undefined);
      else child.send(ask, () => undefined);
    });
  }

  /** V8 aborts where its heap is full; what is ended from outside may not be the file's fault. */
  #deathOf(): Error {
    if (this.#late) return new Refused(refuseFile('FILE_TOO_SLOW', ['file'], { what: 'time' }));
    if (/out of memory|heap limit/i.test(this.#errors)) {
      return new Refused(refuseFile('FILE_TOO_SLOW', ['file'], { what: 'memory' }));
    }
    const { exitCode, signalCode } = this.#child;
    return new ReaderDied(`The reading process ended (${signalCode ?? exitCode}): ${this.#errors.slice(-500)}`);
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGKILL');
    await exit;
  }
}

/** A reading process that ended for a reason that is not known to be the file. */
export class ReaderDied extends Error {}
