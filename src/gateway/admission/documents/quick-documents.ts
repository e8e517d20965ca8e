import type { DocumentNode } from 'graphql';
import type { FairGate } from '../../../http/limits/gate/fair-gate.js';

/** A document is quick if it is answered within this many milliseconds while nothing else is running. */
const quick = 10;

/**
 * Other work slows an answer down, so the fastest time counts. It grows by this factor with each answer, so that a time
 * that is never reached again is slowly forgotten. It does not grow while other operations wait.
 */
const drift = 1.01;

/** Remembers which documents were answered quickly. */
export class QuickDocuments {
  readonly #fastest = new WeakMap<DocumentNode, number>();

  learn(document: DocumentNode, took: number, othersWait: boolean): void {
    const known = this.#fastest.get(document) ?? Number.POSITIVE_INFINITY;
    this.#fastest.set(document, Math.min(othersWait ? known : known * drift, took));
  }

  /** Runs the work of a document and records its duration, unless it fails or `wasWork` returns false. */
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
