import { LRUCache } from 'lru-cache';
import type { PresentSnapshot } from '../../database/session/present-snapshot.js';

/** Bytes of all answers that are kept, and of the longest one. */
const [most, longest] = [32_000_000, 1_000_000];
/** Bytes that an answer takes beside its key and its text. */
const overhead = 500;

/**
 * Answers that PostgreSQL wrote, as long as nothing was written since: each was read in the snapshot that a reader would get
 * now. The database is asked for that each time, which costs it next to nothing beside a list, and no answer is older than
 * the question. What is kept belongs to one snapshot; where another one is seen, it is forgotten.
 */
export class KeptAnswers {
  readonly #present: Pick<PresentSnapshot, 'name'>;
  readonly #answers = new LRUCache<string, Buffer>({
    maxSize: most,
    maxEntrySize: longest,
    sizeCalculation: (answer, key) => answer.length + 2 * key.length + overhead,
  });
  #snapshot: string | undefined;
  /** Whether the last answer that was looked for was a kept one. */
  #wasFound = false;

  constructor(present: Pick<PresentSnapshot, 'name'>) {
    this.#present = present;
  }

  /**
   * The name of the snapshot of now, for a request that has just arrived: the database answers while the request is read.
   * Undefined where its answer is hardly a kept one.
   */
  askEarly(): Promise<string | undefined> | undefined {
    return this.#wasFound ? this.#present.name() : undefined;
  }

  /** As bytes, so that nothing of it is encoded again. `asked` is what was asked early. */
  async find(key: string, asked?: Promise<string | undefined>): Promise<Buffer | undefined> {
    this.#wasFound = this.#answers.has(key);
    if (!this.#wasFound) return undefined;
    const name = await (asked ?? this.#present.name());
    if (name === undefined) return undefined;
    this.#moveTo(name);
    return this.#answers.get(key);
  }

  /** While the database is written all the time, two answers hardly have one snapshot, and none is kept to be asked about. */
  keep(key: string, text: string, snapshot: string): void {
    if (this.#moveTo(snapshot)) this.#answers.set(key, bytesOf(text));
  }

  /** A server that crashed and lost its last transactions may give their numbers, and so a name, a second time. */
  forget(): void {
    this.#snapshot = undefined;
    this.#answers.clear();
  }

  /** Returns whether this was the snapshot already. */
  #moveTo(snapshot: string): boolean {
    if (snapshot === this.#snapshot) return true;
    this.#snapshot = snapshot;
    this.#answers.clear();
    return false;
  }
}

/** In memory of its own: `Buffer.from` takes a part of 64 KB, all of which a short answer would keep. */
function bytesOf(text: string): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  bytes.write(text);
  return bytes;
}
