import { type RawBuilder, sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Listener } from '../database/connections/listener.js';
import { allOf } from '../kernel/lists/list-statement.js';
import type { Session } from '../database/session/session.js';
import type { SessionRole } from '../database/schema/row-security.js';
import { specialEvents } from './event-data.js';
import { EventType } from './event-type.js';
import { type ActorRole } from '../access/actor-role.js';
import { named } from '../database/schema/columns.js';

/** An event with its place in the sealed order. */
export interface SealedEvent {
  position: string;
  occurredAt: Date;
  type: EventType;
  actorId: string | null;
  actorRole: ActorRole;
  subjectType: string;
  subjectId: string;
  programmeId: string | null;
  data: Record<string, unknown>;
}

export interface EventScope {
  types?: EventType[] | undefined;
  subjectIds?: string[] | undefined;
  actorRoles?: ActorRole[] | undefined;
  occurredFrom?: Date | undefined;
  occurredBefore?: Date | undefined;
  places?: Places | undefined;
  programmeId?: string;
  /** Only events whose data has one of these values under this key. */
  data?: { key: string; values: string[] };
}

export const eventColumns = sql`
  ${named('seal.position', 'event.occurred_at', 'event.type', 'event.actor_id', 'event.actor_role')},
  ${named('event.subject_type', 'event.subject_id', 'event.programme_id')},
  event.data`;

export const sealedEvents = sql`event_seal as seal join event on event.id = seal.event_id`;

/**
 * The same for a page: events are looked up one by one, in the order of their places. Row security says of both tables what
 * the list says itself; the planner takes that for three conditions that hardly any row fulfils, and would sort all of them.
 */
export const pagedEvents = sql`
  event_seal as seal cross join lateral (select * from event where event.id = seal.event_id offset 0) as event`;

export function eventConditions(scope: EventScope): RawBuilder<unknown>[] {
  return [
    ...(scope.types ? [sql`seal.type = any(${scope.types}::text[])`] : []),
    ...(scope.subjectIds ? [sql`seal.subject_id = any(${scope.subjectIds}::uuid[])`] : []),
    ...(scope.actorRoles ? [sql`seal.actor_role = any(${scope.actorRoles}::text[])`] : []),
    ...timeConditions(scope),
    ...(scope.data ? [sql`event.data ->> ${scope.data.key} = any(${scope.data.values}::text[])`] : []),
    ...(scope.programmeId ? [sql`event.programme_id = ${scope.programmeId}::uuid`] : []),
  ];
}

/** No transaction takes this long: what happened before an instant is sealed by then. */
const longestTransaction = sql`interval '1 hour'`;
const nowhere = '9223372036854775807';

/** The places in the log where a span of time begins and ends. */
export interface Places {
  from: string;
  before: string;
}

/** Read before the list, so that the planner knows how much of an index is between them. */
export async function readPlaces(em: EntityManager, scope: EventScope): Promise<Places | undefined> {
  const { occurredFrom = null, occurredBefore = null } = scope;
  if (!occurredFrom && !occurredBefore) return undefined;
  const placeOf = (instant: RawBuilder<unknown>) =>
    sql`coalesce(event_position_at(${instant}), ${nowhere}::bigint)::text`;
  const { rows } = await sql<Places>`
    select ${placeOf(sql`${occurredFrom}::timestamptz`)} as from,
      ${placeOf(sql`${occurredBefore}::timestamptz + ${longestTransaction}`)} as before`.execute(em.getKysely());
  return rows[0];
}

/** The exact times, and the places in the log between which they are. */
function timeConditions({ occurredFrom, occurredBefore, places }: EventScope): RawBuilder<unknown>[] {
  return [
    ...(occurredFrom ? [sql`event.occurred_at >= ${occurredFrom}::timestamptz`] : []),
    ...(occurredFrom && places ? [sql`seal.position >= ${places.from}::bigint`] : []),
    ...(occurredBefore ? [sql`event.occurred_at < ${occurredBefore}::timestamptz`] : []),
    ...(occurredBefore && places ? [sql`seal.position < ${places.before}::bigint`] : []),
  ];
}

/** The most types that are each read alone. */
const mostTypes = 12;

/**
 * What a session may see of the log, as conditions that exclude each other and of which each has an index: its own
 * events and the public ones. For the offices, who see all, one for each type or role that is asked for.
 */
export function visibleEvents(
  { role, subjectId }: Session,
  { types, actorRoles }: Pick<EventScope, 'types' | 'actorRoles'>,
): RawBuilder<unknown>[] {
  const asked = (type: EventType) => !types || types.includes(type);
  const ofType = (type: EventType) => sql`seal.type = ${type}`;
  if (!concernedAlone(role)) {
    if (types && types.length <= mostTypes) return [...new Set(types)].map(ofType);
    return [...new Set(types ? [] : actorRoles)].map((actor) => sql`seal.actor_role = ${actor}`);
  }
  const column = sql.ref(role === 'INSURER' ? 'seal.institution_id' : 'seal.enterprise_id');
  const own = sql`${column} = ${subjectId}::uuid and seal.type <> all(${[...specialEvents.public]}::text[])`;
  return [...(subjectId ? [own] : []), ...[...specialEvents.public].filter(asked).map(ofType)];
}

/** Whether a role sees the events of one institution or enterprise alone, besides the public ones. */
export function concernedAlone(role: SessionRole): boolean {
  return role === 'INSURER' || role === 'ENTERPRISE';
}

