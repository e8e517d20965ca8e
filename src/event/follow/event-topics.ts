import type { EntityManager } from '@mikro-orm/postgresql';
import { ReadServer } from '../../database/replicas/read-server.js';
import { readOnce } from '../../database/session/read-once.js';
import { RequestTransaction, type Session, systemSession } from '../../database/session/request-transaction.js';
import { sessionOf, type Viewer } from '../../access/viewer.js';
import { EventTopic, type TopicReader } from './event-topic.js';
import { specialEvents } from '../event-data.js';
import { seesOwnAlone, maySee } from '../sealed/visible-events.sql.js';
import type { EventHeader } from '../sealed/sealed-event.js';
import type { EventScope } from '../sealed/event-scope.sql.js';
import { isBefore, readLastPosition } from '../sealed/event-position.sql.js';
import { readEventsAfter, readEventsAt, readHeadersAfter } from '../sealed/events.sql.js';
import type { SealedEvent } from '../sealed/sealed-event.js';

const pageSize = 200;
const headersAtOnce = 5_000;
const eventsAtOnce = 1_000;

/**
 * The current topics, and which of them a new event wakes. A topic of one institution or enterprise is woken only by
 * its own events and public ones. So ten thousand enterprises that wait for their claim cost nothing while others move,
 * and if all their claims move at once, the events are read in one statement. Subscribers that are behind read
 * separately under row security; `maySee` applies the same rules in memory.
 */
export class EventTopics {
  readonly #em: EntityManager;
  readonly #log: TopicReader;
  readonly #topics = new Map<string, EventTopic>();
  readonly #byOwner = new Map<string, Set<EventTopic>>();
  /** The position up to which events were distributed; undefined before the first and after a lost connection. */
  #handedOut: string | undefined;
  #beginning: Promise<void> | undefined;
  /** Whether events are being distributed to the topics that existed when they were read. */
  #isHandingOut = false;

  /** The first position of the current server; undefined if unknown. */
  since: string | undefined;

