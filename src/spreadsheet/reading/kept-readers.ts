import type { Reader } from './reader.js';

const mostKept = 3;
const keptFor = 10_000;

/**
 * Keeps processes that have finished a file for the next file of the same sender, because starting a process takes
 * longer than reading a small file. A process never reads files of two senders.
 */
class KeptReaders {
  readonly #kept = new Map<string, { reader: Reader; timer: NodeJS.Timeout }>();

  /** Takes the process that waits under this key, if any. */
  take(place: string | undefined): Reader | undefined {
    const kept = place === undefined ? undefined : this.#kept.get(place);
    if (!kept) return undefined;
    clearTimeout(kept.timer);
    this.#kept.delete(place as string);
    return kept.reader.isRunning ? kept.reader : undefined;
  }

  /** Keeps a process under this key; where too many wait, the one that has waited longest is ended. */
  async keep(place: string | undefined, reader: Reader): Promise<void> {
    if (place === undefined || this.#kept.has(place)) return reader.end();
    const timer = setTimeout(() => void this.take(place)?.end(), keptFor);
    reader.rest();
    this.#kept.set(place, { reader, timer: timer.unref() });
    const [longest] = this.#kept.keys();
    if (this.#kept.size > mostKept) await this.take(longest)?.end();
  }
}

export const keptReaders = new KeptReaders();
