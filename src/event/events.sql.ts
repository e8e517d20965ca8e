import { type RawBuilder, sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { allOf } from '../kernel/pagination.js';
import type { EventType } from './event.js';

/** An event with its place in the sealed order. */
export interface SealedEvent {
  position: string;
  occurredAt: Date;
  type: EventType;
  actorRole: string;
  subjectType: string;
  subjectId: string;
  programmeId: string | null;
  data: Record<string, unknown>;
}

export interface EventScope {
  types?: EventType[];
  subjectIds?: string[];
  programmeId?: string;
  /** Only events whose data has one of these values under this key. */
  data?: { key: string; values: string[] };
}

export const eventColumns = sql`
  seal.position, event.occurred_at as "occurredAt", event.type, event.actor_role as "actorRole",
  event.subject_type as "subjectType", event.subject_id as "subjectId", event.programme_id as "programmeId",
  event.data`;

export const sealedEvents = sql`event_seal as seal join event on event.id = seal.event_id`;

export function eventConditions(scope: EventScope): RawBuilder<unknown>[] {
  return [
    ...(scope.types ? [sql`event.type = any(${scope.types}::text[])`] : []),
    ...(scope.subjectIds ? [sql`event.subject_id = any(${scope.subjectIds}::uuid[])`] : []),
    ...(scope.data ? [sql`event.data ->> ${scope.data.key} = any(${scope.data.values}::text[])`] : []),
    ...(scope.programmeId ? [sql`event.programme_id = ${scope.programmeId}::uuid`] : []),
  ];
}

/** Whether a position is before another one. */
export function isBefore(one: string, other: string): boolean {
  return BigInt(one) < BigInt(other);
}

export interface EventPage {
  events: SealedEvent[];
  /** There is nothing else of the scope up to here. */
  upTo: string;
  /** Whether there may be more after it. */
  full: boolean;
}

/** The next events of a scope after a position, of those that the viewer may see. */
export async function readEventsAfter(
  em: EntityManager,
  position: string,
  scope: EventScope,
  limit: number,
): Promise<EventPage> {
  // Read first: whatever was sealed by then is on the page, even where the page sees more.
  const newest = await readLastPosition(em);
  const { rows: events } = await sql<SealedEvent>`
    select ${eventColumns} from ${sealedEvents}
    where seal.position > ${position}::bigint and ${allOf(eventConditions(scope))}
    order by seal.position limit ${limit}`.execute(em.getKysely());
  const last = events.at(-1)?.position ?? '0';
  const full = events.length === limit;
  return { events, upTo: full || isBefore(newest, last) ? last : newest, full };
}

/** What decides whom an event can concern. */
export interface EventMark {
  position: string;
  type: EventType;
  subjectId: string;
  institutionId: string | null;
  enterpriseId: string | null;
}

/** The marks of all events after a position, for the gateway itself. */
export async function readMarksAfter(em: EntityManager, position: string, limit: number): Promise<EventMark[]> {
  const { rows } = await sql<EventMark>`
    select seal.position, event.type, event.subject_id as "subjectId", event.institution_id as "institutionId",
      event.enterprise_id as "enterpriseId"
    from ${sealedEvents} where seal.position > ${position}::bigint
    order by seal.position limit ${limit}`.execute(em.getKysely());
  return rows;
}

/** The position of the newest sealed event; "0" before the first. */
export async function readLastPosition(em: EntityManager): Promise<string> {
  const { rows } = await sql<{ position: string }>`
    select coalesce(max(position), 0)::text as position from event_seal`.execute(em.getKysely());
  return rows[0]?.position ?? '0';
}

/** Seals what was committed since; answers how many events that were. */
export async function sealEvents(em: EntityManager): Promise<number> {
  const { rows } = await sql<{ sealed: number }>`select seal_events() as sealed`.execute(em.getKysely());
  return rows[0]?.sealed ?? 0;
}
