import { LRUCache } from 'lru-cache';
import type { PresentSnapshot } from '../../database/session/present-snapshot.js';

/** Maximum size in bytes of all cached answers, and of one answer. */
const [most, longest] = [32_000_000, 1_000_000];
/** Bytes that an answer takes in addition to its key and its text. */
const overhead = 500;

/**
 * Caches answers that PostgreSQL wrote, until something is written: an answer is used only if a new reader would get
 * the snapshot in which it was read. The database is asked for that each time, which costs little compared with a list,
 * so no answer is older than its question. All answers belong to one snapshot; when another one is seen, they are
 * discarded.
 */
export class KeptAnswers {
  readonly #present: Pick<PresentSnapshot, 'name'>;
  readonly #answers = new LRUCache<string, Buffer>({
    maxSize: most,
    maxEntrySize: longest,
    sizeCalculation: (answer, key) => answer.length + 2 * key.length + overhead,
  });
  #snapshot: string | undefined;
  /** Whether the last look-up found an answer. */
  #wasFound = false;

  constructor(present: Pick<PresentSnapshot, 'name'>) {
    this.#present = present;
  }

  /**
   * Requests the name of the current snapshot when a request arrives, so that the database answers while the request is
   * read. Returns undefined if a cached answer is unlikely.
   */
  askEarly(): Promise<string | undefined> | undefined {
    return this.#wasFound ? this.#present.name() : undefined;
  }

  /** Returns a cached answer as bytes, so that it is not encoded again. `asked` is the result of `askEarly`. */
  async find(key: string, asked?: Promise<string | undefined>): Promise<Buffer | undefined> {
    this.#wasFound = this.#answers.has(key);
    if (!this.#wasFound) return undefined;
    const name = await (asked ?? this.#present.name());
    if (name === undefined) return undefined;
    this.#moveTo(name);
    return this.#answers.get(key);
  }

  /** While the database is written all the time, two answers rarely have the same snapshot, and none is kept. */
  keep(key: string, text: string, snapshot: string): void {
    if (this.#moveTo(snapshot)) this.#answers.set(key, bytesOf(text));
  }

  /**
   * Discards all answers. A server that crashed and lost its last transactions may reuse their numbers, and so a name.
   */
  forget(): void {
    this.#snapshot = undefined;
    this.#answers.clear();
  }

  /** Sets the current snapshot. Returns whether it was already the current one. */
  #moveTo(snapshot: string): boolean {
    if (snapshot === this.#snapshot) return true;
    this.#snapshot = snapshot;
    this.#answers.clear();
    return false;
  }
}

/** Uses a separate buffer: `Buffer.from` would take a part of a 64 KB pool, and a short answer would keep all of it. */
function bytesOf(text: string): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  bytes.write(text);
  return bytes;
}
