import { setTimeout as sleep } from 'node:timers/promises';
import { DedicatedConnection } from './dedicated-connection.js';

/** Milliseconds for which sessions wait. The last one waits on, since PostgreSQL needs long for what a new session does first. */
interface Waiting {
  several: number;
  last: number;
}

const usual: Waiting = { several: 5_000, last: 600_000 };
/** Milliseconds in which a session that has waited answers, or ends: where its server went away, it never does. */
const answersWithin = 1_000;

/** Gives one more session to work that has one. */
export type TakeSession = () => Promise<DedicatedConnection>;

/**
 * Sessions of one kind of work. One that has done its work waits for the next for some seconds: to open a session costs more
 * than a small file does in it, and its first statements take ten times as long as later ones, so that one of them waits for
 * minutes. Nothing of the earlier work is left in it: no lock, no temporary table, no setting.
 */
export class KeptSessions {
  readonly #url: string;
  readonly #name: string;
  readonly #most: number;
  readonly #waiting: Waiting;
  readonly #idle = new Map<DedicatedConnection, NodeJS.Timeout>();
  #isOver = false;
  /** One that is being opened for work that was announced. */
  #expected: Promise<DedicatedConnection> | undefined;

  constructor(url: string, name: string, most: number, waiting = usual) {
    this.#waiting = waiting;
    this.#url = url;
    this.#name = name;
    this.#most = most;
  }

  /** Work is on its way: where no session waits for it, one is opened meanwhile. */
  expect(): void {
    if (this.#expected || [...this.#idle.keys()].some(({ isOpen }) => isOpen)) return;
    this.#expected = DedicatedConnection.open(this.#url, this.#name);
    void this.#keepExpected(this.#expected);
  }

  /** Keeps it unless the work that was announced has come meanwhile and taken it. */
  async #keepExpected(expected: Promise<DedicatedConnection>): Promise<void> {
    // Where it cannot be opened, who needs one tries again and gets the fault.
    const session = await expected.catch(() => undefined);
    if (this.#expected !== expected) return;
    this.#expected = undefined;
    if (session) this.#letWait(session);
  }

  /** Runs `work` with a session that nobody else has meanwhile, and more where it asks. Those of failed work are closed. */
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

  /** Work that was done is not undone by a session that cannot be kept. */
  async #keep(session: DedicatedConnection): Promise<void> {
    const renewed = !this.#isOver && this.#idle.size < this.#most && (await isRenewed(session));
    if (!renewed) return session.close();
    this.#letWait(session);
  }

  /** Closes what waits, and from now on what ends its work. */
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
