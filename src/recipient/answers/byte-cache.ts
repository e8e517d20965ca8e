import type { DocumentNode } from 'graphql';

export interface Answer {
  body: Buffer;
  type: string;
  /** The name of the operation, if it has one. */
  operation: string | undefined;
  document: DocumentNode;
}

/** What the bytes of answers may take together. */
const mostBytes = 16 * 1024 * 1024;
const overhead = 512;
/** Of how many requests we remember that they were made once. */
const mostAsked = 2_000;

/** Returns as bytes, the least used ones forgotten first; all of them when a new generation begins. */
export class ByteCache {
  #answers = new Map<string, Answer>();
  #asked = new Set<string>();
  #bytes = 0;
  #generation = 0;

  get(generation: number, key: string): Answer | undefined {
    this.#enter(generation);
    const found = this.#answers.get(key);
    if (!found) return undefined;
    // A Map keeps its order of insertion: what was used goes to the end.
    this.#answers.delete(key);
    this.#answers.set(key, found);
    return found;
  }

  /** Whether this was asked before, lately: what is asked once and never again is not worth keeping. */
  isAskedAgain(key: string): boolean {
    if (this.#asked.has(key)) return true;
    if (this.#asked.size >= mostAsked) this.#asked.clear();
    this.#asked.add(key);
    return false;
  }

  /** Keeps an answer that was begun in this generation; a later one has already made it old. */
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
