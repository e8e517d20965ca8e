import { type Reader, startReader } from './reader.js';
import type { FileToRead } from './reading-protocol.js';
import { removeSamples, type SampleKind, writeSamples } from './samples.js';

/**
 * Milliseconds from the end of a file to the start of the next process, so that starting it does not slow down a series
 * of files.
 */
const pause = 1_000;

/**
 * Keeps a process ready that has read only samples, so that its code is loaded: starting a process takes longer than
 * reading a small file. The next file takes it; when no more files arrive, another process is started.
 */
class SpareReader {
  readonly #kinds: { kind: URL; sample: SampleKind<unknown> }[] = [];
  /** Where samples are written; undefined where no process is kept ready. */
  #folder: string | undefined;
  #waiting: { reader: Reader; isReady: Promise<boolean> } | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** Registers a kind of row that will be read; returns its URL for the reading process. */
  expect<Options>(kind: URL, sample: SampleKind<Options>): URL {
    this.#kinds.push({ kind, sample });
    return kind;
  }

  /** Starts to keep a process ready. Until then each file starts its own process. */
  keep(folder: string): void {
    this.#folder = folder;
    this.#start(folder);
  }

  /** Stops keeping a process ready. */
  async end(): Promise<void> {
    this.#folder = undefined;
    clearTimeout(this.#timer);
    const waiting = this.#leave();
    await waiting?.reader.end();
    await waiting?.isReady;
  }

  /** Takes the waiting process, if any. One that is still starting is ready sooner than a new one. */
  async take(): Promise<Reader | undefined> {
    const waiting = this.#leave();
    if (!waiting) return undefined;
    if ((await waiting.isReady) && waiting.reader.isRunning) return waiting.reader;
    await waiting.reader.end();
    return undefined;
  }

  /** Starts another process soon after a file was read, where none waits. */
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

  /** Where preparing fails, the first file starts its own process, which reports the reason. */
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
