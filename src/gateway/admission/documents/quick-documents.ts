import type { DocumentNode } from 'graphql';
import type { FairGate } from '../../../http/limits/gate/fair-gate.js';

/** What is answered within so many milliseconds is quick, where nothing else is at work. */
const quick = 10;

/**
 * Other work makes everything slower, so the fastest time counts. One that is never reached again is forgotten slowly, and
 * while others wait not at all.
 */
const drift = 1.01;

/** Documents that were seen to be answered quickly. */
export class QuickDocuments {
  readonly #fastest = new WeakMap<DocumentNode, number>();

  learn(document: DocumentNode, took: number, othersWait: boolean): void {
    const known = this.#fastest.get(document) ?? Number.POSITIVE_INFINITY;
    this.#fastest.set(document, Math.min(othersWait ? known : known * drift, took));
  }

  /** Does the work of a document and learns how long it took, unless it fails or was hardly any. */
  async timed<Result>(
    document: DocumentNode,
    gate: FairGate,
    work: () => Promise<Result>,
    wasWork: (result: Result) => boolean = () => true,
  ): Promise<Result> {
    const began = performance.now();
    const result = await work();
    if (wasWork(result)) this.learn(document, performance.now() - began, gate.hasWaiting);
    return result;
  }

  has(document: DocumentNode): boolean {
    return (this.#fastest.get(document) ?? Number.POSITIVE_INFINITY) <= quick;
  }
}
