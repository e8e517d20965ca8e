import { columnsOf } from '../database/columns.js';
import { sql } from 'kysely';
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { dayOf } from '../kernel/dates.js';
import { keyOf } from '../kernel/global-id.js';
import { MoneyScalar } from '../kernel/money.js';
import { defineOrders, OrderBy } from '../kernel/list-order.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../kernel/pagination.js';
import { howNamesAreSearched } from '../kernel/search-words.js';
import { Payload, payloadOf } from '../kernel/payload.js';
import { normaliseCreditCode } from '../enterprise/credit-code.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { everybody, Role } from '../access/role.js';
import { QualificationKind, Region } from '../programme/catalogue.js';
import { ofProgramme } from '../programme/find-programme.js';
import { Programme } from '../programme/programme.js';
import { Product } from '../programme/product.js';
import {
  productsOfRules,
  programmeById,
  qualificationKindByCode,
  regionByCode,
  rulesOfProgramme,
} from '../programme/programme.loader.js';
import { workingDaysBetween } from '../calendar/working-days.js';
import { closeNotice } from './close-notice.js';
import { noticeById, releaseById, releasesOfNotice } from './notice.loader.js';
import { NoticeRelease, NoticeStatus, PublicityNotice } from './notice.js';
import { Recipient } from '../recipient/recipient.js';
import { publishNotice } from './publish-notice.js';
import { RecipientGroup, recipientStatistics, StatisticsGroup } from '../recipient/recipient-statistics.js';
import { readRecipientFacets, RecipientFacets } from '../recipient/recipient-facets.js';
import { recipientColumns, type RecipientConditions, recipientConditions } from '../recipient/recipients.sql.js';

const NoticeConnection = connectionOf(PublicityNotice);
const RecipientConnection = connectionOf(Recipient);

const uniqueId = { sql: sql`id`, type: 'uuid' } as const;

const noticeOrders = defineOrders('PublicityNotice', {
  PUBLISHED_AT_DESC: {
    description: 'The latest published first.',
    descending: true,
    keys: [{ sql: sql`published_at`, type: 'timestamptz' }, uniqueId],
  },
  CLOSES_ON: {
    description: 'The one that closes first, or closed first, first.',
    keys: [{ sql: sql`closes_on`, type: 'date' }, uniqueId],
  },
});

const byRank = { sql: sql`rank`, type: 'integer' } as const;

const recipientOrders = defineOrders('Recipient', {
  RANK: { description: 'As published: the largest amount first.', keys: [byRank] },
  AMOUNT_ASC: { description: 'The smallest amount first.', keys: [{ sql: sql`amount`, type: 'numeric' }, byRank] },
  NAME: { description: 'By name.', keys: [{ sql: sql`name`, type: 'text' }, byRank] },
  CREDIT_CODE: { description: 'By credit code.', keys: [{ sql: sql`credit_code`, type: 'text' }] },
});

@InputType({ description: 'Which notices.' })
class PublicityNoticeFilter {
  @Field(() => String, { nullable: true, description: 'Code of the programme.' })
  programme?: string;

  @Field(() => NoticeStatus, { nullable: true, description: 'Only open or only closed ones.' })
  status?: NoticeStatus;
}

@InputType({ description: 'Filter of lines of a published list; all conditions together.' })
class RecipientFilter {
  @Field(() => String, {
    nullable: true,
    description: '设区市: reporting region, for example `3501`, or `350128` Pingtan.',
  })
  city?: string;

  @Field(() => String, {
    nullable: true,
    description: `企业名称: ${howNamesAreSearched}`,
  })
  name?: string;

  @Field(() => String, { nullable: true, description: '统一社会信用代码: exactly this one.' })
  creditCode?: string;

  @Field(() => String, { nullable: true, description: '险种: code of a product among those insured.' })
  product?: string;

  @Field(() => String, { nullable: true, description: '企业资质: code of a qualification among those of the company.' })
  qualification?: string;

  @Field(() => MoneyScalar, { nullable: true, description: '金额下限: at least this amount.' })
  amountFrom?: string;