  constructor(em: EntityManager, onFault: (error: unknown) => void) {
    this.#em = em;
    this.#log = {
      page: (session, scope, position) =>
        this.#read(session, (reader) => readEventsAfter(reader, session, position, scope, pageSize)),
      last: (session) => this.#read(session, readLastPosition),
      handedOut: () => this.#handedOut,
      fault: onFault,
    };
  }

  /** Whether a position is known to be in the log; otherwise it has to be read. */
  reaches(position: string): boolean {
    if (this.since === undefined || this.#handedOut === undefined) return false;
    return !isBefore(position, this.since) && !isBefore(this.#handedOut, position);
  }

  /** Returns the topic of a subscriber, which must call `leave` with it at the end. */
  async join(viewer: Viewer, scope: EventScope): Promise<EventTopic> {
    if (this.#handedOut === undefined) await this.#begin();
    return this.#join(viewer, scope);
  }

  /** Starts the distribution of sealed events, so that new subscribers need not read separately. */
  #begin(): Promise<void> {
    this.#beginning ??= this.#read(systemSession, readLastPosition)
      .then((last) => void (this.#handedOut ??= last))
      .catch(() => undefined)
      .finally(() => (this.#beginning = undefined));
    return this.#beginning;
  }

  #join(viewer: Viewer, scope: EventScope): EventTopic {
    // Access to events depends on role and subject, never on the account.
    const key = JSON.stringify([viewer.role, viewer.subjectId, scope]);
    const topic = this.#topics.get(key) ?? this.#open(key, viewer, scope);
    topic.followers += 1;
    return topic;
  }

  leave(topic: EventTopic): void {
    topic.followers -= 1;
    if (topic.followers > 0) return;
    this.#topics.delete(topic.key);
    const owner = ownerOf(topic.session);
    const group = this.#byOwner.get(owner);
    group?.delete(topic);
    if (group?.size === 0) this.#byOwner.delete(owner);
  }

  /** Wakes every topic: events may have been missed while the connection was lost. */
  wakeAll(): void {
    this.#handedOut = undefined;
    for (const topic of this.#topics.values()) topic.wake();
  }

  /** Called when another server has become the primary. */
  forgetAll(): void {
    this.#handedOut = undefined;
    for (const topic of this.#topics.values()) topic.forget();
  }

  /** Wakes the topics that newly sealed events may concern. */
  async wakeConcerned(): Promise<void> {
    // Subscribers that wait for it have joined by then.
    await this.#beginning;
    if (this.#topics.size === 0) {
      this.#handedOut = undefined;
      return;
    }
    await this.#read(systemSession, async (em) => {
      if (this.#handedOut === undefined) {
        this.#handedOut = await readLastPosition(em);
        for (const topic of this.#topics.values()) topic.wake();
        return;
      }
      for (let full = true; full;) {
        const headers = await readHeadersAfter(em, this.#handedOut, headersAtOnce);
        await this.#handOut(em, headers);
        full = headers.length === headersAtOnce;
      }
    });
  }

  /** Reads in one snapshot on a server that has all sealed events. */
  #read<T>(session: Session, work: (em: EntityManager) => Promise<T>): Promise<T> {
    const server = new ReadServer(this.#em);
    return readOnce(new RequestTransaction(this.#em, session, { lane: 'followers', server }), work);
  }

  /**
   * Distributes events to the topics that they concern. Topics in step share one read; each of the others reads
   * separately.
   */
  async #handOut(em: EntityManager, headers: EventHeader[]): Promise<void> {
    const upTo = headers.at(-1)?.position;
    if (upTo === undefined) return;
    const byTopic = new Map<EventTopic, string[]>();
    for (const header of headers) {
      for (const topic of this.#concernedBy(header)) {
        const positions = byTopic.get(topic);
        if (positions) positions.push(header.position);
        else byTopic.set(topic, [header.position]);
      }
    }
    this.#isHandingOut = true;
    const events = await this.#eventsFor(em, byTopic).finally(() => (this.#isHandingOut = false));
    this.#handedOut = upTo;
    for (const [topic, positions] of byTopic) {
      const read = positions.map((position) => events.get(position));
      // While the events were read, a topic may have started to read separately.
      if (topic.isInStep && read.every((event) => event !== undefined)) topic.take(read as SealedEvent[], upTo);
      else topic.wake();
    }
  }

  /** Reads the events for all topics that accept them, each event once. */
  async #eventsFor(em: EntityManager, byTopic: Map<EventTopic, string[]>): Promise<Map<string, SealedEvent>> {
    const wanted = [...byTopic].filter(([topic]) => topic.isInStep).flatMap(([, positions]) => positions);
    const events = new Map<string, SealedEvent>();
    for (const some of chunksOf([...new Set(wanted)], eventsAtOnce)) {
      for (const event of await readEventsAt(em, some)) events.set(event.position, event);
    }
    return events;
  }

  #concernedBy(header: EventHeader): EventTopic[] {
    const owners = ['', header.institutionId, header.enterpriseId];
    const candidates = specialEvents.public.has(header.type)
      ? [...this.#topics.values()]
      : owners.flatMap((owner) => (owner === null ? [] : [...(this.#byOwner.get(owner) ?? [])]));
    return candidates.filter((topic) => topic.concerns(header) && maySee(topic.session, header));
  }

  #open(key: string, viewer: Viewer, scope: EventScope): EventTopic {
    const session = sessionOf(viewer);
    const owner = ownerOf(session);
    const topic = new EventTopic(key, session, scope, this.#log, this.#isHandingOut ? undefined : this.#handedOut);
    this.#topics.set(key, topic);
    this.#byOwner.set(owner, (this.#byOwner.get(owner) ?? new Set()).add(topic));
    return topic;
  }
}

/**
 * Returns the owner whose events a viewer can see besides public ones; empty for a role that sees events of several
 * owners.
 */
function ownerOf({ role, subjectId }: Session): string {
  return seesOwnAlone(role) && subjectId ? subjectId : '';
}

function chunksOf<Item>(items: Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
