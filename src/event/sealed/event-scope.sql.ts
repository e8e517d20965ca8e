import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import type { ActorRole } from '../../access/actor-role.js';
import type { EventType } from '../event-type.js';
import type { SealedEvent } from './sealed-event.js';

/** Selects events. */
export interface EventScope {
  types?: EventType[] | undefined;
  subjectIds?: string[] | undefined;
  actorRoles?: ActorRole[] | undefined;
  occurredFrom?: Date | undefined;
  occurredBefore?: Date | undefined;
  positions?: PositionRange | undefined;
  programmeId?: string;
  /** Only events whose data has one of these values under this key. */
  data?: { key: string; values: string[] };
}

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

/** Longer than any transaction: events that happened this long before an instant are sealed by then. */
const longestTransaction = sql`interval '1 hour'`;
const greatestPosition = '9223372036854775807';

/** The positions in the log where a time range starts and ends. */
export interface PositionRange {
  from: string;
  before: string;
}

/** Read before the list, so that the planner can estimate the range of the index. */
export async function readPositionRange(em: EntityManager, scope: EventScope): Promise<PositionRange | undefined> {
  const { occurredFrom = null, occurredBefore = null } = scope;
  if (!occurredFrom && !occurredBefore) return undefined;
  const positionAt = (instant: RawBuilder<unknown>) =>
    sql`coalesce(event_position_at(${instant}), ${greatestPosition}::bigint)::text`;
  const { rows } = await sql<PositionRange>`
    select ${positionAt(sql`${occurredFrom}::timestamptz`)} as from,
      ${positionAt(sql`${occurredBefore}::timestamptz + ${longestTransaction}`)} as before`.execute(em.getKysely());
  return rows[0];
}

/** Returns conditions on the exact times, and on the positions that contain them. */
function timeConditions({ occurredFrom, occurredBefore, positions }: EventScope): RawBuilder<unknown>[] {
  return [
    ...(occurredFrom ? [sql`event.occurred_at >= ${occurredFrom}::timestamptz`] : []),
    ...(occurredFrom && positions ? [sql`seal.position >= ${positions.from}::bigint`] : []),
    ...(occurredBefore ? [sql`event.occurred_at < ${occurredBefore}::timestamptz`] : []),
    ...(occurredBefore && positions ? [sql`seal.position < ${positions.before}::bigint`] : []),
  ];
}

/** Whether an event belongs to a scope; the same as `eventConditions` in SQL. */
export function isOfScope({ types, subjectIds, programmeId, data }: EventScope, event: SealedEvent): boolean {
  if (types && !types.includes(event.type)) return false;
  if (subjectIds && !subjectIds.includes(event.subjectId)) return false;
  if (programmeId && event.programmeId !== programmeId) return false;
  return !data || data.values.includes(textOf(event.data[data.key]) ?? '\0');
}

/** Returns the text that `->>` returns for a value. */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
