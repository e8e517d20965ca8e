import { Department } from '../worklist/department.js';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Access } from '../access/access.js';
import { staff } from '../access/role.js';
import { Payload } from '../kernel/errors/payload.js';
import { DateScalar, DateTimeScalar } from '../kernel/values/scalars.js';
import { ProgrammeInput } from '../programme/data/programme-input.js';
import { Draft, DraftKind, DraftStatus } from './draft.js';

@InputType({ description: 'Which drafts; all conditions together.' })
export class DraftFilter {
  @Field(() => DraftKind, { nullable: true, description: '草案类别: only of this kind.' })
  kind?: DraftKind;

  @Field(() => DraftStatus, { nullable: true, description: '草案状态: only in this state.' })
  status?: DraftStatus;

  @Field(() => Department, {
    nullable: true,
    description: '待批准部门: only CHECKED ones that this department has yet to approve.',
  })
  toApproveBy?: Department;

  @Field(() => String, { nullable: true, description: '年度工作编号: only of this programme.' })
  programme?: string;

  @Field(() => Int, { nullable: true, description: '年份: only of the calendar of this year.' })
  calendarYear?: number;
}

const inForceFromText =
  '拟生效时间: the instant from which it is to hold; absent: as soon as both departments have approved it.';
const keyText = 'Your key: the same key with the same input returns the same draft.';

@InputType({ description: 'A programme to prepare.' })
export class DraftProgrammeInput {
  @Field(() => ProgrammeInput, { description: '年度工作: the subsidy programme.' })
  programme: ProgrammeInput;

  @Field(() => DateTimeScalar, { nullable: true, description: inForceFromText })
  inForceFrom: Date | null = null;

  @Field(() => String, { description: keyText })
  idempotencyKey: string;
}

@InputType({ description: 'A later version of a programme to prepare.' })
export class ReviseProgrammeInput {
  @Field(() => ProgrammeInput, { description: 'The programme as it is to be, whole; its code says which.' })
  programme: ProgrammeInput;

  @Field(() => Int, { description: 'The version of the programme that you saw.' })
  version: number;

  @Field(() => DateTimeScalar, { nullable: true, description: inForceFromText })
  inForceFrom: Date | null = null;

  @Field(() => String, { description: keyText })
  idempotencyKey: string;
}

@InputType({
  description: 'The arrangement of a year to prepare; also of a year that the calendar covers, to correct it.',
})
export class DraftCalendarInput {
  @Field(() => Int, { description: '年份: year of the calendar.' })
  year: number;

  @Field(() => [DateScalar], { description: '放假日期: days on which nobody works; weekends need not be named.' })
  holidays: string[];

  @Field(() => [DateScalar], { description: '补班日期: Saturdays and Sundays on which people work.' })
  makeUpDays: string[];

  @Field(() => String, { description: '文号: number of the document that arranges it.' })
  documentNumber: string;

  @Field(() => DateTimeScalar, { nullable: true, description: inForceFromText })
  inForceFrom: Date | null = null;

  @Field(() => String, { description: keyText })
  idempotencyKey: string;
}

@InputType({ description: 'A draft to check again.' })
export class CheckDraftInput {
  @Field(() => ID, { description: 'Global id of the draft.' })
  draftId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;
}

@InputType({ description: 'A draft to approve for your department.' })
export class ApproveDraftInput extends CheckDraftInput {}

@InputType({ description: 'A draft to return, and why.' })
export class ReturnDraftInput extends CheckDraftInput {
  @Field(() => String, { description: '退回理由: why it is returned.' })
  reason: string;
}

@ObjectType({ description: 'The draft after the step.' })
@Access(...staff)
export class DraftPayload extends Payload {
  @Field(() => Draft, { nullable: true, description: 'The draft; null when it was refused.' })
  draft?: Draft | null;
}
