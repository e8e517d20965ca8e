import { sql } from 'kysely';
import { Arg, Args, Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { globalId, keyOf } from '../kernel/values/global-id.js';
import { type Connection, PageArguments, connectionOf, readPage } from '../kernel/lists/pagination.js';
import { JsonScalar } from '../kernel/values/scalars.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, members } from '../access/role.js';
import { sessionOf } from '../access/viewer.js';
import { Event } from './event.js';
import { dataForClients } from './event-data.js';
import { eventCursor, eventOrder, positionOf } from './sealed/event-cursor.js';
import type { SealedEvent } from './sealed/sealed-event.js';
import { eventColumns, pagedEvents, sealedEvents } from './sealed/events.sql.js';
import { readPositionRange } from './sealed/event-scope.sql.js';
import { visibleEvents } from './sealed/visible-events.sql.js';
import { requirePosition } from './follow/follow-events.js';
import { EventFilter } from './event.inputs.js';

const EventConnection = connectionOf(Event);

@ObjectType({ description: '变更: what one field of the object was before, and is after.' })
@Access(...members)
export class EventChange {
  @Field(() => String, { description: '字段: the field, by its name in this schema.' })
  field: string;

  @Field(() => JsonScalar, {
    name: 'before',
    nullable: true,
    description: '变更前: the old value; null where there was none.',
  })
  from: unknown;

  @Field(() => JsonScalar, {
    name: 'after',
    nullable: true,
    description: '变更后: the new value; null where there is none any more.',
  })
  to: unknown;
}

@Resolver(() => Event)
export class EventResolver {
  @Access(...members)
  @Query(() => EventConnection, {
    description:
      'The event log, oldest first, of what you may see. A cursor of a subscription works here as `after`, and the other way round.',
  })
  async events(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => EventFilter, { nullable: true, description: 'Filter of events; everything where absent.' })
    filter?: EventFilter,
  ): Promise<Connection<Event>> {
    const scope = {
      types: filter?.types,
      subjectIds: filter?.subjectId ? [subjectKey(filter.subjectId)] : undefined,
      actorRoles: filter?.actorRoles,
      occurredFrom: filter?.occurredFrom,
      occurredBefore: filter?.occurredBefore,
    };
    const em = await context.db.read();
    for (const cursor of [page.after, page.before]) if (cursor) await requirePosition(em, positionOf(cursor));
    const positions = await readPositionRange(em, scope);
    return readPage(
      em,
      EventConnection,
      {
        select: eventColumns,
        from: pagedEvents,
        ...visibleEvents(sessionOf(context.viewer), { ...scope, positions }),
        countFrom: positions ? sealedEvents : sql`event_seal as seal`,
      },
      { name: eventOrder, keys: [{ sql: sql`seal.position`, type: 'bigint' }] },
      page,
    );
  }

  @Access(Role.AUDITOR)
  @Query(() => EventConnection, {
    description: '审计轨迹: everything that happened to one object, and what was done about it, oldest first.',
  })
  auditTrail(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('subjectId', () => ID, { description: 'Id of the object.' }) subjectId: string,
  ): Promise<Connection<Event>> {
    return this.events(context, page, { subjectId });
  }

  @FieldResolver(() => String, {
    description: 'Opaque place in the log: give it to `after` of `events` or of a subscription.',
  })
  cursor(@Root() event: SealedEvent): string {
    return eventCursor(event.position);
  }

  @FieldResolver(() => [EventChange], {
    description: '变更前后: old and new values, where the event changed something that was there; empty otherwise.',
  })
  changes(@Root() { data }: SealedEvent): EventChange[] {
    return changesIn(data);
  }

  @FieldResolver(() => JsonScalar, {
    description:
      'What the event carries as one value, as webhooks send it: docs/events.md, and a JSON Schema at `/schema/events.json`.',
  })
  dataJson(@Root() { type, data }: SealedEvent): Record<string, unknown> {
    return dataForClients(type, data);
  }

  @FieldResolver(() => ID, {
    description: 'Global id of the object that changed, also where you may not see the object itself.',
  })
  subjectId(@Root() event: SealedEvent): string {
    return globalId(event.subjectType, event.subjectId);
  }
}

/**
 * Returns the changes in an event. Events that change fields list them in `changes`; a move of an object has `from` and
 * `to`.
 */
function changesIn({ changes, from, to }: SealedEvent['data']): EventChange[] {
  if (Array.isArray(changes)) return (changes as EventChange[]).map(({ field, from, to }) => ({ field, from, to }));
  return to === undefined ? [] : [{ field: 'status', from: from ?? null, to }];
}

/** Returns the key in an id. An id of an unknown type selects nothing, like the id of an object that does not exist. */
function subjectKey(id: string): string {
  const [type] = Buffer.from(id, 'base64url').toString().split(':');
  return keyOf(type ?? '', id) ?? '00000000-0000-0000-0000-000000000000';
}
