import { Arg, Ctx, Field, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import { EventType } from '../event/event-type.js';
import { eventCursor } from '../event/sealed/event-cursor.js';
import { followEvents } from '../event/follow/follow-events.js';
import type { SealedEvent } from '../event/sealed/sealed-event.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { everybody } from '../access/role.js';
import { noticeById, releasesOfNotice } from './notice.loader.js';
import { NoticeRelease, PublicityNotice } from './notice.js';

@ObjectType({ description: '公示动态: a notice that was published, corrected or closed.' })
@Access(...everybody)
export class NoticeNews {
  @Field(() => String, { description: 'Place in the event log: give it to `after`.' })
  cursor: string;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  occurredAt: Date;

  @Field(() => EventType, { description: 'NOTICE_PUBLISHED, NOTICE_CORRECTED or NOTICE_CLOSED.' })
  type: EventType;

  @Field(() => PublicityNotice, { nullable: true, description: '公示: the notice as it is now.' })
  notice: PublicityNotice | null;

  @Field(() => NoticeRelease, { nullable: true, description: '公示版本: the release; null for a closing.' })
  release: NoticeRelease | null;
}

const noticeEvents: EventType[] = ['NOTICE_PUBLISHED', 'NOTICE_CORRECTED', 'NOTICE_CLOSED'];

@Resolver()
export class NoticePublishedResolver {
  @Access(...everybody)
  @Subscription(() => NoticeNews, {
    description:
      'Follows the published lists, without a token: with `after`, first everything missed since that cursor, in order, then live.',
    subscribe: ({ args, context }) => followEvents(context as Context, { types: noticeEvents }, args),
  })
  async noticePublished(
    @Root() { position, occurredAt, type, subjectId, data }: SealedEvent,
    @Ctx() context: Context,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last event that you have.' })
    _after?: string,
  ): Promise<NoticeNews> {
    const releases = await releasesOfNotice(context, subjectId);
    const release = releases.find(({ number }) => number === data['release']) ?? null;
    const notice = await noticeById(context, subjectId);
    return { cursor: eventCursor(position), occurredAt, type, notice, release };
  }
}
