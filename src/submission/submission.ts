import type { FileFormat } from '../spreadsheet/file-format.js';
import { UploadedFormat } from '../upload/uploaded-format.js';
import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GlobalId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import { MoneyScalar } from '../kernel/values/money.js';
import type { Refusal } from '../kernel/errors/refusal.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import {
  asRole,
  mayDelete,
  mayInsert,
  mayRead,
  mayUpdate,
  ownInstitution,
  staff,
  rowPolicies,
} from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';

export enum ErrorPolicy {
  REJECT_ALL = 'REJECT_ALL',
  REJECT_FAILED_ROWS = 'REJECT_FAILED_ROWS',
}

registerEnumType(ErrorPolicy, {
  name: 'ErrorPolicy',
  description: 'What becomes of the good rows when others fail.',
  valuesConfig: {
    REJECT_ALL: { description: '全部退回: one failed row refuses all.' },
    REJECT_FAILED_ROWS: { description: '仅退回失败行: good rows are accepted, failed ones are returned with reasons.' },
  },
});

export enum SubmissionStatus {
  QUEUED = 'QUEUED',
  PROCESSING = 'PROCESSING',
  COMPLETED = 'COMPLETED',
  REJECTED = 'REJECTED',
  FAILED = 'FAILED',
}

registerEnumType(SubmissionStatus, {
  name: 'SubmissionStatus',
  description: '批量上传状态: how far the work on a submission is.',
  valuesConfig: {
    QUEUED: { description: '排队中: received whole, and waiting to be worked on.' },
    PROCESSING: { description: '处理中: rows are being checked and accepted.' },
    COMPLETED: { description: '已完成: every row has its answer.' },
    REJECTED: { description: '已全部退回: a row failed and the error policy is REJECT_ALL; nothing was accepted.' },
    FAILED: { description: '文件无法处理: the file as a whole could not be read; `fault` says why.' },
  },
});

export enum SubmissionSource {
  API = 'API',
  FILE = 'FILE',
}

registerEnumType(SubmissionSource, {
  name: 'SubmissionSource',
  description: '上传方式: how the rows came.',
  valuesConfig: {
    API: { description: '接口: with the mutation submitPolicies.' },
    FILE: { description: '文件: as a file, with POST /upload/policies.' },
  },
});

