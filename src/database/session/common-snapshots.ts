import type { EntityManager } from '@mikro-orm/postgresql';
import { Lane, type Leave } from '../connections/lane.js';
import { type CommonSnapshot, openCommonSnapshot, type ReadSession } from './read-session.js';
import type { Session } from './session.js';

/** Maximum number of sessions in one snapshot. */
const mostReaders = 64;

/** Maximum number of open snapshots; while all are in use, new sessions collect for the next one. */
const mostOpen = 4;

interface Opened {
  snapshot: Promise<CommonSnapshot>;
  readers: number;
  left: number;
  isOpen: boolean;
}

/**
 * Shared snapshots for sessions that start to read at the same moment and differ only in their subject: thousands of
 * companies that each receive their own data. They share a transaction, and their statements are sent together. Row
 * security applies to each statement with its own subject. A statement that fails ends the snapshot for all sessions,
 * and each one reads again in its own snapshot.
 */
export class CommonSnapshots {
  readonly #root: EntityManager;
  readonly #open = new Map<string, Opened>();
  readonly #lane = new Lane({ name: 'common snapshots', size: mostOpen, rank: 0 });

  constructor(root: EntityManager) {
    this.#root = root;
  }

  async join(session: Session, settings: Record<string, string>, enter: () => Promise<Leave>): Promise<ReadSession> {
    const key = JSON.stringify([session.role, session.accountId]);
    const opened = this.#open.get(key) ?? this.#begin(key, session, settings, enter);
    opened.readers += 1;
    if (opened.readers === mostReaders) this.#close(key, opened);
    const snapshot = await opened.snapshot;
    let ended = false;
    const end = async () => {
      if (ended) return;
      ended = true;
      opened.left += 1;
      if (!opened.isOpen && opened.left === opened.readers) await snapshot.end();
    };
    return { em: snapshot.as(session), end, endAfterNext: () => undefined };
  }

  #begin(key: string, session: Session, settings: Record<string, string>, enter: () => Promise<Leave>): Opened {
    const opened: Opened = { snapshot: undefined as never, readers: 0, left: 0, isOpen: true };
    opened.snapshot = this.#snapshotOf(key, opened, session, settings, enter);
    this.#open.set(key, opened);
    return opened;
  }

  async #snapshotOf(
    key: string,
    opened: Opened,
    session: Session,
    settings: Record<string, string>,
    enter: () => Promise<Leave>,
  ): Promise<CommonSnapshot> {
    const leaveLane = await this.#lane.enter();
    const leaveConnection = await enter().catch((error: unknown) => {
      this.#close(key, opened);
      leaveLane();
      throw error;
    });
    const leave = () => {
      leaveConnection();
      leaveLane();
    };
    try {
      const { as, end } = await openCommonSnapshot(this.#root, session, settings);
      const endAll = () => end().finally(leave);
      // Nothing is sent before this turn of the event loop ends, so all who join see everything that was committed
      // before.
      setImmediate(() => {
        this.#close(key, opened);
        if (opened.left === opened.readers) void endAll();
      });
      return { as, end: endAll };
    } catch (error) {
      this.#close(key, opened);
      leave();
      throw error;
    }
  }

  #close(key: string, opened: Opened): void {
    opened.isOpen = false;
    if (this.#open.get(key) === opened) this.#open.delete(key);
  }
}
