import { columnsOf } from '../database/schema/columns.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, Field, FieldResolver, Int, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { FourEyes, OnePerson } from '../account/four-eyes.js';
import { normaliseCreditCode } from '../kernel/values/credit-code.js';
import { keyOf } from '../kernel/values/global-id.js';
import { defineOrders, OrderBy } from '../kernel/lists/list-order.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../kernel/lists/pagination.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { UserError, userErrorOf } from '../kernel/errors/user-error.js';
import { confirmList, discardList } from './apply/decide-list.js';
import { ListChangeKind, ListImportFailure, ListImportRow } from './list-import-row.js';
import {
  ConfirmListImportInput,
  DiscardListImportInput,
  ListChangeFilter,
  ListImportFilter,
  ListImportPayload,
} from './list-import.inputs.js';
import { ListImport } from './list-import.js';
import { listImportById } from './list-import.loader.js';

const ListImportConnection = connectionOf(ListImport);

const orders = defineOrders('ListImport', {
  UPLOADED_AT_DESC: {
    description: 'The latest uploaded first.',
    descending: true,
    keys: [
      { sql: sql`uploaded_at`, type: 'timestamptz' },
      { sql: sql`id`, type: 'uuid' },
    ],
  },
});

@Resolver(() => ListImport)
export class ListImportResolver {
  @Access(...staff)
  @Query(() => ListImportConnection, { description: '名单导入: imports of lists, with their differences.' })
  async listImports(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => ListImportFilter, { nullable: true, description: 'Filter; everything where absent.' })
    { kind, status, source }: ListImportFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<ListImport>> {
    const select = columnsOf(ListImport, { without: ['headings'] });
    const where = [
      ...(kind ? [sql`kind = ${kind}`] : []),
      ...(status ? [sql`status = ${status}`] : []),
      ...(source ? [sql`source = ${source}`] : []),
    ];
    const statement = { select, from: sql`list_import`, where };
    return readPage(await context.db.read(), ListImportConnection, statement, orders.of(orderBy), page);
  }

  @FieldResolver(() => UserError, { nullable: true, description: '文件错误: why the file could not be read.' })
  fault(@Root() { faultFound }: ListImport, @Ctx() { language }: Context): UserError | null {
    return faultFound && userErrorOf(faultFound, language);
  }

  @Access(Role.PLATFORM, Role.SCIENCE)
  @FourEyes('POST /upload/lists', 'importQualifications')
  @Mutation(() => ListImportPayload, {
    description:
      '确认名单导入: puts the difference of a list into effect; by another person than who uploaded it. Large lists take some minutes: `status` is then APPLIED.',
  })
  confirmListImport(
    @Ctx() context: Context,
    @Arg('input', () => ConfirmListImportInput, { description: 'The import to confirm.' })
    input: ConfirmListImportInput,
  ): Promise<ListImportPayload> {
    return payload(context, () => confirmList(context, seen(input)));
  }

  @Access(Role.PLATFORM, Role.SCIENCE)
  @OnePerson('Nothing takes effect by it.')
  @Mutation(() => ListImportPayload, { description: '放弃名单导入: nothing of the list is put into effect.' })
  discardListImport(
    @Ctx() context: Context,
    @Arg('input', () => DiscardListImportInput, { description: 'The import, and the reason.' })
    input: DiscardListImportInput,
  ): Promise<ListImportPayload> {
    return payload(context, () => discardList(context, seen(input), input.reason));
  }
}

const seen = ({ listImportId, version }: ConfirmListImportInput) => ({
  listImportId: keyOf('ListImport', listImportId),
  version,
});

function payload(context: Context, work: () => Promise<string>): Promise<ListImportPayload> {
  return payloadOf(ListImportPayload, context.language, async () => ({
    listImport: await listImportById(context, await work()),
  }));
}

@ObjectType({ description: '字段差异: a field of an entry, before and after.' })
@Access(...staff)
export class ListFieldChange {
  @Field(() => String, { description: 'Name of the field.' })
  field: string;

  @Field(() => String, { nullable: true, description: '原值: what was known.' })
  before: string | null;

