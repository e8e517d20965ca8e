import { type RawBuilder, sql } from 'kysely';
import type { SessionRole } from '../../database/schema/row-security.js';
import type { Session } from '../../database/session/session.js';
import type { ListStatement } from '../../kernel/lists/list-statement.js';
import { specialEvents } from '../event-data.js';
import { eventConditions, type EventScope } from './event-scope.sql.js';
import type { EventHeader } from './sealed-event.js';
import type { EventType } from '../event-type.js';

/** The most types that are each read alone. */
const mostTypes = 12;

/**
 * The events of a scope that a session may see: its conditions, and alternatives as `ListStatement` has them. A type is said
 * once, or the planner takes it for two conditions, expects hardly any row, and sorts all of an index.
 */
export function visibleEvents(session: Session, scope: EventScope): Pick<ListStatement, 'where' | 'alternatives'> {
  const alternatives = scope.subjectIds ? [] : alternativesOf(session, scope);
  const where = eventConditions(alternatives.length === 0 ? scope : { ...scope, types: undefined });
  return { where, alternatives };
}

/**
 * Conditions that exclude each other and of which each has an index: a session's own events and the public ones, each type
 * that is asked for alone. For the offices, who see all, one for each type or role.
 */
function alternativesOf({ role, subjectId }: Session, { types, actorRoles }: EventScope): RawBuilder<unknown>[] {
  if (!seesOwnAlone(role)) {
    if (types && types.length <= mostTypes) return forEach(types, isOfType);
    return forEach(types ? [] : (actorRoles ?? []), (actor) => sql`seal.actor_role = ${actor}`);
  }
  const isPublic = (type: EventType) => specialEvents.public.has(type);
  const publicTypes = types ? types.filter(isPublic) : [...specialEvents.public];
  const ownTypes = types?.filter((type) => !isPublic(type));
  return [...(subjectId ? ownEvents(role, subjectId, ownTypes) : []), ...forEach(publicTypes, isOfType)];
}

/**
 * An institution's events of one type have an index: where others have plenty of a type and it has hardly any, all of its
 * events would be read. An enterprise has few events.
 */
function ownEvents(role: SessionRole, subjectId: string, types: EventType[] | undefined): RawBuilder<unknown>[] {
  const own = sql`${sql.ref(role === 'INSURER' ? 'seal.institution_id' : 'seal.enterprise_id')} = ${subjectId}::uuid`;
  if (!types) return [sql`${own} and seal.type <> all(${[...specialEvents.public]}::text[])`];
  if (role === 'INSURER' && types.length <= mostTypes)
    return forEach(types, (type) => sql`${own} and ${isOfType(type)}`);
  return types.length === 0 ? [] : [sql`${own} and seal.type = any(${types}::text[])`];
}

const isOfType = (type: EventType) => sql`seal.type = ${type}`;

function forEach<Value>(values: Value[], condition: (value: Value) => RawBuilder<unknown>): RawBuilder<unknown>[] {
  return [...new Set(values)].map(condition);
}

/** Whether a role sees the events of one institution or enterprise alone, besides the public ones. */
export function seesOwnAlone(role: SessionRole): boolean {
  return role === 'INSURER' || role === 'ENTERPRISE';
}

/** The same in memory, for an event that was read once for many followers: what row security lets a session see. */
export function maySee({ role, subjectId }: Session, { type, institutionId, enterpriseId }: EventHeader): boolean {
  if (specialEvents.public.has(type) || seesAll.has(role)) return true;
  if (subjectId === null) return false;
  return (role === 'INSURER' && institutionId === subjectId) || (role === 'ENTERPRISE' && enterpriseId === subjectId);
}

const seesAll = new Set<SessionRole>(['SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR']);
