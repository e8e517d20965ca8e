import type { Reader } from './reader.js';

const mostKept = 3;
const keptFor = 10_000;

/**
 * Processes that have read a file to its end and wait for the next one of the same sender: to start one takes longer
 * than to read a small file. A file of somebody else never meets a process that read another sender's bytes.
 */
class KeptReaders {
  readonly #kept = new Map<string, { reader: Reader; timer: NodeJS.Timeout }>();

  /** The process that waits in this place, if any. */
  take(place: string | undefined): Reader | undefined {
    const kept = place === undefined ? undefined : this.#kept.get(place);
    if (!kept) return undefined;
    clearTimeout(kept.timer);
    this.#kept.delete(place as string);
    return kept.reader.isRunning ? kept.reader : undefined;
  }

  /** Lets a process wait in this place; where too many wait, the one that has waited longest ends. */
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