  @Field(() => MoneyScalar, { nullable: true, description: '金额上限: at most this amount.' })
  amountTo?: string;
}

@InputType({ description: 'An approved proposal to publish.' })
class PublishNoticeInput {
  @Field(() => ID, { description: 'The approved proposal.' })
  proposalId: string;

  @Field(() => String, { nullable: true, description: '标题: title; made from the programme’s where absent.' })
  title: string | null = null;

  @Field(() => String, { description: 'Your key for this publication: a retry with it publishes nothing twice.' })
  idempotencyKey: string;
}

@InputType({ description: 'A notice to close.' })
class CloseNoticeInput {
  @Field(() => ID, { description: 'The notice.' })
  noticeId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;
}

@ObjectType({ description: 'A notice after a step.' })
@Access(Role.SCIENCE)
class NoticePayload extends Payload {
  @Field(() => PublicityNotice, { nullable: true, description: 'The notice; null when it was refused.' })
  notice?: PublicityNotice | null;
}

function conditionsOf(filter: RecipientFilter | undefined): RecipientConditions {
  const { city, creditCode, ...others } = filter ?? {};
  return {
    ...others,
    region: city,
    creditCode: creditCode && normaliseCreditCode(creditCode),
  };
}

@Resolver(() => PublicityNotice)
export class PublicityResolver {
  @Access(...everybody)
  @Query(() => NoticeConnection, { description: '公示列表: publicity notices.' })
  async publicityNotices(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => PublicityNoticeFilter, { nullable: true, description: 'Filter; everything where absent.' })
    { programme, status }: PublicityNoticeFilter = {},
    @OrderBy(noticeOrders) orderBy = noticeOrders.first,
  ): Promise<Connection<PublicityNotice>> {
    const select = columnsOf(PublicityNotice);
    const where = [...ofProgramme(programme), ...(status ? [sql`status = ${status}`] : [])];
    return readPage(
      await context.db.read(),
      NoticeConnection,
      { select, from: sql`publicity_notice`, where },
      noticeOrders.of(orderBy),
      page,
    );
  }

  @Access(...everybody)
  @Query(() => PublicityNotice, { nullable: true, description: '公示: one notice; null where there is none.' })
  async publicityNotice(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Id of the notice.' }) id: string,
  ): Promise<PublicityNotice | null> {
    const key = keyOf('PublicityNotice', id);
    return key ? noticeById(context, key) : null;
  }

  @Access(...everybody)
  @Query(() => RecipientConnection, {
    nullable: true,
    description: '公示名单: the lines of a notice’s newest release; null where there is no such notice.',
  })
  async recipients(
    @Ctx() context: Context,
    @Arg('noticeId', () => ID, { description: 'Id of the notice.' }) noticeId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => RecipientFilter, { nullable: true, description: 'Filter of lines; everything where absent.' })
    filter?: RecipientFilter,
    @OrderBy(recipientOrders) orderBy = recipientOrders.first,
  ): Promise<Connection<Recipient> | null> {
    const key = keyOf('PublicityNotice', noticeId);
    const release = key ? (await releasesOfNotice(context, key)).at(-1) : undefined;
    if (!release) return null;
    const conditions = recipientConditions(conditionsOf(filter));
    return readPage(
      await context.db.read(),
      RecipientConnection,
      { select: recipientColumns, from: sql`recipient`, where: [sql`release_id = ${release.id}::uuid`, ...conditions] },
      recipientOrders.of(orderBy),
      page,
    );
  }

  @Access(...everybody)
  @Query(() => [RecipientGroup], {
    nullable: true,
    description:
      '公示统计: a notice’s newest release in groups, the largest first; null where there is no such notice.',
  })
  async recipientStatistics(
    @Ctx() context: Context,
    @Arg('noticeId', () => ID, { description: 'Id of the notice.' }) noticeId: string,
    @Arg('groupBy', () => StatisticsGroup, { description: 'By what.' }) groupBy: StatisticsGroup,
  ): Promise<RecipientGroup[] | null> {
    const key = keyOf('PublicityNotice', noticeId);
    const release = key ? (await releasesOfNotice(context, key)).at(-1) : undefined;
    return release ? recipientStatistics(await context.db.read(), release.id, groupBy) : null;
  }

  @Access(...everybody)
  @Query(() => RecipientFacets, {
    nullable: true,
    description:
      '筛选统计: counts and sums of what a filter leaves of a notice’s newest release; null without such a notice.',
  })
  async recipientFacets(
    @Ctx() context: Context,
    @Arg('noticeId', () => ID, { description: 'Id of the notice.' }) noticeId: string,
    @Arg('filter', () => RecipientFilter, { nullable: true, description: 'Filter of lines; everything where absent.' })
    filter?: RecipientFilter,
  ): Promise<RecipientFacets | null> {
    const key = keyOf('PublicityNotice', noticeId);
    const release = key ? (await releasesOfNotice(context, key)).at(-1) : undefined;
    return release ? readRecipientFacets(await context.db.read(), release.id, conditionsOf(filter)) : null;
  }

  @Access(Role.SCIENCE)
  @Mutation(() => NoticePayload, {
    description: '发布公示: publishes an approved list for the programme’s working days (§3 five).',
  })
  publishNotice(
    @Ctx() context: Context,
    @Arg('input', () => PublishNoticeInput, { description: 'The proposal.' }) input: PublishNoticeInput,
  ): Promise<NoticePayload> {
    return payloadOf(NoticePayload, context.language, async () => {
      const id = await publishNotice(context, { ...input, proposalId: keyOf('SubsidyProposal', input.proposalId) });
      return { notice: await noticeById(context, id) };
    });
  }

  @Access(Role.SCIENCE)
  @Mutation(() => NoticePayload, {
    description: '结束公示: closes a notice whose working days are over; lines without objection are confirmed.',
  })
  closeNotice(
    @Ctx() context: Context,
    @Arg('input', () => CloseNoticeInput, { description: 'Which notice.' }) input: CloseNoticeInput,
  ): Promise<NoticePayload> {
    return payloadOf(NoticePayload, context.language, async () => {
      const id = await closeNotice(context, { ...input, noticeId: keyOf('PublicityNotice', input.noticeId) });
      return { notice: await noticeById(context, id) };
    });
  }

  @FieldResolver(() => Programme, { description: '年度工作: the programme.' })
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

