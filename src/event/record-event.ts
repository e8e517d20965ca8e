import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../access/context.js';
import { gatewayViewer } from '../access/viewer.js';
import { presentTrace } from '../kernel/tracing.js';
import type { EventType } from './event-type.js';
import type { Carrying, DataOf } from './event-data.js';

export type NewEvent<T extends EventType = EventType> = {
  type: T;
  subject: { type: string; id: string };
  programmeId?: string;
  institutionId?: string;
  enterpriseId?: string;
} & Carrying<T>;

/**
 * What a module does when another one records an event, in the same transaction. Created by `reactionTo`, which knows
 * the type of the event's data.
 */
export interface Reaction {
  to: EventType;
  react: (em: EntityManager, context: Context, event: never) => Promise<void>;
}

type Reacting<T extends EventType> = (
  em: EntityManager,
  context: Context,
  event: NewEvent<T> & { data: DataOf<T> },
) => Promise<void>;

/** Declares a reaction to one type of event. */
export function reactionTo<T extends EventType>(to: T, react: Reacting<T>): Reaction {
  return { to, react };
}

let connected: readonly Reaction[] = [];

/** Sets the reactions of all modules, which are called in this order. */
export function connectReactions(reactions: readonly Reaction[]): void {
  connected = reactions;
}

/** Records an event in the transaction of the change, then runs the reactions of later modules. */
export async function recordEvent<T extends EventType>(
  em: EntityManager,
  context: Context,
  event: NewEvent<T>,
): Promise<void> {
  const { type, id } = event.subject;
  await recordEvents(
    em,
    context,
    event.type,
    type,
    sql`
    select ${id}::uuid as subject_id, ${event.programmeId ?? null}::uuid as programme_id,
      ${event.institutionId ?? null}::uuid as institution_id, ${event.enterpriseId ?? null}::uuid as enterprise_id,
      ${JSON.stringify(event.data ?? {})}::jsonb as data`,
  );
  for (const { to, react } of connected) if (to === event.type) await react(em, context, event as never);
}

/** The actor; without a role if the gateway continues what a person began. */
type Acting = Pick<Context['viewer'], 'accountId'> & Partial<Pick<Context['viewer'], 'role'>>;

/**
 * Records one event for each row of `subjects`, in one statement. The rows have the columns subject_id, programme_id,
 * institution_id, enterprise_id and data. With `change`, the statement first makes that change, and `subjects` reads
 * its result from the CTE `moved`.
 */
export async function recordEvents(
  // oxlint-disable-next-line typescript/no-explicit-any -- kysely's executor is generic over a schema that raw SQL does not use
  em: { getKysely: () => Kysely<any> },
  { viewer, clock }: Pick<Context, 'clock'> & { viewer: Acting },
  type: EventType,
  subjectType: string,
  subjects: RawBuilder<unknown>,
  change: RawBuilder<unknown> = sql`select`,
): Promise<void> {
  // What the gateway writes on behalf of a person has that person's role: PUBLIC without an account.
  const role = viewer === gatewayViewer ? null : (viewer.role ?? null);
  await sql`
    with moved as (${change})
    insert into event (occurred_at, type, actor_id, actor_role, subject_type, subject_id,
      programme_id, institution_id, enterprise_id, data, traceparent)
    select ${clock.now()}::timestamptz, ${type}, ${viewer.accountId}::uuid, coalesce(${role}::text, current_setting('mianshen.role')),
      ${subjectType}, subjects.subject_id, subjects.programme_id, subjects.institution_id, subjects.enterprise_id,
      subjects.data, ${presentTrace()}
    from (${subjects}) as subjects`.execute(em.getKysely());
}
