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
 * The topics that are followed now, and which of them a new event wakes. Who acts for one institution or enterprise is
 * woken by its events and the public ones alone: ten thousand enterprises that wait for their own claim cost nothing
 * while others move, and when all of their claims move at once, the events are read in one statement for all of them. Who
 * is behind reads alone, through row security, which `maySee` repeats in memory.
 */
export class EventTopics {
  readonly #em: EntityManager;
  readonly #log: TopicReader;
  readonly #topics = new Map<string, EventTopic>();
  readonly #byOwner = new Map<string, Set<EventTopic>>();
  /** As far as events were handed out to whom they concern; undefined before the first and after a lost connection. */
  #handedOut: string | undefined;
  #beginning: Promise<void> | undefined;
  /** Whether events are on their way to the topics that there were when they were read. */
  #isHandingOut = false;

  /** The first position that the present server gave; undefined while it is not known. */
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

  /** Whether a position is known to be of the log; what is not known has to be read. */
  reaches(position: string): boolean {
    if (this.since === undefined || this.#handedOut === undefined) return false;
    return !isBefore(position, this.since) && !isBefore(this.#handedOut, position);
  }

  /** The topic of a follower; call `leave` with it in the end. */
  async join(viewer: Viewer, scope: EventScope): Promise<EventTopic> {
    if (this.#handedOut === undefined) await this.#begin();
    return this.#join(viewer, scope);
  }

  /** From here on what is sealed is handed out, so that those who begin to follow need not read alone. */
  #begin(): Promise<void> {
    this.#beginning ??= this.#read(systemSession, readLastPosition)
      .then((last) => void (this.#handedOut ??= last))
      .catch(() => undefined)
      .finally(() => (this.#beginning = undefined));
    return this.#beginning;
  }

  #join(viewer: Viewer, scope: EventScope): EventTopic {
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
    const owner = ownerOf(topic.session);
    const group = this.#byOwner.get(owner);
    group?.delete(topic);
    if (group?.size === 0) this.#byOwner.delete(owner);
  }

  /** Wakes every topic: after a connection was lost, nobody knows what was missed. */
  wakeAll(): void {
    this.#handedOut = undefined;
    for (const topic of this.#topics.values()) topic.wake();
  }

  /** Another server is the primary by now. */
  forgetAll(): void {
    this.#handedOut = undefined;
    for (const topic of this.#topics.values()) topic.forget();
  }

  /** Wakes the topics that what was sealed since may concern. */
  async wakeConcerned(): Promise<void> {
    // Who waits for it follows by then.
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

  /** Reads in one snapshot of whichever server has all that is sealed. */
  #read<T>(session: Session, work: (em: EntityManager) => Promise<T>): Promise<T> {
    const server = new ReadServer(this.#em);
    return readOnce(new RequestTransaction(this.#em, session, { lane: 'followers', server }), work);
  }

  /** Gives each event to the topics that it concerns: read once for all that are in step, and each of the others reads. */
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
      // While the events were read, a topic may have begun to read alone.
      if (topic.isInStep && read.every((event) => event !== undefined)) topic.take(read as SealedEvent[], upTo);
      else topic.wake();
    }
  }

  /** The events that topics take, read once for all of them. */
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

/** Whose events alone a viewer can see besides the public ones; empty for who may see those of many. */
function ownerOf({ role, subjectId }: Session): string {
  return seesOwnAlone(role) && subjectId ? subjectId : '';
}

function chunksOf<Item>(items: Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
