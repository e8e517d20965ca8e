import { type EntityManager, IsolationLevel } from '@mikro-orm/postgresql';
import type { SessionRole } from './row-security.js';

/** What row security knows of who asks. */
export interface Session {
  role: SessionRole;
  accountId: string | null;
  /** The institution or the enterprise that the role is held for. */
  subjectId: string | null;
}

/** The gateway itself, which row security lets through. */
export const systemSession: Session = { role: 'SYSTEM', accountId: null, subjectId: null };

/**
 * The database as one request sees it: at most one read-only snapshot, begun with the first read, so that a page and
 * its count agree; and one transaction for each mutation, after which reads see what it wrote.
 */
export class RequestTransaction {
  /** One loader for each kind: the same object is fetched once, and again after a write. */
  readonly loaders = new Map<symbol, unknown>();
  #root: EntityManager;
  #session: Session;
  #longestRead: number | undefined;
  #snapshot: Promise<EntityManager> | undefined;

  /** A statement that reads for longer than `longestRead` milliseconds is cancelled. */
  constructor(root: EntityManager, session: Session, longestRead?: number) {
    this.#root = root;
    this.#session = session;
    this.#longestRead = longestRead;
  }

  /** The request's read-only snapshot. */
  read(): Promise<EntityManager> {
    this.#snapshot ??= this.#begin({ readOnly: true, isolationLevel: IsolationLevel.REPEATABLE_READ });
    return this.#snapshot;
  }

  /** Runs `work` in one transaction: all of it is committed, or nothing is. */
  async write<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    await this.end();
    const em = await this.#begin({});
    try {
      const result = await work(em);
      await em.commit();
      return result;
    } catch (error) {
      await em.rollback();
      throw error;
    }
  }

  /** Runs `work` in a transaction that is always taken back: it may write to compute, and nothing of it stays. */
  async rehearse<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    await this.end();
    const em = await this.#begin({});
    try {
      return await work(em);
    } finally {
      await em.rollback();
    }
  }

  /** Ends the snapshot. A later read begins a new one. */
  async end(): Promise<void> {
    const snapshot = this.#snapshot;
    this.#snapshot = undefined;
    this.loaders.clear();
    if (!snapshot) return;
    const em = await snapshot.catch(() => undefined);
    if (em?.isInTransaction()) await em.rollback();
  }

  async #begin(options: { readOnly?: boolean; isolationLevel?: IsolationLevel }): Promise<EntityManager> {
    const em = this.#root.fork({ useContext: false });
    em.setSessionContext({
      variables: {
        'mianshen.role': this.#session.role,
        'mianshen.account': this.#session.accountId ?? '',
        'mianshen.subject': this.#session.subjectId ?? '',
        ...(options.readOnly && this.#longestRead ? { statement_timeout: String(this.#longestRead) } : {}),
      },
    });
    await em.begin(options);
    return em;
  }
}
