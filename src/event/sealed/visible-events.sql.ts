import { type RawBuilder, sql } from 'kysely';
import { ActorRole } from '../../access/actor-role.js';
import type { SessionRole } from '../../database/schema/row-security.js';
import type { Session } from '../../database/session/session.js';
import { allOf, type ListStatement } from '../../kernel/lists/list-statement.js';
import { specialEvents } from '../event-data.js';
import { eventConditions, type EventScope } from './event-scope.sql.js';
import type { EventHeader } from './sealed-event.js';
import { EventType } from '../event-type.js';

/** Maximum number of types that are each read separately. */
const mostTypes = 12;

/** Maximum number of combinations of type and role that exist: all types with some roles. */
const mostKinds = 500;

type Conditions = Pick<ListStatement, 'where' | 'alternatives' | 'each' | 'anyAlternative'>;

/**
 * Returns the conditions for events of a scope that a session may see, with alternatives as in `ListStatement`. A type
 * condition is not repeated: the planner would treat it as two conditions, expect hardly any row, and sort a whole
 * index.
 */
export function visibleEvents(session: Session, scope: EventScope): Conditions {
  if (scope.subjectIds) return { where: eventConditions(scope) };
  const alternatives = alternativesOf(session, scope);
  const types = alternatives.length === 0 ? scope.types : undefined;
  const each = eachKind(session, scope);
  if (!each) return { where: eventConditions({ ...scope, types }), alternatives };
  const kinds = eventConditions({ types, actorRoles: scope.actorRoles });
  return {
    where: eventConditions({ ...scope, types: undefined, actorRoles: undefined }),
    anyAlternative: allOf([...kinds, ...eitherOf(alternatives)]),
    ...each,
  };
}

/**
 * For roles or institutions that have few events of a type: an index has the events of each type and role in order, and
 * the result is merged from these. If no roles or types are given, all are merged.
 */
function eachKind(
  session: Session,
  { types, actorRoles }: EventScope,
): Pick<Conditions, 'each' | 'alternatives'> | undefined {
  const own = session.role === 'INSURER' ? ownOf(session) : undefined;
  const isNamed = actorRoles ?? (own && types && types.length <= mostTypes);
  if (!isNamed || (seesOwnAlone(session.role) && !own)) return undefined;
  const [asked, acting] = [new Set(types ?? Object.keys(EventType)), new Set(actorRoles ?? Object.values(ActorRole))];
  if (asked.size * acting.size > mostKinds) return undefined;
  return {
    each: eachOf([...asked], [...acting]),
    alternatives: own ? [sql`${own} and not kind.is_public`, sql`kind.is_public`] : [],
  };
}

function eachOf(types: string[], roles: string[]): ListStatement['each'] {
  return {
    from: sql`(
      select type, type = any(${[...specialEvents.public]}::text[]) as is_public, role
      from unnest(${types}::text[]) as type cross join unnest(${roles}::text[]) as role) as kind`,
    condition: sql`seal.type = kind.type and seal.actor_role = through_index(kind.role)`,
  };
}

/** Returns conditions that exclude each other and each have an index: the session's own events, and public ones. */
function alternativesOf(session: Session, { types }: EventScope): RawBuilder<unknown>[] {
  if (!seesOwnAlone(session.role)) return types && types.length <= mostTypes ? forEach(types, isOfType) : [];
  const isPublic = (type: EventType) => specialEvents.public.has(type);
  const publicTypes = types ? types.filter(isPublic) : [...specialEvents.public];
  const ownTypes = types?.filter((type) => !isPublic(type));
  return [...ownEvents(session, ownTypes), ...forEach(publicTypes, isOfType)];
}

function ownEvents(session: Session, types: EventType[] | undefined): RawBuilder<unknown>[] {
  const own = ownOf(session);
  if (!own) return [];
  if (!types) return [sql`${own} and seal.type <> all(${[...specialEvents.public]}::text[])`];
  return types.length === 0 ? [] : [sql`${own} and seal.type = any(${types}::text[])`];
}

/** Returns the condition for the events of an institution or an enterprise; an enterprise has few. */
function ownOf({ role, subjectId }: Session): RawBuilder<unknown> | undefined {
  if (!subjectId) return undefined;
  return sql`${sql.ref(role === 'INSURER' ? 'seal.institution_id' : 'seal.enterprise_id')} = ${subjectId}::uuid`;
}

const eitherOf = (alternatives: RawBuilder<unknown>[]) =>
  alternatives.length === 0 ? [] : [sql`(${sql.join(alternatives, sql` or `)})`];

const isOfType = (type: EventType) => sql`seal.type = ${type}`;

function forEach<Value>(values: Value[], condition: (value: Value) => RawBuilder<unknown>): RawBuilder<unknown>[] {
  return [...new Set(values)].map(condition);
}

/** Whether a role sees only the events of its own institution or enterprise, besides public ones. */
export function seesOwnAlone(role: SessionRole): boolean {
  return role === 'INSURER' || role === 'ENTERPRISE';
}

/** Applies the rules of row security in memory, to an event that was read once for many subscribers. */
export function maySee({ role, subjectId }: Session, { type, institutionId, enterpriseId }: EventHeader): boolean {
  if (specialEvents.public.has(type) || seesAll.has(role)) return true;
  if (subjectId === null) return false;
  return (role === 'INSURER' && institutionId === subjectId) || (role === 'ENTERPRISE' && enterpriseId === subjectId);
}

const seesAll = new Set<SessionRole>(['SYSTEM', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR']);
