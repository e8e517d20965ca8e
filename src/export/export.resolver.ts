import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Access, NeedsScope } from '../access/access.js';
import type { Context } from '../access/context.js';
import { signedIn } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { OnePerson } from '../account/four-eyes.js';
import { columnsOf } from '../database/schema/columns.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { OrderBy, defineTimeOrders } from '../kernel/lists/list-order.js';
import { type Connection, PageArguments, connectionOf, readPage } from '../kernel/lists/pagination.js';
import { globalId, keyOf } from '../kernel/values/global-id.js';
import { cancelExport } from './cancel-export.js';
import { exportRows } from './export-rows.js';
import { ExportStatus, ListExport } from './list-export.js';
import { CancelExportInput, ExportFilter, ExportPayload, ExportRowsInput } from './export.inputs.js';
import { exportById } from './export.loader.js';

const ExportConnection = connectionOf(ListExport);
const exportOrders = defineTimeOrders('Export', 'requested_at');

@Resolver(() => ListExport)
export class ExportResolver {
  @Access(...signedIn)
  @Query(() => ExportConnection, {
    description: '我的导出: what you exported as whom you act now, as long as it is kept.',
  })
  async exports(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => ExportFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: ExportFilter = {},
    @OrderBy(exportOrders) orderBy = exportOrders.first,
  ): Promise<Connection<ListExport>> {
    const { viewer, clock } = context;
    const where = [
      sql`account_id = ${viewer.accountId}::uuid`,
      sql`role = ${viewer.role}`,
      sql`subject_id is not distinct from ${viewer.subjectId}::uuid`,
      sql`expires_at > ${clock.now()}::timestamptz`,
      ...(filter.status ? [sql`status = ${filter.status}`] : []),
    ];
    const statement = { select: columnsOf(ListExport), from: sql`list_export`, where };
    return readPage(await context.db.read(), ExportConnection, statement, exportOrders.of(orderBy), page);
  }

  @Access(...signedIn)
  @NeedsScope(Scope.READ)
  @OnePerson('It ends a file of who asks.')
  @Mutation(() => ExportPayload, {
    description: '取消导出: writes no more of it and deletes what is written. What was cancelled stays so.',
  })
  cancelExport(
    @Ctx() context: Context,
    @Arg('input', () => CancelExportInput, { description: 'Which export is ended.' }) { exportId }: CancelExportInput,
  ): Promise<ExportPayload> {
    return payloadOf(ExportPayload, context.language, async () => ({
      listExport: await exportById(context, await cancelExport(context, keyOf('ListExport', exportId))),
    }));
  }

  @Access(...signedIn)
  @NeedsScope(Scope.READ)
  @OnePerson('It writes to a file what somebody may read anyway.')
  @Mutation(() => ExportPayload, {
    description:
      '批量导出: writes all rows of a list to a file in the background, with the rows and fields that you may read. Follow it with `node(id)`.',
  })
  exportRows(
    @Ctx() context: Context,
    @Arg('input', () => ExportRowsInput, { description: 'The list, and the format.' }) input: ExportRowsInput,
  ): Promise<ExportPayload> {
    return payloadOf(ExportPayload, context.language, async () => {
      return {
        listExport: await exportById(
          context,
          await exportRows(context, { ...input, variables: input.variables ?? {} }),
        ),
      };
    });
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      '下载地址: where the file is read with `GET` and your token, from the root of this address; null until it is done.',
  })
  url(@Root() { id, status, format }: ListExport): string | null {
    return status === ExportStatus.DONE ? `/exports/${globalId('ListExport', id)}/rows.${format.toLowerCase()}` : null;
  }
}
