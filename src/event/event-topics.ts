import type { EntityManager } from '@mikro-orm/postgresql';
import { RequestTransaction, systemSession } from '../database/request-transaction.js';
import { Role } from '../access/role.js';
import { sessionOf, type Viewer } from '../access/viewer.js';
import { EventTopic } from './event-topic.js';
import { publicEventTypes } from './event.js';
import { type EventMark, type EventScope, readEventsAfter, readLastPosition, readMarksAfter } from './events.sql.js';

const pageSize = 200;
const marksAtOnce = 5_000;

/**
 * The topics that are followed now, and which of them a new event wakes. Who acts for one institution or enterprise is
 * woken by its events and the public ones alone: ten thousand enterprises that wait for their own claim cost nothing
 * while others move. What a follower then sees is still decided by row security.
 */
export class EventTopics {
  readonly #em: EntityManager;
  readonly #topics = new Map<string, EventTopic>();
  readonly #byOwner = new Map<string, Set<EventTopic>>();
  /** As far as events have woken whom they concern; undefined before the first and after a lost connection. */
  #marked: string | undefined;

  constructor(em: EntityManager) {
    this.#em = em;
  }

  /** The topic of a follower; call `leave` with it in the end. */
  join(viewer: Viewer, scope: EventScope): EventTopic {
    // Which events somebody sees goes by role and subject, never by account.
    const key = JSON.stringify([viewer.role, viewer.subjectId, scope]);
    const topic = this.#topics.get(key) ?? this.#open(key, viewer, scope);
    topic.followers += 1;
    return topic;
  }

  leave(topic: EventTopic): void {
    topic.followers -= 1;
    if (topic.followers > 0) return;
    this.#topics.delete(topic.key);
    const group = this.#byOwner.get(topic.owner);
    group?.delete(topic);
    if (group?.size === 0) this.#byOwner.delete(topic.owner);
  }

  /** Wakes every topic: after a connection was lost, nobody knows what was missed. */
  wakeAll(): void {
    this.#marked = undefined;
    for (const topic of this.#topics.values()) topic.wake();
  }

  /** Wakes the topics that what was sealed since may concern. */
  async wakeConcerned(): Promise<void> {
    if (this.#topics.size === 0) {
      this.#marked = undefined;
      return;
    }
    const db = new RequestTransaction(this.#em, systemSession, { lane: 'followers' });
    try {
      const em = await db.read();
      if (this.#marked === undefined) {
        this.#marked = await readLastPosition(em);
        for (const topic of this.#topics.values()) topic.wake();
        return;
      }
      for (let full = true; full;) {
        const marks = await readMarksAfter(em, this.#marked, marksAtOnce);
        for (const mark of marks) this.#wakeOf(mark);
        this.#marked = marks.at(-1)?.position ?? this.#marked;
        full = marks.length === marksAtOnce;
      }
    } finally {
      await db.end();
    }
  }

  #wakeOf(mark: EventMark): void {
    if (publicEventTypes.includes(mark.type)) {
      for (const topic of this.#topics.values()) topic.notice(mark);
      return;
    }
    for (const owner of ['', mark.institutionId, mark.enterpriseId]) {
      if (owner !== null) this.#byOwner.get(owner)?.forEach((topic) => topic.notice(mark));
    }
  }

  #open(key: string, viewer: Viewer, scope: EventScope): EventTopic {
    const read = async <T>(work: (em: EntityManager) => Promise<T>): Promise<T> => {
      const db = new RequestTransaction(this.#em, sessionOf(viewer), { lane: 'followers' });
      try {
        return await work(await db.read());
      } finally {
        await db.end();
      }
    };
    const owner = ownerOf(viewer);
    const topic = new EventTopic(key, owner, scope, {
      page: (position) => read((em) => readEventsAfter(em, sessionOf(viewer), position, scope, pageSize)),
      last: () => read(readLastPosition),
    });
    this.#topics.set(key, topic);
    this.#byOwner.set(owner, (this.#byOwner.get(owner) ?? new Set()).add(topic));
    return topic;
  }
}

/** Whose events alone a viewer can see besides the public ones; empty for who may see those of many. */
function ownerOf({ role, subjectId }: Viewer): string {
  return (role === Role.INSURER || role === Role.ENTERPRISE) && subjectId ? subjectId : '';
}
