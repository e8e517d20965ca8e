import { DedicatedConnection } from './dedicated-connection.js';

const keptFor = 5_000;

/** Gives one more session to work that has one. */
export type TakeSession = () => Promise<DedicatedConnection>;

/**
 * Sessions of one kind of work. One that has done its work waits for the next for some seconds: to open a session costs more
 * than a small file does in it. Nothing of the earlier work is left in it: no lock, no temporary table, no setting.
 */
export class KeptSessions {
  readonly #url: string;
  readonly #name: string;
  readonly #most: number;
  readonly #idle = new Map<DedicatedConnection, NodeJS.Timeout>();
  /** One that is being opened for work that was announced. */
  #expected: Promise<DedicatedConnection> | undefined;

  constructor(url: string, name: string, most: number) {
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
    for (const [session, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(session);
      if (session.isOpen) return session;
    }
    const expected = this.#expected;
    this.#expected = undefined;
    return expected ?? DedicatedConnection.open(this.#url, this.#name);
  }

  /** Work that was done is not undone by a session that cannot be kept. */
  async #keep(session: DedicatedConnection): Promise<void> {
    const renewed = this.#idle.size < this.#most && (await isRenewed(session));
    if (!renewed) return session.close();
    this.#letWait(session);
  }

  #letWait(session: DedicatedConnection): void {
    const timer = setTimeout(() => {
      this.#idle.delete(session);
      void session.close();
    }, keptFor);
    this.#idle.set(session, timer.unref());
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
