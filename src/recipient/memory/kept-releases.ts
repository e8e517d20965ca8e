import type { EntityManager } from '@mikro-orm/postgresql';
import { RequestTransaction } from '../../database/session/request-transaction.js';
import { readRelease } from './read-release.js';
import type { ReleaseLines } from './release-lines.js';

/** Maximum number of lines in memory; larger lists are left to the database. */
const mostLines = 400_000;
/** A release may be evicted if it was not requested during this many requests. */
const idleAfter = 1_000;

/** A release that a snapshot sees. */
export interface SeenRelease {
  id: string;
  noticeId: string;
  number: number;
  recipientCount: number;
}

interface Held {
  release: SeenRelease;
  /** Number of the last request for this release. */
  asked: number;
  lines?: ReleaseLines;
}

/**
 * Keeps the lines of published lists in memory, for each notice those of its newest release. They are identified by the
 * id of the release, whose lines never change: every snapshot that sees the release sees these lines.
 */
export class KeptReleases {
  readonly #em: EntityManager;
  readonly #failed: (error: unknown) => void;
  readonly #held = new Map<string, Held>();
  readonly #most: number;
  #asked = 0;
  #reading: Promise<void> = Promise.resolve();

  constructor(em: EntityManager, failed: (error: unknown) => void, most = mostLines) {
    this.#em = em;
    this.#failed = failed;
    this.#most = most;
  }

  /** Returns the lines of this release; undefined while they are being read, or if there is no room for them. */
  find(release: SeenRelease): ReleaseLines | undefined {
    const { noticeId } = release;
    const held = this.#held.get(noticeId);
    this.#asked += 1;
    if (held?.release.id === release.id) {
      held.asked = this.#asked;
      return held.lines;
    }
    // A reader in an older snapshot must not replace the newer release.
    if (held && held.release.number > release.number) return undefined;
    this.#held.delete(noticeId);
    if (!this.#makeRoom(release.recipientCount)) return undefined;
    const begun: Held = { release, asked: this.#asked };
    this.#reading = this.#reading.then(() => this.#read(begun));
    this.#held.set(noticeId, begun);
    return undefined;
  }

  /** Evicts idle releases if necessary. Returns whether there is room for `count` lines. */
  #makeRoom(count: number): boolean {
    const held = [...this.#held.values()].toSorted((one, other) => one.asked - other.asked);
    let room = held.reduce((left, { release }) => left - release.recipientCount, this.#most);
    const idle = held.filter(({ asked }) => this.#asked - asked > idleAfter);
    for (const { release } of idle) {
      if (room >= count) break;
      this.#held.delete(release.noticeId);
      room += release.recipientCount;
    }
    return room >= count;
  }

  async #read(held: Held): Promise<void> {
    const db = new RequestTransaction(this.#em, { role: 'PUBLIC', accountId: null, subjectId: null });
    try {
      held.lines = await readRelease(await db.read(), held.release.id);
    } catch (error) {
      if (this.#held.get(held.release.noticeId) === held) this.#held.delete(held.release.noticeId);
      this.#failed(error);
    } finally {
      await db.end();
    }
  }
}
