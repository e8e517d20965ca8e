import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Access } from '../access/access.js';
import { Role, signedIn } from '../access/role.js';
import type { Scope } from '../access/scope.js';
import {
  asRole,
  mayDelete,
  mayInsert,
  mayRead,
  mayUpdate,
  ownAccount,
  rowPolicies,
} from '../database/schema/row-security.js';
import type { Language } from '../kernel/errors/refusal.js';
import { Node } from '../kernel/node.js';
import { GlobalId } from '../kernel/values/global-id.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';

export enum ExportStatus {
  WRITING = 'WRITING',
  DONE = 'DONE',
  FAILED = 'FAILED',
  CANCELLED = 'CANCELLED',
}

registerEnumType(ExportStatus, {
  name: 'ExportStatus',
  description: '导出状态: how far an export is.',
  valuesConfig: {
    WRITING: { description: '生成中: rows are being written.' },
    DONE: { description: '已完成: the file can be read at `url`.' },
    FAILED: { description: '失败: `failure` says why; nothing can be read.' },
    CANCELLED: { description: '已取消: somebody ended it (`cancelExport`); nothing can be read.' },
  },
});

export enum ExportFormat {
  NDJSON = 'NDJSON',
  CSV = 'CSV',
  PARQUET = 'PARQUET',
}

registerEnumType(ExportFormat, {
  name: 'ExportFormat',
  description: '导出格式: how the rows are written.',
  valuesConfig: {
    NDJSON: { description: 'One JSON object for each row and line, as `nodes` has it.' },
    CSV: {
      description: 'One line for each row, a column for each value; objects as `enterprise.name`, lists as JSON.',
    },
    PARQUET: {
      description:
        'A column for each value, as in CSV, of its own type: Money as DECIMAL(18, 2), Date, DateTime, Int and Boolean as such, all others as text.',
    },
  },
});

/** All rows of one list that the viewer may see, written to a file in the background. */
@Entity({
  policies: rowPolicies(
    mayRead(asRole(), ownAccount()),
    mayInsert(asRole(), ownAccount()),
    mayUpdate(asRole()),
    mayDelete(asRole()),
  ),
})
@Index({ name: 'list_export_account', properties: ['accountId'] })
@Index({ name: 'list_export_writing', properties: ['nextAt'], where: `status = 'WRITING'` })
@Index({ name: 'list_export_expiry', properties: ['expiresAt'] })
@ObjectType({ implements: Node, description: '批量导出: all rows of one list as a file, as you may read them.' })
@Access(...signedIn)
export class ListExport extends Node {
  @PrimaryKey({ type: 'uuid' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid' })
  accountId: string;

  /** The role, subject and scopes of the viewer who requested it, with which it reads. */
  @Property({ type: 'text' })
  role: Role;

  @Property({ type: 'uuid', nullable: true })
  subjectId: string | null;

  /** Null if the token had no scopes. */
  @Property({ type: 'text[]', nullable: true })
  scopes: Scope[] | null;

  @Property({ type: 'text' })
  language: Language;

  @Property({ type: 'text' })
  @Field(() => ExportFormat, { description: '格式: how the rows are written.' })
  format: ExportFormat;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'The query, as it was sent.' })
  query: string;

  @Property({ type: 'jsonb' })
  variables: Record<string, unknown>;

  @Property({ type: 'text' })
  @Field(() => ExportStatus, { description: '状态: the present state.' })
  status: ExportStatus;

  /** Cursor after the last written row; null before the first page. */
  @Property({ type: 'text', nullable: true })
  cursor: string | null;

  @Property({ type: 'int', default: 0 })
  pageCount: number;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '行数: rows written so far.' })
  rowCount: number;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '失败原因: why it failed; null where it did not.' })
  failure: string | null;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  requestedAt: Date;

  /** Until then one gateway works on it; after a fault, the time of the next attempt. */
  @Property({ type: 'timestamptz' })
  nextAt: Date;

  @Property({ type: 'int', default: 0 })
  attempts: number;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was done, failed or was cancelled; null before.',
  })
  finishedAt: Date | null;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When the file is deleted.' })
  expiresAt: Date;

  /** The `traceparent` of the request, if tracing is on. */
  @Property({ type: 'text', nullable: true })
  traceparent: string | null;
}

export const exportedPlace = 'list_export_part.content';

/** One page of rows, encrypted: a role may export values that are encrypted in their own table. */
@Entity({ policies: rowPolicies(mayRead(asRole()), mayInsert(asRole()), mayDelete(asRole())) })
export class ListExportPart {
  @PrimaryKey({ type: 'uuid' })
  exportId: string;

  @PrimaryKey({ type: 'int' })
  number: number;

  @Property({ type: 'text' })
  sealedContent: string;
}
