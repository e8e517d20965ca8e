import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../../access/context.js';
import type { Viewer } from '../../access/viewer.js';
import type { Language } from '../../kernel/errors/refusal.js';
import type { KeptAnswers } from './kept-answers.js';
import type { DocumentPlan } from './plan/plan-document.js';
import { watchContext } from './watched-context.js';

/** Maximum time in milliseconds that a request waits for the running answer of another request. */
const longestWait = 10;
/** Maximum number of objects that are looked up together. */
const mostTogether = 64;

type Variables = Record<string, unknown>;
type Answer = Promise<string | undefined>;
type Data = string | Buffer | undefined;
/** Caches an answer that was read in the snapshot with this name. */
type Keep = (text: string, snapshot: string) => void;
type OpenShared = (viewer: Viewer, language: Language) => Context;

/**
 * Shares answers that PostgreSQL writes between viewers who see the same: one role and subject, the same scopes and
 * language. A request that arrives while such an answer is being read waits for the next one, with all others who wait:
 * so the same list is read once for all of them, and objects are looked up by key together. An answer is read after all
 * its requests have arrived, or in the snapshot that they would get (`KeptAnswers`). It is read without an account: if
 * row security or a resolver needs the account, there is no shared answer, and each viewer reads separately.
 */
export class SharedReads {
  readonly #open: OpenShared;
  readonly #kept: KeptAnswers;
  readonly #queues = new WeakMap<DocumentPlan, Map<string, ReadQueue>>();

  constructor(open: OpenShared, kept: KeptAnswers) {
    this.#open = open;
    this.#kept = kept;
  }

  /**
   * Returns the JSON of `data` (bytes if it was cached); undefined if resolvers, or the account's own session, have to
   * read it.
   */
  async read(
    plan: DocumentPlan,
    variables: Variables,
    viewer: Viewer,
    language: Language,
    snapshot?: Promise<string | undefined>,
  ): Promise<Data> {
    const { role, subjectId, credential } = viewer;
    const asked = JSON.stringify(variables);
    const reader = JSON.stringify([role, subjectId, credential?.scopes, language]);
    const key = `${plan.number} ${reader} ${asked}`;
    const kept = await this.#kept.find(key, snapshot);
    if (kept) return kept;
    // A look-up is quick for any key. A list may take long, so only requests for the same list wait for it.
    const queue = this.#queueOf(plan, plan.isByKey ? reader : key, () => this.#open(viewer, language));
    return queue.read(asked, variables, (text, readIn) => this.#kept.keep(key, text, readIn));
  }

  #queueOf(plan: DocumentPlan, key: string, open: () => Context): ReadQueue {
    const queues = this.#queues.get(plan) ?? new Map<string, ReadQueue>();
    this.#queues.set(plan, queues);
    const queue = queues.get(key) ?? new ReadQueue(plan, open, () => queues.delete(key));
    queues.set(key, queue);
    return queue;
  }
}

/** Reads one at a time, each for all requests that arrived during the previous one. */
class ReadQueue {
  readonly #plan: DocumentPlan;
  readonly #open: () => Context;
  readonly #onIdle: () => void;
  #next: SharedRead | undefined;
  #atWork = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(plan: DocumentPlan, open: () => Context, onIdle: () => void) {
    this.#plan = plan;
    this.#open = open;
    this.#onIdle = onIdle;
  }

  read(asked: string, variables: Variables, keep: Keep): Answer {
    if (this.#next?.isFull) this.#next = undefined;
    this.#next ??= this.#begin();
    return this.#next.join(asked, variables, keep);
  }

  #begin(): SharedRead {
    const read = new SharedRead(this.#plan, this.#open);
    const before = this.#atWork === 0 ? Promise.resolve() : Promise.race([this.#last, sleep(longestWait)]);
    this.#atWork += 1;
    this.#last = before.then(() => {
      if (this.#next === read) this.#next = undefined;
      return read.run();
    });
    void this.#last.finally(() => {
      this.#atWork -= 1;
      if (this.#atWork === 0) this.#onIdle();
    });
    return read;
  }
}

/** An answer that is read in a snapshot for all who requested it. */
interface AskedAnswer {
  variables: Variables;
  keep: Keep;
  answer: Answer;
  give: (answer: Answer) => void;
}

/** One snapshot, with everything that is read in it. */
class SharedRead {
  readonly #plan: DocumentPlan;
  readonly #open: () => Context;
  readonly #answers = new Map<string, AskedAnswer>();

  constructor(plan: DocumentPlan, open: () => Context) {
    this.#plan = plan;
    this.#open = open;
  }

  get isFull(): boolean {
    return this.#answers.size >= mostTogether;
  }

  join(asked: string, variables: Variables, keep: Keep): Answer {
    const known = this.#answers.get(asked);
    if (known) return known.answer;
    const { promise: answer, resolve: give } = Promise.withResolvers<string | undefined>();
    this.#answers.set(asked, { variables, keep, answer, give });
    return answer;
  }

  /** Resolves when everything is read; a failed answer is undefined. */
  async run(): Promise<void> {
    const watched = watchContext(this.#open());
    const { context } = watched;
    const isOnly = this.#answers.size === 1;
    const read = [...this.#answers.values()].map(({ variables, give }) => {
      const answer = this.#plan.write(variables, context, isOnly);
      give(answer);
      return answer;
    });
    await Promise.allSettled(read);
    const snapshot = watched.isOfRowsAlone ? await context.db.snapshotName().catch(() => undefined) : undefined;
    if (snapshot !== undefined) await this.#keep(snapshot);
    await context.db.finish();
  }

  async #keep(snapshot: string): Promise<void> {
    for (const { answer, keep } of this.#answers.values()) {
      const text = await answer.catch(() => undefined);
      if (text !== undefined && !this.#plan.dependsOnAccount) keep(text, snapshot);
    }
  }
}
