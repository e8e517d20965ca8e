import { sql } from 'kysely';
import { Arg, Args, Ctx, Field, ID, InputType, ObjectType, Query, Resolver, FieldResolver, Root } from 'type-graphql';
import { globalId, keyOf } from '../kernel/values/global-id.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../kernel/lists/pagination.js';
import { DateTimeScalar, JsonScalar } from '../kernel/values/scalars.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { ActorRole } from '../access/actor-role.js';
import { members, Role } from '../access/role.js';
import { sessionOf } from '../access/viewer.js';
import { Event } from './event.js';
import { EventType } from './event-type.js';
import { dataForClients } from './event-data.js';
import { eventCursor, eventOrder, positionOf } from './event-cursor.js';
import {
  eventColumns,
  eventConditions,
  pagedEvents,
  readPlaces,
  sealedEvents,
  type SealedEvent,
  visibleEvents,
} from './events.sql.js';
import { requirePosition } from './follow/follow-events.js';

const EventConnection = connectionOf(Event);

@InputType({ description: 'Conditions for a list of events: all that are given must hold.' })
export class EventFilter {
  @Field(() => [EventType], { nullable: true, description: 'Only these kinds.' })
  types?: EventType[];

  @Field(() => ID, { nullable: true, description: 'Only what happened to this object.' })
  subjectId?: string;

  @Field(() => [ActorRole], { nullable: true, description: '操作身份: only what was done in one of these roles.' })
  actorRoles?: ActorRole[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: '起始时间: only what happened at this instant or later.',
  })
  occurredFrom?: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: '截止时间: only what happened before this instant.' })
  occurredBefore?: Date;
}

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
    const places = await readPlaces(em, scope);
    return readPage(
      em,
      EventConnection,
      {
        select: eventColumns,
        from: pagedEvents,
        where: eventConditions({ ...scope, places }),
        alternatives: filter?.subjectId ? [] : visibleEvents(sessionOf(context.viewer), filter ?? {}),
        countFrom: places ? sealedEvents : sql`event_seal as seal`,
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

/** Events that change fields list them under `changes`; one that moves an object from a state to another has `from` and `to`. */
function changesIn({ changes, from, to }: SealedEvent['data']): EventChange[] {
  if (Array.isArray(changes)) return (changes as EventChange[]).map(({ field, from, to }) => ({ field, from, to }));
  return to === undefined ? [] : [{ field: 'status', from: from ?? null, to }];
}

/** An id of no type that exists selects nothing, like that of an object that is not there. */
function subjectKey(id: string): string {
  const [type] = Buffer.from(id, 'base64url').toString().split(':');
  return keyOf(type ?? '', id) ?? '00000000-0000-0000-0000-000000000000';
}