/** The same in memory, for an event that was read once for many followers: what row security lets a session see. */
export function maySee({ role, subjectId }: Session, { type, institutionId, enterpriseId }: EventMark): boolean {
  if (specialEvents.public.has(type) || seesAll.has(role)) return true;
  if (subjectId === null) return false;
  return (role === 'INSURER' && institutionId === subjectId) || (role === 'ENTERPRISE' && enterpriseId === subjectId);
}

const seesAll = new Set<SessionRole>(['SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR']);

/** Whether an event is of a scope, as `eventConditions` says it in SQL. */
export function isOfScope({ types, subjectIds, programmeId, data }: EventScope, event: SealedEvent): boolean {
  if (types && !types.includes(event.type)) return false;
  if (subjectIds && !subjectIds.includes(event.subjectId)) return false;
  if (programmeId && event.programmeId !== programmeId) return false;
  return !data || data.values.includes(textOf(event.data[data.key]) ?? '\0');
}

/** The text that `->>` gives of a value. */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
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

/** The next events of a scope after a position, of those that the session may see. */
export async function readEventsAfter(
  em: EntityManager,
  session: Session,
  position: string,
  scope: EventScope,
  limit: number,
): Promise<EventPage> {
  // Read first: whatever was sealed by then is on the page, even where the page sees more.
  const newest = await readLastPosition(em);
  const alternatives = scope.subjectIds ? [] : visibleEvents(session, scope);
  const { rows: events } = await sql<SealedEvent>`
    ${merged(alternatives, (condition) => {
      const conditions = [sql`seal.position > ${position}::bigint`, ...eventConditions(scope), ...condition];
      return sql`select ${eventColumns} from ${sealedEvents} where ${allOf(conditions)} order by seal.position limit ${limit}`;
    })} order by position limit ${limit}`.execute(em.getKysely());
  const last = events.at(-1)?.position ?? '0';
  const full = events.length === limit;
  return { events, upTo: full || isBefore(newest, last) ? last : newest, full };
}

/** The rows of each alternative, every one in the order of its own index; those of all where there is none. */
function merged(
  alternatives: RawBuilder<unknown>[],
  rowsOf: (condition: RawBuilder<unknown>[]) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  const branches = alternatives.length === 0 ? [rowsOf([])] : alternatives.map((condition) => rowsOf([condition]));
  return sql`select * from (${sql.join(
    branches.map((branch) => sql`(${branch})`),
    sql` union all `,
  )}) as page`;
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
    select ${named('seal.position', 'seal.type', 'seal.subject_id', 'seal.institution_id')},
      ${named('seal.enterprise_id')}
    from event_seal as seal where seal.position > ${position}::bigint
    order by seal.position limit ${limit}`.execute(em.getKysely());
  return rows;
}

/** The events at these positions, in their order, for the gateway itself. */
export async function readEventsAt(em: EntityManager, positions: string[]): Promise<SealedEvent[]> {
  const { rows } = await sql<SealedEvent>`
    select ${eventColumns} from ${sealedEvents} where seal.position = any(${positions}::bigint[])
    order by seal.position`.execute(em.getKysely());
  return rows;
}

/** The position of the newest sealed event; "0" before the first. */
export async function readLastPosition(em: EntityManager): Promise<string> {
  const { rows } = await sql<{ position: string }>`
    select last_event_position()::text as position`.execute(em.getKysely());
  return rows[0]?.position ?? '0';
}

/** Whether a position is of this log. */
export async function isPosition(em: EntityManager, position: string): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    select is_event_position(${position}::bigint) as known`.execute(em.getKysely());
  return rows[0]?.known ?? false;
}

/** Seals some thousand events of what was committed since; returns how many that were, 0 where nothing was left. */
export async function sealEvents(listener: Listener): Promise<number> {
  const [row] = await listener.query<Sealed>(sealing);
  return (row as Sealed).sealed;
}

/** The same inside a transaction: nobody else seals until its end. */
export async function sealEventsWithin(em: EntityManager): Promise<number> {
  const { rows } = await sql<Sealed>`${sql.raw(sealing)}`.execute(em.getKysely());
  return (rows[0] as Sealed).sealed;
}

/** The newest of what waits for its seal; null where nothing does. */
export async function newestPending(em: EntityManager): Promise<string | null> {
  const { rows } = await sql<{ newest: string | null }>`
    select max(id)::text as newest from event_pending`.execute(em.getKysely());
  return rows[0]?.newest ?? null;
}

/** Whether something that was written until then still waits for its seal. */
export async function isPending(em: EntityManager, newest: string): Promise<boolean> {
  const { rows } = await sql<{ pending: boolean }>`
    select exists (select from event_pending where id <= ${newest}::bigint) as pending`.execute(em.getKysely());
  return rows[0]?.pending ?? false;
}

interface MetServer {
  server: string;
  /** The first position that it gave; null before it gave one, "0" where it is the first of the log. */
  since: string | null;
}

/** Which server the primary is: another one after a failover. */
export async function readServer(listener: Listener): Promise<MetServer | undefined> {
  const [row] = await listener.query<MetServer>(`
    select present.server, case when newest.server is null then '0'
        when newest.server = present.server then newest.first_position::text end as since
    from (select present_server() as server) as present
      left join (select server, first_position from event_server order by first_position desc limit 1) as newest on true`);
  return row;
}

const sealing = 'select seal_events() as sealed';

interface Sealed {
  sealed: number;
}