@Entity({
  policies: rowPolicies(mayRead(staff, ownInstitution()), mayInsert(asRole(), ownInstitution()), mayUpdate(asRole())),
})
@Index({ name: 'submission_submitted', properties: ['submittedAt', 'id'] })
@Index({ name: 'submission_institution_submitted', properties: ['institutionId', 'submittedAt', 'id'] })
@Index({ name: 'submission_programme_submitted', properties: ['programmeId', 'submittedAt', 'id'] })
@Index({ name: 'submission_status_submitted', properties: ['status', 'submittedAt', 'id'] })
@Index({ name: 'submission_failed', properties: ['submittedAt', 'id'], where: 'failed_count > 0' })
@Unique({ properties: ['institutionId', 'idempotencyKey'], where: `source = 'FILE'` })
@Unique({ properties: ['id', 'programmeId', 'institutionId'] })
@Index({ properties: ['institutionId', 'sha256'] })
@Index({ properties: ['submittedAt'], name: 'submission_unfinished', where: `status in ('QUEUED', 'PROCESSING')` })
@ObjectType({
  implements: Node,
  description: '批量上传: one push of policies by an institution, with what was accepted and what failed.',
})
@Access(Role.INSURER, ...staffRoles)
export class Submission extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid' })
  programmeId: string;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'text' })
  @Field(() => ErrorPolicy, { description: 'What was asked for when rows fail.' })
  errorPolicy: ErrorPolicy;

  @Property({ type: 'text', default: SubmissionStatus.COMPLETED })
  @Field(() => SubmissionStatus, { description: '状态: how far the work on it is.' })
  status: SubmissionStatus;

  @Property({ type: 'text', default: SubmissionSource.API })
  @Field(() => SubmissionSource, { description: '上传方式: how the rows came.' })
  source: SubmissionSource;

  @Property({ type: 'boolean', default: false })
  @Field(() => Boolean, { description: '试算: everything was checked and no policy was written.' })
  dryRun: boolean;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '总行数: rows received; while it is worked on, rows read so far.' })
  rowCount: number;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '受理行数: rows that became policies, or for a dry run would.' })
  acceptedCount: number;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '失败行数: rows with errors.' })
  failedCount: number;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '更正行数: accepted rows that changed an earlier policy instead of adding one.' })
  correctedCount: number;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '存疑保单数: accepted policies that were flagged for review.' })
  flaggedCount: number;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '提示行数: accepted rows with a warning, each to be looked at by its sender.' })
  warningCount: number;

  /** Notes on how the file was read. */
  @Property({ type: 'jsonb', defaultRaw: `'[]'` })
  notes: Refusal[];

  @Property({ columnType: 'numeric(16,2)', type: 'string', nullable: true })
  @Field(() => MoneyScalar, {
    nullable: true,
    description: '预计补贴合计: for a dry run, what the rows without errors would earn before refunds and the cap.',
  })
  subsidyPreview: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '文件名: as it was sent; null for rows of the API.' })
  fileName: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => UploadedFormat, { nullable: true, description: 'XLSX, ODS, CSV or NDJSON, detected from the content.' })
  fileFormat: FileFormat | null;

  @Property({ type: 'int', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Size of the file in bytes.' })
  fileSize: number | null;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: 'How many bytes of the file are worked through.' })
  bytesRead: number;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'SHA-256 of the file, in hexadecimal.' })
  sha256: string | null;

  @Property({ type: 'text', nullable: true })
  idempotencyKey: string | null;

  @Property({ type: 'uuid', nullable: true })
  submittedBy: string | null;

  /** The headings of the sender, under which failed rows are given back. */
  @Property({ type: 'text[]', nullable: true })
  headings: string[] | null;

  /** Why the file could not be read at all. */
  @Property({ type: 'jsonb', nullable: true })
  faultFound: Refusal | null;

  /** How often the work has begun without getting further than before. */
  @Property({ type: 'int', default: 0 })
  attempts: number;

  /** How many attempts failed, as a running gateway reported. */
  @Property({ type: 'int', default: 0 })
  failures: number;

  /** For how many attempts no gateway has reported the end; the current one counts until it has ended. */
  @Property({ type: 'int', default: 0 })
  deaths: number;

  /** How many rows the attempt that got furthest has read. */
  @Property({ type: 'int', default: 0 })
  furthestRow: number;

  /** Where the bytes of the file are stored until the work has ended. */
  @Property({ type: 'uuid', nullable: true })
  uploadId: string | null;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was received.' })
  submittedAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When work on the file began.' })
  startedAt: Date | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When work on the file ended.' })
  finishedAt: Date | null;
}

/**
 * The result of one row: the policy, or the reasons, stored as they were returned. For a file only rows that failed or
 * have a warning are stored; an accepted row is its policy, which has the row number.
 */
@Entity({
  policies: rowPolicies(mayRead(staff, ownInstitution()), mayInsert(asRole(), ownInstitution()), mayDelete(asRole())),
})
export class SubmissionRow {
  @PrimaryKey({ type: 'uuid' })
  submissionId: string;

  @PrimaryKey({ type: 'int' })
  index: number;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'text', nullable: true })
  rowKey: string | null;

  @Property({ type: 'uuid', nullable: true })
  policyId: string | null;

  @Property({ type: 'jsonb' })
  refusals: Refusal[];

  @Property({ type: 'jsonb' })
  warnings: Refusal[];

  /** The row as it was sent, so that a failed one can be given back: values by field, or for a file by column. */
  @Property({ type: 'jsonb' })
  sent: Record<string, string | null> | string[];
}
