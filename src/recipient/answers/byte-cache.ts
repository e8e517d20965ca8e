import type { DocumentNode } from 'graphql';

export interface Answer {
  body: Buffer;
  type: string;
  /** The name of the operation, if it has one. */
  operation: string | undefined;
  document: DocumentNode;
}

/** Maximum size of all answers in bytes. */
const mostBytes = 16 * 1024 * 1024;
const overhead = 512;
/** Maximum number of requests that are remembered after their first occurrence. */
const mostAsked = 2_000;

/** Caches answers as bytes. Discards the least recently used ones, and all of them when a new generation starts. */
export class ByteCache {
  #answers = new Map<string, Answer>();
  #asked = new Set<string>();
  #bytes = 0;
  #generation = 0;

  get(generation: number, key: string): Answer | undefined {
    this.#enter(generation);
    const found = this.#answers.get(key);
    if (!found) return undefined;
    // A Map keeps its insertion order, so an answer that is used moves to the end.
    this.#answers.delete(key);
    this.#answers.set(key, found);
    return found;
  }

  /** Whether this was requested recently, because an answer that is requested only once is not worth caching. */
  isAskedAgain(key: string): boolean {
    if (this.#asked.has(key)) return true;
    if (this.#asked.size >= mostAsked) this.#asked.clear();
    this.#asked.add(key);
    return false;
  }

  /** Stores an answer of this generation; ignored if a later generation has started. */
  set(generation: number, key: string, answer: Answer): void {
    if (generation < this.#generation) return;
    this.#enter(generation);
    const known = this.#answers.get(key);
    if (known) this.#forget(key, known);
    this.#answers.set(key, answer);
    this.#bytes += sizeOf(key, answer);
    for (const [oldest, one] of this.#answers) {
      if (this.#bytes <= mostBytes) return;
      this.#forget(oldest, one);
    }
  }

  #forget(key: string, answer: Answer): void {
    this.#answers.delete(key);
    this.#bytes -= sizeOf(key, answer);
  }

  #enter(generation: number): void {
    if (generation === this.#generation) return;
    this.#generation = generation;
    this.#answers.clear();
    this.#bytes = 0;
  }
}

function sizeOf(key: string, { body }: Answer): number {
  return body.length + key.length * 2 + overhead;
}
