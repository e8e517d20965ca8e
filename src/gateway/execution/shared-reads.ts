import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../../access/context.js';
import type { Viewer } from '../../access/viewer.js';
import type { Language } from '../../kernel/errors/refusal.js';
import type { DocumentPlan } from './plan/plan-document.js';

/** Milliseconds that a request waits at most for the answer before it, which another one is being given. */
const longestWait = 10;
/** Objects that are looked up together. */
const mostTogether = 64;

type Variables = Record<string, unknown>;
type Answer = Promise<string | undefined>;
type OpenShared = (viewer: Viewer, language: Language) => Context;

/**
 * Answers that PostgreSQL writes, for readers who see the same: of one role and subject, with the same scopes and in one
 * language. Who asks while such an answer is being read waits for the next one, and everybody who waits for it gets it: the
 * same list is read once for all of them, objects that are looked up by their keys are read together. An answer is always
 * read after all who get it have asked. It is read for no account in particular: where row security or a resolver asks for
 * the account, there is no answer, and each reader reads alone.
 */
export class SharedReads {
  readonly #open: OpenShared;
  readonly #queues = new WeakMap<DocumentPlan, Map<string, ReadQueue>>();

  constructor(open: OpenShared) {
    this.#open = open;
  }

  /** The text of `data`; undefined where resolvers, or the account itself, have to read. */
  read(plan: DocumentPlan, variables: Variables, viewer: Viewer, language: Language): Answer {
    const { role, subjectId, credential } = viewer;
    const asked = JSON.stringify(variables);
    // A look-up takes a moment, whatever its key. A list may take long, and then only those wait who want the same one.
    const key = JSON.stringify([role, subjectId, credential?.scopes, language, plan.isByKey ? '' : asked]);
    const queues = this.#queues.get(plan) ?? new Map<string, ReadQueue>();
    this.#queues.set(plan, queues);
    const open = () => this.#open(viewer, language);
    const queue = queues.get(key) ?? new ReadQueue(plan, open, () => queues.delete(key));
    queues.set(key, queue);
    return queue.read(asked, variables);
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

  read(asked: string, variables: Variables): Answer {
    if (this.#next?.isFull) this.#next = undefined;
    this.#next ??= this.#begin();
    return this.#next.join(asked, variables);
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

/** One snapshot, and what is read in it. */
class SharedRead {
  readonly #plan: DocumentPlan;
  readonly #open: () => Context;
  readonly #answers = new Map<string, { variables: Variables; answer: Answer; give: (answer: Answer) => void }>();

  constructor(plan: DocumentPlan, open: () => Context) {
    this.#plan = plan;
    this.#open = open;
  }

  get isFull(): boolean {
    return this.#answers.size >= mostTogether;
  }

  join(asked: string, variables: Variables): Answer {
    const known = this.#answers.get(asked);
    if (known) return known.answer;
    const { promise: answer, resolve: give } = Promise.withResolvers<string | undefined>();
    this.#answers.set(asked, { variables, answer, give });
    return answer;
  }

  /** Resolves when all is read; what fails leaves its answer undefined. */
  async run(): Promise<void> {
    const context = this.#open();
    const isOnly = this.#answers.size === 1;
    const read = [...this.#answers.values()].map(({ variables, give }) => {
      const answer = this.#plan.write(variables, context, isOnly);
      give(answer);
      return answer;
    });
    await Promise.allSettled(read);
    await context.db.finish();
  }
}
