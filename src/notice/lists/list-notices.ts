import { type RawBuilder, sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import { defineOrders } from '../../kernel/lists/list-order.js';
import { type Connection, connectionOf, type PageArguments, readPage } from '../../kernel/lists/pagination.js';
import { columnsOf } from '../../database/schema/columns.js';
import type { Context } from '../../access/context.js';
import { ofProgramme } from '../../programme/find-programme.js';
import { NoticeStatus, PublicityNotice } from '../notice.js';

export const NoticeConnection = connectionOf(PublicityNotice);

const uniqueId = { sql: sql`id`, type: 'uuid' } as const;

export const noticeOrders = defineOrders('PublicityNotice', {
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

@InputType({ description: 'Conditions for a list of notices: all that are given must hold.' })
export class PublicityNoticeFilter {
  @Field(() => String, { nullable: true, description: 'Code of the programme.' })
  programme?: string;

  @Field(() => NoticeStatus, { nullable: true, description: 'Only open or only closed ones.' })
  status?: NoticeStatus;
}

const noticeColumns = columnsOf(PublicityNotice);

export function noticeConditions({ programme, status }: PublicityNoticeFilter): RawBuilder<unknown>[] {
  return [...ofProgramme(programme), ...(status ? [sql`status = ${status}`] : [])];
}

export async function listNotices(
  context: Context,
  page: PageArguments,
  where: RawBuilder<unknown>[],
  orderBy: (typeof noticeOrders)['first'],
): Promise<Connection<PublicityNotice>> {
  return readPage(
    await context.db.read(),
    NoticeConnection,
    { select: noticeColumns, from: sql`publicity_notice`, where },
    noticeOrders.of(orderBy),
    page,
  );
}
