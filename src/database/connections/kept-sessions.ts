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

  constructor(url: string, name: string, most: number) {
    this.#url = url;
    this.#name = name;
    this.#most = most;
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
    return DedicatedConnection.open(this.#url, this.#name);
  }

  /** Work that was done is not undone by a session that cannot be kept. */
  async #keep(session: DedicatedConnection): Promise<void> {
    const renewed = this.#idle.size < this.#most && (await isRenewed(session));
    if (!renewed) return session.close();
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
