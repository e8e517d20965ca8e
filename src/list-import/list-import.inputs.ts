import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Access } from '../access/access.js';
import { staff } from '../access/role.js';
import { Payload } from '../kernel/errors/payload.js';
import { ListChangeKind } from './list-import-row.js';
import { ListImport, ListImportStatus, ListKind } from './list-import.js';
import { DateScalar } from '../kernel/values/scalars.js';
import type { ImportQualifications, QualificationRow } from './import-qualifications.js';

@InputType({ description: 'Filter of imports; all conditions together.' })
export class ListImportFilter {
  @Field(() => ListKind, { nullable: true, description: '名单类别: only of this kind.' })
  kind?: ListKind;

  @Field(() => ListImportStatus, { nullable: true, description: '导入状态: only in this state, for example WAITING.' })
  status?: ListImportStatus;

  @Field(() => String, { nullable: true, description: '名单名称或文号: exactly this list.' })
  source?: string;
}

@InputType({ description: 'Filter of entries of the difference; all conditions together.' })
export class ListChangeFilter {
  @Field(() => ListChangeKind, { nullable: true, description: '差异类别: only of this kind.' })
  change?: ListChangeKind;

  @Field(() => String, { nullable: true, description: '统一社会信用代码: only of this company.' })
  creditCode?: string;
}

@InputType({ description: 'An import, as you saw it.' })
export class ConfirmListImportInput {
  @Field(() => ID, { description: 'Id of the import.' })
  listImportId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;
}

@InputType({ description: 'An import, as you saw it, and why it is discarded.' })
export class DiscardListImportInput extends ConfirmListImportInput {
  @Field(() => String, { description: '理由: the reason, in words.' })
  reason: string;
}

@ObjectType({ description: 'The import after the decision.' })
@Access(...staff)
export class ListImportPayload extends Payload {
  @Field(() => ListImport, { nullable: true, description: 'The import; null when it was refused.' })
  listImport?: ListImport | null;
}

@InputType({ description: 'One row of a list. Every field is text, so that a fault is reported for its row.' })
export class QualificationRowInput implements QualificationRow {
  @Field(() => String, { description: '统一社会信用代码: unified social credit code.' })
  creditCode: string;

  @Field(() => String, { description: '企业名称: name of the company.' })
  name: string;

  @Field(() => String, { description: '资质类别: code or official name of the kind, for example `GAZELLE`.' })
  kind: string;

  @Field(() => String, { description: '有效期起: first day, as 2024-01-01.' })
  validFrom: string;

  @Field(() => String, { description: '有效期止: last day, as 2026-12-31.' })
  validUntil: string;
}

@InputType({ description: 'A list of qualified enterprises.' })
export class ImportQualificationsInput implements ImportQualifications {
  @Field(() => String, { description: '名单名称或文号: name or number of the department’s list.' })
  source: string;

  @Field(() => DateScalar, { description: '名单日期: day of which the list speaks.' })
  listDate: string;

  @Field(() => [QualificationRowInput], { description: 'The rows, 1 to 100.' })
  rows: QualificationRowInput[];

  @Field(() => String, { description: 'Your key: the same key with the same input is imported once.' })
  idempotencyKey: string;
}
