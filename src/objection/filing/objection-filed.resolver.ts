import { Arg, Ctx, Field, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../../access/context.js';
import { PassesOn } from '../../database/schema/relation.js';
import { eventCursor } from '../../event/sealed/event-cursor.js';
import type { SealedEvent } from '../../event/sealed/sealed-event.js';
import { followEvents } from '../../event/follow/follow-events.js';
import { objectionById } from '../objection.loader.js';
import { DateTimeScalar } from '../../kernel/values/scalars.js';
import { Access } from '../../access/access.js';
import { Role } from '../../access/role.js';
import { Objection } from '../objection.js';

@ObjectType({ description: '异议动态: an objection that was filed.' })
@Access(Role.SCIENCE, Role.AUDITOR)
export class ObjectionNews {
  @Field(() => String, { description: 'Place in the event log: give it to `after`.' })
  cursor: string;

  @Field(() => DateTimeScalar, { description: 'When it was filed.' })
  occurredAt: Date;

  @Field(() => Objection, { nullable: true, description: '异议: the objection as it is now.' })
  objection: Objection | null;
}

@Resolver()
export class ObjectionFiledResolver {
  @Access(Role.SCIENCE, Role.AUDITOR)
  @PassesOn()
  @Subscription(() => ObjectionNews, {
    description: 'Follows objections as they are filed: with `after`, first everything missed, in order, then live.',
    subscribe: ({ args, context }) =>
      followEvents(context as Context, { types: ['OBJECTION_FILED'] }, args as { after?: string }),
  })
  async objectionFiled(
    @Root() { position, occurredAt, subjectId }: SealedEvent,
    @Ctx() context: Context,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last event that you have.' })
    _after?: string,
  ): Promise<ObjectionNews> {
    return { cursor: eventCursor(position), occurredAt, objection: await objectionById(context, subjectId) };
  }
}
