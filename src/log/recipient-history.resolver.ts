import { sql } from 'kysely';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Access } from '../access/access.js';
import { ReadsMany } from '../database/schema/relation.js';
import type { Context } from '../access/context.js';
import { everybody } from '../access/role.js';
import { noticeById, releaseById } from '../notice/notice.loader.js';
import { PublicityNotice } from '../notice/notice.js';
import { Recipient } from '../recipient/recipient.js';
import { changesOfLine, lineKey } from './log.loader.js';
import { RecipientChange, changeColumns } from './recipient-change.js';

@Resolver(() => Recipient)
export class RecipientHistoryResolver {
  @Access(...everybody)
  @FieldResolver(() => PublicityNotice, { nullable: true, description: '公示: the notice that lists it.' })
  async notice(@Root() recipient: Recipient, @Ctx() context: Context): Promise<PublicityNotice | null> {
    const release = await releaseById(context, recipient.releaseId);
    return release ? noticeById(context, release.noticeId) : null;
  }

  @ReadsMany(['releaseId', 'creditCode'], (recipient, own) => ({
    select: changeColumns(own),
    from: sql`feed_change as ${sql.id(own)}`,
    where: sql`${sql.id(own, 'credit_code')} = ${recipient('creditCode')} and ${sql.id(own, 'notice_id')}
      = (select release.notice_id from notice_release as release where release.id = ${recipient('releaseId')})`,
    orderBy: sql.id(own, 'position'),
  }))
  @Access(...everybody)
  @FieldResolver(() => [RecipientChange], {
    description: '公示动态: everything that happened to this company’s line in its notice, the first one first.',
  })
  history(@Root() { releaseId, creditCode }: Recipient, @Ctx() context: Context): Promise<RecipientChange[]> {
    return changesOfLine(context, lineKey(releaseId, creditCode));
  }
}
