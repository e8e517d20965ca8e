import { type RawBuilder, sql } from 'kysely';
import type { SessionRole } from '../../database/schema/row-security.js';
import type { Session } from '../../database/session/session.js';
import { specialEvents } from '../event-data.js';
import type { EventScope } from './event-scope.sql.js';
import type { EventHeader } from './sealed-event.js';
import type { EventType } from '../event-type.js';

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
  if (!seesOwnAlone(role)) {
    if (types && types.length <= mostTypes) return [...new Set(types)].map(ofType);
    return [...new Set(types ? [] : actorRoles)].map((actor) => sql`seal.actor_role = ${actor}`);
  }
  const column = sql.ref(role === 'INSURER' ? 'seal.institution_id' : 'seal.enterprise_id');
  const own = sql`${column} = ${subjectId}::uuid and seal.type <> all(${[...specialEvents.public]}::text[])`;
  return [...(subjectId ? [own] : []), ...[...specialEvents.public].filter(asked).map(ofType)];
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
