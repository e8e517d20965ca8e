import type { EntityManager } from '@mikro-orm/postgresql';
import { RequestTransaction } from '../../database/session/request-transaction.js';
import { readRelease } from './read-release.js';
import type { ReleaseLines } from './release-lines.js';

/** Larger lists are left to the database. */
const mostLines = 400_000;
/** Lines that were not asked for in so many requests make room for others. */
const idleAfter = 1_000;

/** A release as a reader sees it. */
export interface SeenRelease {
  id: string;
  noticeId: string;
  number: number;
  recipientCount: number;
}

interface Held {
  release: SeenRelease;
  /** Which of all requests for lines was the last one for these. */
  asked: number;
  reading: Promise<ReleaseLines | undefined>;
  lines?: ReleaseLines;
}

/**
 * The lines of published lists in memory, of each notice those of its newest release. They are kept by the id of the release,
 * and its lines are written with it and never change: every snapshot that sees a release sees these lines of it.
 */
export class KeptReleases {
  readonly #em: EntityManager;
  readonly #failed: (error: unknown) => void;
  readonly #held = new Map<string, Held>();
  readonly #most: number;
  #asked = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(em: EntityManager, failed: (error: unknown) => void, most = mostLines) {
    this.#em = em;
    this.#failed = failed;
    this.#most = most;
  }

  /** The lines of this release; undefined while they are being read, and where there is no memory for them. */
  find(release: SeenRelease): ReleaseLines | undefined {
    return this.#hold(release)?.lines;
  }

  /** As `find`, once they are read. */
  async read(release: SeenRelease): Promise<ReleaseLines | undefined> {
    return this.#hold(release)?.reading;
  }

  #hold(release: SeenRelease): Held | undefined {
    const { noticeId } = release;
    const held = this.#held.get(noticeId);
    this.#asked += 1;
    if (held?.release.id === release.id) return Object.assign(held, { asked: this.#asked });
    // Who still reads an older snapshot does not drive the newer release out.
    if (held && held.release.number > release.number) return undefined;
    this.#held.delete(noticeId);
    if (!this.#makeRoom(release.recipientCount)) return undefined;
    const begun: Held = { release, asked: this.#asked, reading: this.#last.then(() => this.#read(begun)) };
    this.#last = begun.reading;
    this.#held.set(noticeId, begun);
    return begun;
  }

  /** Whether there is room for so many lines. */
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

  async #read(held: Held): Promise<ReleaseLines | undefined> {
    const db = new RequestTransaction(this.#em, { role: 'PUBLIC', accountId: null, subjectId: null });
    try {
      held.lines = await readRelease(await db.read(), held.release.id);
      return held.lines;
    } catch (error) {
      if (this.#held.get(held.release.noticeId) === held) this.#held.delete(held.release.noticeId);
      this.#failed(error);
      return undefined;
    } finally {
      await db.end();
    }
  }
}