  @Field(() => String, { nullable: true, description: '新值: what the list says.' })
  after: string | null;
}

@ObjectType({ description: '名单差异: how one entry of a list differs from what was known.' })
@Access(...staff)
export class ListChange {
  @Field(() => String, { description: '统一社会信用代码: unified social credit code.' })
  creditCode: string;

  @Field(() => ListChangeKind, { description: '差异类别: kind of difference.' })
  change: ListChangeKind;

  @Field(() => Int, { nullable: true, description: '行号: its row in the file; null for a REMOVED entry.' })
  rowNumber: number | null;

  entry: ListImportRow['entry'];

  previous: ListImportRow['previous'];
}

@ObjectType({ description: '失败行: a row of a list that could not be used, and why.' })
@Access(...staff)
export class ListFailure {
  @Field(() => Int, { description: '行号: its row in the file.' })
  rowNumber: number;

  refusals: ListImportFailure['refusals'];
}

const ListChangeConnection = connectionOf(ListChange);
const ListFailureConnection = connectionOf(ListFailure);

const byKey = defineOrders('ListChange', {
  CREDIT_CODE: { description: 'By credit code.', keys: [{ sql: sql`key`, type: 'text' }] },
});
const byRow = defineOrders('ListFailure', {
  ROW_NUMBER: { description: 'As in the file.', keys: [{ sql: sql`row_number`, type: 'integer' }] },
});

@Resolver(() => ListImport)
export class ListDifferenceResolver {
  @FieldResolver(() => ListChangeConnection, {
    description: '差异: entries that are new, changed, removed or older than what is known.',
  })
  async changes(
    @Root() { id }: ListImport,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => ListChangeFilter, { nullable: true, description: 'Filter; everything where absent.' })
    { change, creditCode }: ListChangeFilter = {},
  ): Promise<Connection<ListChange>> {
    const where = [
      sql`import_id = ${id}::uuid`,
      ...(change ? [sql`change = ${change}`] : []),
      ...(creditCode ? [sql`credit_code = ${normaliseCreditCode(creditCode)}`] : []),
    ];
    const select = columnsOf(ListImportRow, { without: ['sealedPhone'] });
    const statement = { select, from: sql`list_import_row`, where };
    return readPage(await context.db.read(), ListChangeConnection, statement, byKey.of(byKey.first), page);
  }

  @FieldResolver(() => ListFailureConnection, {
    description: '失败行: rows that could not be used; `GET /lists/{id}/failed-rows.xlsx` has them as a file.',
  })
  async failedRows(
    @Root() { id }: ListImport,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<Connection<ListFailure>> {
    const select = columnsOf(ListImportFailure, { without: ['sealedSent'] });
    const statement = { select, from: sql`list_import_failure`, where: [sql`import_id = ${id}::uuid`] };
    return readPage(await context.db.read(), ListFailureConnection, statement, byRow.of(byRow.first), page);
  }
}

/** Digests are only for comparison and are not shown. */
const shownAs: Record<string, string | null> = { representativeDigest: null, phoneDigest: 'phone' };

@Resolver(() => ListChange)
export class ListChangeResolver {
  @FieldResolver(() => [ListFieldChange], { description: '字段差异: the fields that differ.' })
  fields(@Root() { entry, previous, change }: ListChange): ListFieldChange[] {
    const [before, after] = [previous ?? {}, change === ListChangeKind.OLDER ? {} : entry];
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
    return names
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]) && shownAs[name] !== null)
      .map((name) => {
        const hidden = name in shownAs;
        const shown = (value: unknown) => (value === undefined ? null : hidden ? '***' : textOf(value));
        return Object.assign(new ListFieldChange(), {
          field: shownAs[name] ?? name,
          before: shown(before[name]),
          after: shown(after[name]),
        });
      });
  }
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join('；') : String(value);
}

@Resolver(() => ListFailure)
export class ListFailureResolver {
  @FieldResolver(() => [UserError], { description: 'Everything that is wrong with the row.' })
  userErrors(@Root() { refusals }: ListFailure, @Ctx() { language }: Context): UserError[] {
    return refusals.map((refusal) => userErrorOf(refusal, language));
  }
}
