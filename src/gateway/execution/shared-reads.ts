import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../../access/context.js';
import type { Viewer } from '../../access/viewer.js';
import type { Language } from '../../kernel/errors/refusal.js';
import type { KeptAnswers } from './kept-answers.js';
import type { DocumentPlan } from './plan/plan-document.js';
import { watchContext } from './watched-context.js';

/** Milliseconds that a request waits at most for the answer before it, which another one is being given. */
const longestWait = 10;
/** Objects that are looked up together. */
const mostTogether = 64;

type Variables = Record<string, unknown>;
type Answer = Promise<string | undefined>;
type Data = string | Buffer | undefined;
/** Keeps an answer that was read in the snapshot of this name. */
type Keep = (text: string, snapshot: string) => void;
type OpenShared = (viewer: Viewer, language: Language) => Context;

/**
 * Answers that PostgreSQL writes, for readers who see the same: of one role and subject, with the same scopes and in one
 * language. Who asks while such an answer is being read waits for the next one, and everybody who waits for it gets it: the
 * same list is read once for all of them, objects that are looked up by their keys are read together. An answer is always
 * read after all who get it have asked, or was read in the snapshot that they would get (`KeptAnswers`). It is read for no
 * account in particular: where row security or a resolver asks for the account, there is no answer, and each reader reads
 * alone.
 */
export class SharedReads {
  readonly #open: OpenShared;
  readonly #kept: KeptAnswers;
  readonly #queues = new WeakMap<DocumentPlan, Map<string, ReadQueue>>();

  constructor(open: OpenShared, kept: KeptAnswers) {
    this.#open = open;
    this.#kept = kept;
  }

  /** The text of `data`, as bytes where it was kept; undefined where resolvers, or the account itself, have to read. */
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
    // A look-up takes a moment, whatever its key. A list may take long, and then only those wait who want the same one.
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

/** Reads one after the other, each for all who came during the one before. */
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

/** What is read in a snapshot for all who asked it. */
interface AskedAnswer {
  variables: Variables;
  keep: Keep;
  answer: Answer;
  give: (answer: Answer) => void;
}

/** One snapshot, and what is read in it. */
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

  /** Resolves when all is read; what fails leaves its answer undefined. */
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
