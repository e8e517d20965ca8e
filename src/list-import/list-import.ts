import type { FileFormat } from '../spreadsheet/file-format.js';
import { UploadedFormat } from '../upload/uploaded-format.js';
import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Access } from '../access/access.js';
import { staff as staffRoles } from '../access/role.js';
import { asRole, mayInsert, mayRead, mayUpdate, rowPolicies, staff } from '../database/schema/row-security.js';
import { GlobalId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import type { Refusal } from '../kernel/errors/refusal.js';
import { DateScalar, DateTimeScalar } from '../kernel/values/scalars.js';

export enum ListKind {
  COMPANY_REGISTER = 'COMPANY_REGISTER',
  QUALIFICATIONS = 'QUALIFICATIONS',
}

registerEnumType(ListKind, {
  name: 'ListKind',
  description: '名单类别: what a list says of companies.',
  valuesConfig: {
    COMPANY_REGISTER: { description: '企业登记信息: names, places and status in the business register.' },
    QUALIFICATIONS: { description: '企业资质名单: companies that a department recognised as being of a kind.' },
  },
});

export enum ListMode {
  ADD = 'ADD',
  REPLACE = 'REPLACE',
}

registerEnumType(ListMode, {
  name: 'ListMode',
  description: '导入方式: what becomes of entries that the list does not have.',
  valuesConfig: {
    ADD: { description: '增补更正: they stay. Entries of the list are added, or correct what is known.' },
    REPLACE: {
      description:
        '整体替换: entries that earlier imports of the same `source` brought are removed. For qualifications only: a company that is absent from a register list is still registered.',
    },
  },
});

export enum ListImportStatus {
  QUEUED = 'QUEUED',
  CHECKING = 'CHECKING',
  WAITING = 'WAITING',
  CONFIRMED = 'CONFIRMED',
  APPLIED = 'APPLIED',
  DISCARDED = 'DISCARDED',
  FAILED = 'FAILED',
}

registerEnumType(ListImportStatus, {
  name: 'ListImportStatus',
  description: '导入状态: how far an import is.',
  valuesConfig: {
    QUEUED: { description: '排队中: received, and waiting to be checked.' },
    CHECKING: { description: '核对中: rows are checked and compared with what is known.' },
    WAITING: { description: '待确认: the difference is complete; another person confirms or discards it.' },
    CONFIRMED: { description: '已确认: it is being put into effect.' },
    APPLIED: { description: '已生效: the difference is in effect.' },
    DISCARDED: { description: '已放弃: nothing of it was put into effect.' },
    FAILED: { description: '文件无法处理: the file could not be read; `fault` says why.' },
  },
});

@Entity({ policies: rowPolicies(mayRead(staff), mayInsert(asRole('PLATFORM')), mayUpdate(asRole())) })
@Unique({ properties: ['uploadedBy', 'idempotencyKey'], where: 'idempotency_key is not null' })
@Index({
  properties: ['uploadedAt'],
  name: 'list_import_unfinished',
  where: `status in ('QUEUED', 'CHECKING', 'CONFIRMED')`,
})
@ObjectType({
  implements: Node,
  description: '名单导入: one import of a list as a dated snapshot, with its difference from what was known.',
})
@Access(...staffRoles)
export class ListImport extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'text' })
  @Field(() => ListKind, { description: '名单类别: what the list names.' })
  kind: ListKind;

  @Property({ type: 'text' })
  @Field(() => ListMode, { description: '导入方式: whether the list replaces or adds.' })
  mode: ListMode;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名单名称或文号: name or number of the list, as its department gave it.' })
  source: string;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '名单日期: day of which the list speaks; changes take effect from it.' })
  listDate: string;

  @Property({ type: 'text' })
  @Field(() => ListImportStatus, { description: '导入状态: how far the import is.' })
  status: ListImportStatus;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '文件名: null for rows of a mutation.' })
  fileName: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => UploadedFormat, {
    nullable: true,
    description: '文件格式: XLSX, ODS, CSV or NDJSON, detected from the content.',
  })
  fileFormat: FileFormat | null;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '文件大小: size of the file in bytes.' })
  fileSize: number;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'SHA-256 of the file, in hexadecimal.' })
  sha256: string;

  @Property({ type: 'text', nullable: true })
  idempotencyKey: string | null;

  @Property({ type: 'text[]', nullable: true })
  headings: string[] | null;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '总行数: rows read so far.' })
  rowCount: number;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '失败行数: rows with errors; they are not part of the difference.' })
  failedCount: number;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '新增: entries that are not known yet.' })
  addedCount: number;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '变更: entries that differ from what is known.' })
  changedCount: number;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '移出: entries that the list replaces and does not have.' })
  removedCount: number;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '无变化: entries that are known as they are.' })
  unchangedCount: number;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '已有更新信息: entries of which something newer than this list is known.' })
  olderCount: number;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: 'How many bytes of the file are worked through.' })
  bytesRead: number;

  @Property({ type: 'jsonb', nullable: true })
  faultFound: Refusal | null;

  /** How often the present step has begun. */
  @Property({ type: 'int', default: 0 })
  attempts: number;

  /** How many attempts failed, as a running gateway reported. */
  @Property({ type: 'int', default: 0 })
  failures: number;

  /** For how many attempts no gateway has reported the end; the current one counts until it has ended. */
  @Property({ type: 'int', default: 0 })
  deaths: number;

  @Property({ type: 'uuid' })
  uploadedBy: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: '上传时间: when the file was uploaded.' })
  uploadedAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '核对完成时间: when the comparison ended.' })
  checkedAt: Date | null;

  @Property({ type: 'uuid', nullable: true })
  decidedBy: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '确认或放弃时间: when it was confirmed or discarded.' })
  decidedAt: Date | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '生效时间: when the list took effect.' })
  appliedAt: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '放弃理由: why it was discarded.' })
  reason: string | null;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each decision; an update names the one it saw.' })
  version: number;

  decide(status: ListImportStatus.CONFIRMED | ListImportStatus.DISCARDED, by: string | null, at: Date): void {
    this.status = status;
    this.decidedBy = by;
    this.decidedAt = at;
  }
}
