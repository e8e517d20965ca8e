import type { EntityManager } from '@mikro-orm/postgresql';
import type { Listener } from '../../database/connections/listener.js';
import { RequestTransaction } from '../../database/session/request-transaction.js';
import type { SeenRelease } from './kept-releases.js';
import { LineStates } from './line-states.js';
import { placeOfRank, type ReleaseLines } from './release-lines.js';
import { readAllStates, readChangedStates, readPosition } from './states.sql.js';

/** After more changes than this, all states are read again. */
const mostChanges = 1_000;

/**
 * Keeps the states of lines in memory. States follow from the public changes, which have positions without gaps, are
 * written by one writer together with the states, and become visible in order. So two snapshots with the same last
 * change see the same states. A reader gets its last change, and reads the changes since the states in memory were
 * read. A reader whose last change is older uses the database. States are kept for lines in memory, and dropped with
 * them.
 *
 * A server that crashed may assign a position a second time, to a different change. So the states are discarded at each
 * new connection that waits for notifications, and not used while there is none.
 */
export class KeptStates {
  readonly #em: EntityManager;
  readonly #listener: Listener;
  readonly #failed: (error: unknown) => void;
  #known = new WeakMap<ReleaseLines, LineStates | 'reading'>();

  /** Must be created before the listener starts. */
  constructor(em: EntityManager, listener: Listener, failed: (error: unknown) => void) {
    this.#em = em;
    this.#listener = listener;
    this.#failed = failed;
    listener.onConnected(() => (this.#known = new WeakMap()));
  }

  /** Returns the states in the reader's snapshot; undefined if they are not in memory. */
  async find(em: EntityManager, release: SeenRelease, lines: ReleaseLines): Promise<LineStates | undefined> {
    if (!this.#listener.isConnected) return undefined;
    const known = this.#known;
    const states = known.get(lines);
    if (states === 'reading') return undefined;
    const position = await readPosition(em);
    if (!states || position - states.position > mostChanges) {
      this.#readAll(known, release, lines);
      return undefined;
    }
    if (position < states.position) return undefined;
    if (position === states.position) return states;
    const changed = await readChangedStates(em, release, states.position);
    const moved = states.movedTo(
      position,
      changed.map(({ rank, status }) => ({ place: placeOfRank(lines, rank) as number, status })),
    );
    const newest = known.get(lines);
    if (newest instanceof LineStates && newest.position < position) known.set(lines, moved);
    return moved;
  }

  #readAll(known: WeakMap<ReleaseLines, LineStates | 'reading'>, release: SeenRelease, lines: ReleaseLines): void {
    if (known.get(lines) === 'reading') return;
    known.set(lines, 'reading');
    const read = async () => {
      const db = new RequestTransaction(this.#em, { role: 'PUBLIC', accountId: null, subjectId: null });
      try {
        const em = await db.read();
        const position = await readPosition(em);
        known.set(lines, new LineStates(position, await readAllStates(em, release)));
      } finally {
        await db.end();
      }
    };
    read().catch((error: unknown) => {
      known.delete(lines);
      this.#failed(error);
    });
  }
}
