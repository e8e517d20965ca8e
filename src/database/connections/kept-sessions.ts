import { setTimeout as sleep } from 'node:timers/promises';
import { DedicatedConnection } from './dedicated-connection.js';

/**
 * Milliseconds for which idle sessions are kept. The last one is kept longer, because PostgreSQL needs much time for
 * the first statements of a new session.
 */
interface Waiting {
  several: number;
  last: number;
}

const usual: Waiting = { several: 5_000, last: 600_000 };
/** An idle session is closed if it does not answer within so many milliseconds: its server may be gone. */
const answersWithin = 1_000;

/** Returns another session for work that already has one. */
export type TakeSession = () => Promise<DedicatedConnection>;

/**
 * A pool of sessions for one kind of work. A session is kept for some seconds after its work: to open one costs more
 * than a small file does, and its first statements take ten times as long as later ones, so the last session is kept
 * for minutes. The session is reset in between: it keeps no lock, temporary table or setting.
 */
export class KeptSessions {
  readonly #url: string;
  readonly #name: string;
  readonly #most: number;
  readonly #waiting: Waiting;
  readonly #idle = new Map<DedicatedConnection, NodeJS.Timeout>();
  #isOver = false;
  /** A session that is being opened for expected work. */
  #expected: Promise<DedicatedConnection> | undefined;

  constructor(url: string, name: string, most: number, waiting = usual) {
    this.#waiting = waiting;
    this.#url = url;
    this.#name = name;
    this.#most = most;
  }

  /** Announces work. Opens a session for it if none is idle. */
  expect(): void {
    if (this.#expected || [...this.#idle.keys()].some(({ isOpen }) => isOpen)) return;
    this.#expected = DedicatedConnection.open(this.#url, this.#name);
    void this.#keepExpected(this.#expected);
  }

  /** Keeps the session as idle unless the expected work has already taken it. */
  async #keepExpected(expected: Promise<DedicatedConnection>): Promise<void> {
    // If it cannot be opened, the caller that needs a session tries again and gets the error.
    const session = await expected.catch(() => undefined);
    if (this.#expected !== expected) return;
    this.#expected = undefined;
    if (session) this.#letWait(session);
  }

  /**
   * Runs `work` with a session that no other work uses, and with more on request. Closes the sessions if the work
   * fails.
   */
  async run<T>(work: (session: DedicatedConnection, another: TakeSession) => Promise<T>): Promise<T> {
    const taken: Promise<DedicatedConnection>[] = [];
    const another = () => {
      const session = this.#take();
      taken.push(session);
      return session;
    };
    let result: T;
    try {
      result = await work(await another(), another);
    } catch (error) {
      await closeAll(taken);
      throw error;
    }
    for (const session of taken) await this.#keep(await session);
    return result;
  }

  async #take(): Promise<DedicatedConnection> {
    for (const session of this.#idle.keys()) {
      this.#leave(session);
      if (session.isOpen && (await session.answers(answersWithin))) return session;
      void session.close();
    }
    const expected = this.#expected;
    this.#expected = undefined;
    return expected ?? DedicatedConnection.open(this.#url, this.#name);
  }

  /** Keeps a session after its work, or closes it if it cannot be reset. The work remains done in both cases. */
  async #keep(session: DedicatedConnection): Promise<void> {
    const renewed = !this.#isOver && this.#idle.size < this.#most && (await isRenewed(session));
    if (!renewed) return session.close();
    this.#letWait(session);
  }

  /** Closes idle sessions, and from now on also each session at the end of its work. */
  async end(): Promise<void> {
    this.#isOver = true;
    const opening = await this.#expected?.catch(() => undefined);
    const sessions = [...this.#idle.keys(), ...(opening ? [opening] : [])];
    for (const session of sessions) this.#leave(session);
    const closed = Promise.all(sessions.map((session) => session.close()));
    await Promise.race([closed, sleep(answersWithin, undefined, { ref: false })]);
  }

  #letWait(session: DedicatedConnection): void {
    if (this.#isOver) return void session.close();
    const { several, last } = this.#waiting;
    const wait = (milliseconds: number, then: () => void) =>
      this.#idle.set(session, setTimeout(then, milliseconds).unref());
    const close = () => {
      this.#leave(session);
      void session.close();
    };
    wait(several, () => (this.#idle.size > 1 ? close() : wait(last, close)));
  }

  #leave(session: DedicatedConnection): void {
    clearTimeout(this.#idle.get(session));
    this.#idle.delete(session);
  }
}

async function isRenewed(session: DedicatedConnection): Promise<boolean> {
  return session.renew().then(
    () => true,
    () => false,
  );
}

async function closeAll(taken: Promise<DedicatedConnection>[]): Promise<void> {
  for (const session of await Promise.allSettled(taken))
    if (session.status === 'fulfilled') await session.value.close();
}
