import type { DocumentNode } from 'graphql';

/** What is answered within so many milliseconds is quick, where nothing else is at work. */
const quick = 10;

/** Other work makes everything slower, so the fastest time counts; one that is never reached again is forgotten slowly. */
const drift = 1.05;

/** Documents that were seen to be answered quickly. */
export class QuickDocuments {
  readonly #fastest = new WeakMap<DocumentNode, number>();

  learn(document: DocumentNode, took: number): void {
    const known = this.#fastest.get(document) ?? Number.POSITIVE_INFINITY;
    this.#fastest.set(document, Math.min(known * drift, took));
  }

  has(document: DocumentNode): boolean {
    return (this.#fastest.get(document) ?? Number.POSITIVE_INFINITY) <= quick;
  }
}
