import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MoneyScalar } from '../kernel/values/money.js';
import { Payload } from '../kernel/errors/payload.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import { Access } from '../access/access.js';
import { Role, everybody } from '../access/role.js';
import { Objection, ObjectionStatus } from './objection.js';
import { PublicityNotice } from '../notice/notice.js';

@InputType({ description: 'Where to send the code that confirms an objector’s contact.' })
export class RequestObjectionCodeInput {
  @Field(() => ID, { description: 'The notice that is objected to; it has to be open.' })
  noticeId: string;

  @Field(() => String, { description: '手机号码: 11 digits. It stays confidential.' })
  phone: string;
}

@ObjectType({ description: 'A code on its way.' })
@Access(...everybody)
export class ObjectionCodePayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'Give it to `fileObjection` with the code; null when refused.' })
  challengeId?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when the code holds.' })
  expiresAt?: Date | null;
}

@InputType({ description: 'An objection to a line or to a whole notice.' })
export class FileObjectionInput {
  @Field(() => ID, {
    description:
      'From `requestObjectionCode`. The same one again files nothing twice. Attachments go before: `POST /objections/{challengeId}/attachments`.',
  })
  challengeId: string;

  @Field(() => String, { description: '验证码: the code that arrived.' })
  code: string;

  @Field(() => String, {
    nullable: true,
    description: '统一社会信用代码: the line; absent for an objection to the whole notice.',
  })
  creditCode: string | null = null;

  @Field(() => String, { description: '异议人: real name of the person or organisation. It stays confidential.' })
  name: string;

  @Field(() => String, {
    description: '异议事项及理由: what is wrong and why, at most 5,000 characters. Confidential.',
  })
  statement: string;
}

@InputType({ description: 'Which papers go with an objection that is not filed yet.' })
export class KeepObjectionAttachmentsInput {
  @Field(() => ID, { description: 'The challenge that `requestObjectionCode` returned.' })
  challengeId: string;

  @Field(() => String, { description: '验证码: the code that arrived.' })
  code: string;

  @Field(() => [String], {
    description: 'SHA-256 of the papers that stay, as their upload returned; none takes off all.',
  })
  sha256s: string[];
}

@ObjectType({ description: 'The papers of an objection that is not filed yet.' })
@Access(...everybody)
export class ObjectionAttachmentsPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'How many papers there are now; null when it was refused.' })
  attachmentCount?: number | null;
}

@InputType({ description: 'An objection to take back.' })
export class WithdrawObjectionInput {
  @Field(() => String, { description: '回执: the receipt from `fileObjection`.' })
  receipt: string;
}

@ObjectType({ description: 'An objection after a step of its objector.' })
@Access(...everybody)
export class ObjectionReceiptPayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description: '回执: follows the objection up with `objectionOfReceipt`. Keep it: only you have it.',
  })
  receipt?: string | null;

  @Field(() => Objection, { nullable: true, description: 'The objection; null when it was refused.' })
  objection?: Objection | null;
}

@InputType({ description: 'What changes in a published line.' })
export class CorrectionInput {
  @Field(() => String, { description: '统一社会信用代码: credit code of the company on the line.' })
  creditCode: string;

  @Field(() => Boolean, { description: '剔除: takes the line off the list.' })
  remove: boolean = false;

  @Field(() => MoneyScalar, { nullable: true, description: '更正后金额: lower than published; absent leaves it.' })
  amount: string | null = null;

  @Field(() => String, { nullable: true, description: '更正后名称: absent leaves it.' })
  name: string | null = null;
}

@InputType({ description: 'A decision about an objection.' })
export class DecideObjectionInput {
  @Field(() => ID, { description: 'Global id of the objection.' })
  objectionId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;

  @Field(() => Boolean, { description: '异议是否成立: whether it is upheld.' })
  upheld: boolean;

  @Field(() => String, {
    description: '处理理由: the reason, which is public; nothing in it may point to the objector.',
  })
  reason: string;

  @Field(() => [CorrectionInput], {
    description: '更正内容: what changes on the list where it is upheld; empty where it is dismissed.',
  })
  corrections: CorrectionInput[] = [];
}

@ObjectType({ description: 'An objection after its decision.' })
@Access(Role.SCIENCE)
export class ObjectionPayload extends Payload {
  @Field(() => Objection, { nullable: true, description: 'The objection; null when it was refused.' })
  objection?: Objection | null;
}

@InputType({ description: 'A correction of a published list.' })
export class CorrectNoticeInput {
  @Field(() => ID, { description: 'Global id of the notice.' })
  noticeId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;

  @Field(() => [CorrectionInput], {
    description: '更正内容: lines with another amount or name; removed only where every policy of it was kept out.',
  })
  corrections: CorrectionInput[];

  @Field(() => String, { description: '更正理由: the public reason of the new release.' })
  reason: string;

  @Field(() => String, { description: 'Your key for this correction: a retry with it releases nothing twice.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'A notice after a correction.' })
@Access(Role.SCIENCE)
export class CorrectionPayload extends Payload {
  @Field(() => PublicityNotice, { nullable: true, description: 'The notice; null when it was refused.' })
  notice?: PublicityNotice | null;
}

@InputType({ description: 'Conditions for a list of objections: all that are given must hold.' })
export class ObjectionFilter {
  @Field(() => String, { nullable: true, description: 'Code of the programme.' })
  programme?: string;

  @Field(() => ID, { nullable: true, description: 'Only to this notice.' })
  noticeId?: string;

  @Field(() => ObjectionStatus, { nullable: true, description: 'Only in this state.' })
  status?: ObjectionStatus;
}