@Resolver(() => Recipient)
export class RecipientResolver {
  @FieldResolver(() => Region, {
    nullable: true,
    description: '设区市: reporting region of the place of registration.',
  })
  city(@Root() recipient: Recipient, @Ctx() context: Context): Promise<Region | null> {
    return regionByCode(context, recipient.regionCode);
  }

  @FieldResolver(() => [QualificationKind], { description: '企业资质: kinds of company that it is.' })
  async qualificationKinds(@Root() recipient: Recipient, @Ctx() context: Context): Promise<QualificationKind[]> {
    const kinds = await Promise.all(recipient.qualificationKinds.map((code) => qualificationKindByCode(context, code)));
    return kinds.filter((kind) => kind !== null);
  }

  @FieldResolver(() => [Product], { description: '险种: the products insured; amounts by product are not public.' })
  async products(@Root() recipient: Recipient, @Ctx() context: Context): Promise<Product[]> {
    const release = await releaseById(context, recipient.releaseId);
    const notice = release ? await noticeById(context, release.noticeId) : null;
    const rules = notice ? await rulesOfProgramme(context, notice.programmeId) : null;
    const products = rules ? await productsOfRules(context, rules.id) : [];
    return products.filter((product) => recipient.productCodes.includes(product.code));
  }

  @FieldResolver(() => NoticeRelease, { nullable: true, description: '公示版本: the release that lists it.' })
  release(@Root() recipient: Recipient, @Ctx() context: Context): Promise<NoticeRelease | null> {
    return releaseById(context, recipient.releaseId);
  }
}
