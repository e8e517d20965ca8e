import { type Reader, startReader } from './reader.js';
import type { FileToRead } from './reading-protocol.js';
import { removeSamples, type SampleKind, writeSamples } from './samples.js';

/** Milliseconds after a file before the next process is started: one file after another is not slowed by that. */
const pause = 1_000;

/**
 * A process that has read nothing yet but samples, so that all code is loaded that reads files: to start one
 * takes longer than to read a small file. The first file that comes takes it; once no more come, another one waits.
 */
class SpareReader {
  readonly #kinds: { kind: URL; sample: SampleKind<unknown> }[] = [];
  /** Where samples are written; undefined where no process is to wait. */
  #folder: string | undefined;
  #waiting: { reader: Reader; isReady: Promise<boolean> } | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** A kind of row that will be read, as the reading process imports it. */
  expect<Options>(kind: URL, sample: SampleKind<Options>): URL {
    this.#kinds.push({ kind, sample });
    return kind;
  }

  /** From now on one waits. Before, each file starts its own. */
  keep(folder: string): void {
    this.#folder = folder;
    this.#start(folder);
  }

  /** None waits any more. */
  async end(): Promise<void> {
    this.#folder = undefined;
    clearTimeout(this.#timer);
    const waiting = this.#leave();
    await waiting?.reader.end();
    await waiting?.isReady;
  }

  /** The process that waits, if any; also one that has just been started is ready sooner than a new one. */
  async take(): Promise<Reader | undefined> {
    const waiting = this.#leave();
    if (!waiting) return undefined;
    if ((await waiting.isReady) && waiting.reader.isRunning) return waiting.reader;
    await waiting.reader.end();
    return undefined;
  }

  /** A file has been read: soon another process waits, where none does. */
  replace(): void {
    const folder = this.#folder;
    if (folder === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#start(folder), pause).unref();
  }

  #leave() {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }

  #start(folder: string): void {
    if (this.#waiting?.reader.isRunning) return;
    const reader = startReader();
    this.#waiting = { reader, isReady: this.#prepare(reader, folder) };
  }

  /** Where that fails, the first file starts a process of its own, which says why. */
  async #prepare(reader: Reader, folder: string): Promise<boolean> {
    const samples: FileToRead[] = [];
    try {
      for (const { kind, sample } of this.#kinds) {
        const files = await writeSamples(sample, folder);
        samples.push(...files.map((file) => ({ file, kind: kind.href, options: sample.options })));
      }
      await reader.ask({ ask: 'prepare', samples });
      return true;
    } catch {
      return false;
    } finally {
      reader.rest();
      await removeSamples(samples.map(({ file }) => file)).catch(() => undefined);
    }
  }
}

export const spareReader = new SpareReader();
