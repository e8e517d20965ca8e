import { type RawBuilder, sql } from 'kysely';
import { ActorRole } from '../../access/actor-role.js';
import type { SessionRole } from '../../database/schema/row-security.js';
import type { Session } from '../../database/session/session.js';
import { allOf, type ListStatement } from '../../kernel/lists/list-statement.js';
import { specialEvents } from '../event-data.js';
import { eventConditions, type EventScope } from './event-scope.sql.js';
import type { EventHeader } from './sealed-event.js';
import { EventType } from '../event-type.js';

/** The most types that are each read alone. */
const mostTypes = 12;

/** The most pairs of a type and a role that are: all types in some roles. */
const mostKinds = 500;

type Conditions = Pick<ListStatement, 'where' | 'alternatives' | 'each' | 'anyAlternative'>;

/**
 * The events of a scope that a session may see: its conditions, and alternatives as `ListStatement` has them. A type is said
 * once, or the planner takes it for two conditions, expects hardly any row, and sorts all of an index.
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
 * Where a role hardly acts in events of a type, or an institution hardly has any of them, an index has those of each type and role in
 * order: what is asked for is merged from them, of all roles or types where none are named.
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

/** Conditions that exclude each other and of which each has an index: a session's own events and the public ones. */
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

/** The events of an institution or an enterprise; an enterprise has few. */
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
