import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { named } from '../../database/schema/columns.js';
import type { Session } from '../../database/session/session.js';
import { allOf } from '../../kernel/lists/list-statement.js';
import { isBefore, readLastPosition } from './event-position.sql.js';
import type { EventScope } from './event-scope.sql.js';
import type { EventHeader, SealedEvent } from './sealed-event.js';
import { visibleEvents } from './visible-events.sql.js';

export const eventColumns = sql`
  ${named('seal.position', 'event.occurred_at', 'event.type', 'event.actor_id', 'event.actor_role')},
  ${named('event.subject_type', 'event.subject_id', 'event.programme_id')},
  event.data`;

export const sealedEvents = sql`event_seal as seal join event on event.id = seal.event_id`;

/**
 * The same for a page: looks up events one by one, in order of position. Row security repeats the conditions of the
 * list on both tables; the planner would treat them as three independent conditions, expect hardly any row, and sort
 * all of them.
 */
export const pagedEvents = sql`
  event_seal as seal cross join lateral (select * from event where event.id = seal.event_id offset 0) as event`;

export interface EventPage {
  events: SealedEvent[];
  /** The scope has no other events up to this position. */
  upTo: string;
  /** Whether there may be more after it. */
  full: boolean;
}

/** Returns the next events of a scope after a position that the session may see. */
export async function readEventsAfter(
  em: EntityManager,
  session: Session,
  position: string,
  scope: EventScope,
  limit: number,
): Promise<EventPage> {
  // Read first: everything that was sealed by then is on the page, even if the page sees more.
  const newest = await readLastPosition(em);
  const { where, alternatives = [], each } = visibleEvents(session, scope);
  const rowsOf = (conditions: RawBuilder<unknown>[]) => {
    const all = allOf([sql`seal.position > ${position}::bigint`, ...where, ...conditions]);
    return sql`select ${eventColumns} from ${pagedEvents} where ${all} order by seal.position limit ${limit}`;
  };
  const page = each
    ? sql`select of_each.* from ${each.from} cross join lateral (${merged(alternatives, (conditions) => rowsOf([each.condition, ...conditions]))}) as of_each`
    : merged(alternatives, rowsOf);
  const { rows: events } = await sql<SealedEvent>`${page} order by position limit ${limit}`.execute(em.getKysely());
  const last = events.at(-1)?.position ?? '0';
  const full = events.length === limit;
  return { events, upTo: full || isBefore(newest, last) ? last : newest, full };
}

/** Merges the rows of each alternative, each in the order of its own index; without alternatives returns all rows. */
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

/** Returns the headers of all events after a position, for the gateway itself. */
export async function readHeadersAfter(em: EntityManager, position: string, limit: number): Promise<EventHeader[]> {
  const { rows } = await sql<EventHeader>`
    select
      ${named('seal.position', 'seal.type', 'seal.subject_id', 'seal.institution_id', 'seal.enterprise_id')}
    from event_seal as seal where seal.position > ${position}::bigint
    order by seal.position limit ${limit}`.execute(em.getKysely());
  return rows;
}

/** Returns the events at these positions, in order, for the gateway itself. */
export async function readEventsAt(em: EntityManager, positions: string[]): Promise<SealedEvent[]> {
  const { rows } = await sql<SealedEvent>`
    select ${eventColumns} from ${sealedEvents} where seal.position = any(${positions}::bigint[])
    order by seal.position`.execute(em.getKysely());
  return rows;
}
