import { columnsOf } from '../../database/schema/columns.js';
import { type RawBuilder, sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../../database/schema/relation.js';
import { OrderBy, defineTimeOrders } from '../../kernel/lists/list-order.js';
import { ofProgramme } from '../../programme/find-programme.js';
import { ofEnterprise } from '../../enterprise/find-enterprise.js';
import { type Connection, PageArguments, connectionOf, readPage } from '../../kernel/lists/pagination.js';
import { Enterprise } from '../../enterprise/enterprise.js';
import { enterpriseById } from '../../enterprise/enterprise.loader.js';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { Role } from '../../access/role.js';
import { TextMessage } from '../../message/text-message.js';
import { TextMessageFilter } from './text-messages.inputs.js';

const TextMessageConnection = connectionOf(TextMessage);

const orders = defineTimeOrders('TextMessage', 'created_at');

const columns = columnsOf(TextMessage, { without: ['sealedPhone', 'sealedParameters'] });

function conditionsOf({ programme, creditCode, template, status }: TextMessageFilter): RawBuilder<unknown>[] {
  return [
    sql`enterprise_id is not null`,
    ...ofProgramme(programme),
    ...ofEnterprise(creditCode),
    ...(template ? [sql`template = ${template}`] : []),
    ...(status ? [sql`status = ${status}`] : []),
  ];
}

/** The text messages of a programme, with recipients and delivery (§3 six). */
@Resolver(() => TextMessage)
export class TextMessagesResolver {
  @Access(Role.PLATFORM, Role.SCIENCE, Role.AUDITOR)
  @Query(() => TextMessageConnection, {
    description: '短信: text messages to enterprises, with how far each came.',
  })
  async textMessages(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => TextMessageFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: TextMessageFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<TextMessage>> {
    return readPage(
      await context.db.read(),
      TextMessageConnection,
      { select: columns, from: sql`text_message`, where: conditionsOf(filter) },
      orders.of(orderBy),
      page,
    );
  }

  @ReadsByKey(() => Enterprise, 'enterpriseId')
  @FieldResolver(() => Enterprise, { nullable: true, description: '企业: whom it is for.' })
  enterprise(@Root() { enterpriseId }: TextMessage, @Ctx() context: Context): Promise<Enterprise | null> | null {
    return enterpriseId ? enterpriseById(context, enterpriseId) : null;
  }
}
