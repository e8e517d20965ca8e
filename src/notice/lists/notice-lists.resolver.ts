import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { OrderBy } from '../../kernel/lists/list-order.js';
import { type Connection, PageArguments } from '../../kernel/lists/pagination.js';
import type { Context } from '../../access/context.js';
import { Programme } from '../../programme/programme.js';
import { RecipientFacets } from '../../recipient/recipient-facets.js';
import { RecipientGroup, StatisticsGroup } from '../../recipient/recipient-statistics.js';
import { Recipient } from '../../recipient/recipient.js';
import {
  listNotices,
  NoticeConnection,
  noticeConditions,
  noticeOrders,
  PublicityNoticeFilter,
} from './list-notices.js';
import { listRecipients, RecipientConnection, RecipientFilter, recipientOrders } from './list-recipients.js';
import { facetsOfNotice, statisticsOfNotice } from './count-recipients.js';
import { listProgrammeRecipients } from './list-programme-recipients.js';
import { PublicityNotice } from '../notice.js';

/** Lists of a notice: the same as the root lists, restricted to this notice. */
@Resolver(() => PublicityNotice)
export class NoticeListsResolver {
  @FieldResolver(() => RecipientConnection, {
    nullable: true,
    description: '公示名单: the lines of its newest release; as the query `recipients`.',
  })
  recipients(
    @Root() { id }: PublicityNotice,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => RecipientFilter, { nullable: true, description: 'Filter of lines; everything where absent.' })
    filter?: RecipientFilter,
    @OrderBy(recipientOrders) orderBy = recipientOrders.first,
  ): Promise<Connection<Recipient> | null> {
    return listRecipients(context, id, page, filter, orderBy);
  }

  @FieldResolver(() => [RecipientGroup], {
    description: '公示统计: its newest release in groups, the largest first; as the query `recipientStatistics`.',
  })
  async statistics(
    @Root() { id }: PublicityNotice,
    @Ctx() context: Context,
    @Arg('groupBy', () => StatisticsGroup, { description: 'What the figures are grouped by.' })
    groupBy: StatisticsGroup,
  ): Promise<RecipientGroup[]> {
    return (await statisticsOfNotice(context, id, groupBy)) ?? [];
  }

  @FieldResolver(() => RecipientFacets, {
    nullable: true,
    description: '筛选统计: counts and sums of what a filter leaves; as the query `recipientFacets`.',
  })
  facets(
    @Root() { id }: PublicityNotice,
    @Ctx() context: Context,
    @Arg('filter', () => RecipientFilter, { nullable: true, description: 'Filter of lines; everything where absent.' })
    filter?: RecipientFilter,
  ): Promise<RecipientFacets | null> {
    return facetsOfNotice(context, id, filter);
  }
}

@Resolver(() => Programme)
export class ProgrammeNoticesResolver {
  @FieldResolver(() => NoticeConnection, {
    description: '公示: the notices of this programme; as the query `publicityNotices`.',
  })
  notices(
    @Root() { id }: Programme,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => PublicityNoticeFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: PublicityNoticeFilter = {},
    @OrderBy(noticeOrders) orderBy = noticeOrders.first,
  ): Promise<Connection<PublicityNotice>> {
    return listNotices(context, page, [sql`programme_id = ${id}::uuid`, ...noticeConditions(filter)], orderBy);
  }

  @FieldResolver(() => RecipientConnection, {
    description:
      '公示企业: the lines of all lists of this programme, supplementary ones included: of each list its newest release, and the lines that were taken off before (`EXCLUDED`). A company may be on several lists.',
  })
  recipients(
    @Root() { id }: Programme,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => RecipientFilter, { nullable: true, description: 'Filter of lines; everything where absent.' })
    filter?: RecipientFilter,
    @OrderBy(recipientOrders) orderBy = recipientOrders.first,
  ): Promise<Connection<Recipient>> {
    return listProgrammeRecipients(context, id, page, filter, orderBy);
  }
}
