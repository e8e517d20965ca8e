import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { findOnly } from '../database/find-only.js';
import { FindsOnly, ReadsByKey } from '../database/schema/relation.js';
import { dayOf } from '../kernel/values/dates.js';
import { keyOf, withId } from '../kernel/values/global-id.js';
import { OrderBy } from '../kernel/lists/list-order.js';
import { type Connection, PageArguments } from '../kernel/lists/pagination.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { FourEyes, OnePerson } from '../account/four-eyes.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, everybody } from '../access/role.js';
import { Programme } from '../programme/programme.js';
import { programmeById } from '../programme/programme.loader.js';
import { workingDaysBetween } from '../calendar/working-days.js';
import { closeNotice } from './close-notice.js';
import {
  RecipientConnection,
  RecipientFilter,
  findRecipient,
  listRecipients,
  recipientOrders,
} from './lists/list-recipients.js';
import { facetsOfNotice, statisticsOfNotice } from './lists/count-recipients.js';
import { noticeById, releasesOfNotice } from './notice.loader.js';
import { NoticeRelease, NoticeStatus, PublicityNotice } from './notice.js';
import { Recipient } from '../recipient/recipient.js';
import { publishNotice } from './publish-notice.js';
import {
  NoticeConnection,
  PublicityNoticeFilter,
  listNotices,
  noticeConditions,
  noticeOrders,
} from './lists/list-notices.js';
import { RecipientGroup, StatisticsGroup } from '../recipient/recipient-statistics.js';
import { RecipientFacets } from '../recipient/recipient-facets.js';
import { CloseNoticeInput, NoticePayload, PublishNoticeInput } from './notice.inputs.js';

@Resolver(() => PublicityNotice)
export class PublicityResolver {
  @Access(...everybody)
  @Query(() => NoticeConnection, { description: '公示列表: list of the publicity notices.' })
  publicityNotices(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => PublicityNoticeFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: PublicityNoticeFilter = {},
    @OrderBy(noticeOrders) orderBy = noticeOrders.first,
  ): Promise<Connection<PublicityNotice>> {
    return listNotices(context, page, noticeConditions(filter), orderBy);
  }

  @FindsOnly()
  @Access(...everybody)
  @Query(() => PublicityNotice, { nullable: true, description: '公示: one notice; null where there is none.' })
  async publicityNotice(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Id of the notice.' }) id: string,
  ): Promise<PublicityNotice | null> {
    return findOnly(await context.db.read(), PublicityNotice, withId('PublicityNotice', id));
  }

  @Access(...everybody)
  @Query(() => RecipientConnection, {
    nullable: true,
    description: '公示名单: the lines of a notice’s newest release; null where there is no such notice.',
  })
  recipients(
    @Ctx() context: Context,
    @Arg('noticeId', () => ID, { description: 'Id of the notice.' }) noticeId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => RecipientFilter, { nullable: true, description: 'Filter of lines; everything where absent.' })
    filter?: RecipientFilter,
    @OrderBy(recipientOrders) orderBy = recipientOrders.first,
  ): Promise<Connection<Recipient> | null> {
    return listRecipients(context, keyOf('PublicityNotice', noticeId), page, filter, orderBy);
  }

  @Access(...everybody)
  @Query(() => Recipient, {
    nullable: true,
    description:
      '拟补贴企业: the line of one company in a notice’s newest release; null where the company is not on it.',
  })
  recipient(
    @Ctx() context: Context,
    @Arg('noticeId', () => ID, { description: 'Id of the notice.' }) noticeId: string,
    @Arg('creditCode', () => String, { description: '统一社会信用代码: unified social credit code.' })
    creditCode: string,
  ): Promise<Recipient | null> {
    return findRecipient(context, keyOf('PublicityNotice', noticeId), creditCode);
  }

  @Access(...everybody)
  @Query(() => [RecipientGroup], {
    nullable: true,
    description:
      '公示统计: a notice’s newest release in groups, the largest first; null where there is no such notice.',
  })
  recipientStatistics(
    @Ctx() context: Context,
    @Arg('noticeId', () => ID, { description: 'Id of the notice.' }) noticeId: string,
    @Arg('groupBy', () => StatisticsGroup, { description: 'What the figures are grouped by.' })
    groupBy: StatisticsGroup,
  ): Promise<RecipientGroup[] | null> {
    return statisticsOfNotice(context, keyOf('PublicityNotice', noticeId), groupBy);
  }

  @Access(...everybody)
  @Query(() => RecipientFacets, {
    nullable: true,
    description:
      '筛选统计: counts and sums of what a filter leaves of a notice’s newest release; null without such a notice.',
  })
  recipientFacets(
    @Ctx() context: Context,
    @Arg('noticeId', () => ID, { description: 'Id of the notice.' }) noticeId: string,
    @Arg('filter', () => RecipientFilter, { nullable: true, description: 'Filter of lines; everything where absent.' })
    filter?: RecipientFilter,
  ): Promise<RecipientFacets | null> {
    return facetsOfNotice(context, keyOf('PublicityNotice', noticeId), filter);
  }

  @Access(Role.SCIENCE)
  @FourEyes('computeProposal', 'submitProposal', 'approveProposal')
  @Mutation(() => NoticePayload, {
    description: '发布公示: publishes an approved list for the programme’s working days (§3 five).',
  })
  publishNotice(
    @Ctx() context: Context,
    @Arg('input', () => PublishNoticeInput, { description: 'The proposal whose list is published.' })
    input: PublishNoticeInput,
  ): Promise<NoticePayload> {
    return payloadOf(NoticePayload, context.language, async () => {
      const id = await publishNotice(context, { ...input, proposalId: keyOf('SubsidyProposal', input.proposalId) });
      return { notice: await noticeById(context, id) };
    });
  }

  @Access(Role.SCIENCE)
  @OnePerson(
    'It decides nothing: the working days have to be over, and the gateway closes the notice automatically too.',
  )
  @Mutation(() => NoticePayload, {
    description: '结束公示: closes a notice whose working days are over; lines without objection are confirmed.',
  })
  closeNotice(
    @Ctx() context: Context,
    @Arg('input', () => CloseNoticeInput, { description: 'The notice to close.' }) input: CloseNoticeInput,
  ): Promise<NoticePayload> {
    return payloadOf(NoticePayload, context.language, async () => {
      const id = await closeNotice(context, { ...input, noticeId: keyOf('PublicityNotice', input.noticeId) });
      return { notice: await noticeById(context, id) };
    });
  }

  @ReadsByKey(() => Programme, 'programmeId')
  @FieldResolver(() => Programme, { description: '年度工作: the subsidy programme.' })
  programme(@Root() notice: PublicityNotice, @Ctx() context: Context): Promise<Programme | null> {
    return programmeById(context, notice.programmeId);
  }

  @FieldResolver(() => [NoticeRelease], { description: '公示版本: every release, the first one first.' })
  releases(@Root() notice: PublicityNotice, @Ctx() context: Context): Promise<NoticeRelease[]> {
    return releasesOfNotice(context, notice.id);
  }

  @FieldResolver(() => Int, { description: '剩余工作日: working days left after today, the last one included.' })
  async workingDaysLeft(@Root() notice: PublicityNotice, @Ctx() context: Context): Promise<number> {
    if (notice.status === NoticeStatus.CLOSED) return 0;
    return workingDaysBetween(await context.db.read(), dayOf(context.clock.now()), notice.closesOn);
  }
}
