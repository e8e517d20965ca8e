import { columnsOf } from '../database/schema/columns.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../database/schema/relation.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { FourEyes } from '../account/four-eyes.js';
import { everybody, Role } from '../access/role.js';
import { keyOf } from '../kernel/values/global-id.js';
import { defineTimeOrders, OrderBy } from '../kernel/lists/list-order.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../kernel/lists/pagination.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { ofProgramme } from '../programme/find-programme.js';
import { Programme } from '../programme/programme.js';
import { programmeById } from '../programme/programme.loader.js';
import { prepareServiceNotice } from './prepare-service-notice.js';
import { publishServiceNotice } from './publish-service-notice.js';
import {
  PrepareServiceNoticeInput,
  PublishServiceNoticeInput,
  ServiceNoticeFilter,
  ServiceNoticePayload,
} from './service-notice.inputs.js';
import { serviceNoticeById } from './service-notice.loader.js';
import { ServiceNotice, ServiceNoticeLine } from './service-notice.js';

const ServiceNoticeConnection = connectionOf(ServiceNotice);
const ServiceNoticeLineConnection = connectionOf(ServiceNoticeLine);

const orders = defineTimeOrders('ServiceNotice', 'prepared_at');
const byCreditCode = { name: 'CREDIT_CODE', keys: [{ sql: sql`credit_code`, type: 'text' as const }] };

const columns = columnsOf(ServiceNotice);

@Resolver(() => ServiceNotice)
export class ServiceNoticeResolver {
  @Access(...everybody)
  @Query(() => ServiceNoticeConnection, {
    description: '公告送达: notices to companies that no message reached; the offices also see those not published.',
  })
  async serviceNotices(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => ServiceNoticeFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: ServiceNoticeFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<ServiceNotice>> {
    const where = [...ofProgramme(filter.programme), ...(filter.status ? [sql`status = ${filter.status}`] : [])];
    const statement = { select: columns, from: sql`service_notice`, where };
    return readPage(await context.db.read(), ServiceNoticeConnection, statement, orders.of(orderBy), page);
  }

  @Access(Role.PLATFORM)
  @Mutation(() => ServiceNoticePayload, {
    description:
      '拟定公告送达名单: lists the companies that were asked to claim and that no message reached. It replaces a list that was not published.',
  })
  prepareServiceNotice(
    @Ctx() context: Context,
    @Arg('input', () => PrepareServiceNoticeInput, {
      description: 'The companies that the notice names, and its text.',
    })
    input: PrepareServiceNoticeInput,
  ): Promise<ServiceNoticePayload> {
    return payload(context, () => prepareServiceNotice(context, input));
  }

  @Access(Role.SCIENCE)
  @FourEyes('prepareServiceNotice')
  @Mutation(() => ServiceNoticePayload, {
    description:
      '发布公告送达: another person publishes the prepared list; the time of each company on it runs again from then on.',
  })
  publishServiceNotice(
    @Ctx() context: Context,
    @Arg('input', () => PublishServiceNoticeInput, { description: 'The service notice to publish.' })
    input: PublishServiceNoticeInput,
  ): Promise<ServiceNoticePayload> {
    const serviceNoticeId = keyOf('ServiceNotice', input.serviceNoticeId);
    return payload(context, () => publishServiceNotice(context, { ...input, serviceNoticeId }));
  }

  @ReadsByKey(() => Programme, 'programmeId')
  @FieldResolver(() => Programme, { description: '年度工作: the subsidy programme.' })
  programme(@Root() notice: ServiceNotice, @Ctx() context: Context): Promise<Programme | null> {
    return programmeById(context, notice.programmeId);
  }

  @FieldResolver(() => ServiceNoticeLineConnection, { description: '企业名单: its companies, by credit code.' })
  async lines(
    @Root() notice: ServiceNotice,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<Connection<ServiceNoticeLine>> {
    const select = columnsOf(ServiceNoticeLine);
    const published = notice.publishedAt ? [sql`published_at is not null`] : [];
    const where = [sql`service_notice_id = ${notice.id}::uuid`, ...published];
    const statement = { select, from: sql`service_notice_line`, where };
    return readPage(await context.db.read(), ServiceNoticeLineConnection, statement, byCreditCode, page);
  }
}

function payload(context: Context, work: () => Promise<string>): Promise<ServiceNoticePayload> {
  return payloadOf(ServiceNoticePayload, context.language, async () => ({
    serviceNotice: await serviceNoticeById(context, await work()),
  }));
}
