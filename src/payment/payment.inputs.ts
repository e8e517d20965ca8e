import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MoneyScalar } from '../kernel/money.js';
import { Payload } from '../kernel/payload.js';
import { DateScalar } from '../kernel/scalars.js';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import { Claim } from '../claim/claim.js';
import { PaymentBatch, BatchStatus, PaymentStatus } from './payment-batch.js';
import { Recovery } from '../recovery/recovery.js';

@InputType({ description: 'Which batches; all conditions together.' })
export class PaymentBatchFilter {
  @Field(() => String, { nullable: true, description: 'Code of the programme.' })
  programme?: string;

  @Field(() => BatchStatus, { nullable: true, description: 'Only in this state.' })
  status?: BatchStatus;
}

@InputType({ description: 'Which lines of a batch.' })
export class PaymentLineFilter {
  @Field(() => PaymentStatus, { nullable: true, description: 'Only with this result.' })
  status?: PaymentStatus;
}

@InputType({ description: 'Whom to ask for their accounts.' })
export class RequestPaymentInformationInput {
  @Field(() => String, { description: 'Code of the programme: every claim of it that is CONFIRMED.' })
  programme: string;

  @Field(() => String, { description: 'Your key for this request: a retry with it sends nothing anew.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'Who was asked.' })
@Access(Role.PLATFORM)
export class RequestPaymentInformationPayload extends Payload {
  @Field(() => Int, { nullable: true, description: '通知企业数: claims whose time started; null when it was refused.' })
  requestedCount?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: '短信数: text messages on their way; enterprises that have not registered cannot be told.',
  })
  messageCount?: number | null;

  @Field(() => DateScalar, { nullable: true, description: '填报截止: last day to claim.' })
  claimBy?: string | null;
}

@InputType({ description: 'An enterprise’s confirmation.' })
export class ConfirmClaimInput {
  @Field(() => ID, { description: 'The claim.' })
  claimId: string;

  @Field(() => Int, { description: 'The version that you saw: with it you confirm the data shown.' })
  version: number;

  @Field(() => ID, { description: '收款账户: one of the enterprise’s bank accounts.' })
  bankAccountId: string;

  @Field(() => Int, {
    description: '承诺书版本: the version of `statementOfTruth` that was shown and accepted.',
  })
  acceptedStatement: number;
}

@ObjectType({ description: 'A claim after a step.' })
@Access(Role.ENTERPRISE, Role.SCIENCE)
export class ClaimPayload extends Payload {
  @Field(() => Claim, { nullable: true, description: 'The claim; null when it was refused.' })
  claim?: Claim | null;
}

@ObjectType({ description: 'What was given up.' })
@Access(Role.PLATFORM)
export class ForfeitPayload extends Payload {
  @Field(() => Int, { nullable: true, description: '视为放弃数: how many claims were given up now.' })
  forfeitedCount?: number | null;
}

@InputType({ description: 'More time for an enterprise.' })
export class ExtendClaimInput {
  @Field(() => ID, { description: 'The claim.' })
  claimId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;

  @Field(() => DateScalar, { description: '延长至: the new last day.' })
  until: string;

  @Field(() => String, { description: '延长理由: why.' })
  reason: string;
}

@InputType({ description: 'Claims to pay together.' })
export class OrderPaymentInput {
  @Field(() => String, { description: 'Code of the programme.' })
  programme: string;

  @Field(() => [ID], { nullable: true, description: 'Which claims; every one that is CLAIMED where absent.' })
  claimIds: string[] | null = null;

  @Field(() => String, { description: 'Your key for this batch: a retry with it orders nothing anew.' })
  idempotencyKey: string;
}

@InputType({ description: 'A batch to release.' })
export class ReleasePaymentInput {
  @Field(() => ID, { description: 'The batch.' })
  batchId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;
}

@ObjectType({ description: 'A payment batch after a step.' })
@Access(Role.SCIENCE, Role.FINANCE)
export class PaymentBatchPayload extends Payload {
  @Field(() => PaymentBatch, { nullable: true, description: 'The batch; null when it was refused.' })
  batch?: PaymentBatch | null;
}

@InputType({ description: 'What the bank answered about one line.' })
export class PaymentResultInput {
  @Field(() => String, { description: '付款编号: the reference of the line.' })
  reference: string;

  @Field(() => MoneyScalar, { description: '金额: as the bank has it; it has to be the line’s.' })
  amount: string;

  @Field(() => Boolean, { description: '是否成功: whether it was paid.' })
  paid: boolean;

  @Field(() => String, { nullable: true, description: '失败原因: the bank’s reason where it was not.' })
  reason: string | null = null;

  @Field(() => String, { nullable: true, description: '银行流水号: the bank’s own number.' })
  bankReference: string | null = null;
}

@InputType({ description: 'Results of the bank for one batch.' })
export class RecordPaymentResultsInput {
  @Field(() => ID, { description: 'The batch.' })
  batchId: string;

  @Field(() => [PaymentResultInput], {
    description: 'Up to 100 results; more as a file to `POST /payment-batches/{id}/results`.',
  })
  results: PaymentResultInput[];

  @Field(() => Boolean, {
    description: 'Whether to record the good lines although others are refused; by default all or none.',
  })
  acceptGoodLines: boolean = false;
}

@ObjectType({ description: 'A payment batch after results were recorded.' })
@Access(Role.FINANCE)
export class PaymentResultsPayload extends Payload {
  @Field(() => PaymentBatch, { nullable: true, description: 'The batch; null when all was refused.' })
  batch?: PaymentBatch | null;

  @Field(() => Int, { nullable: true, description: '登记笔数: lines whose result was recorded now.' })
  recordedCount?: number | null;

  @Field(() => Int, { nullable: true, description: '重复笔数: lines that had this very result before.' })
  repeatedCount?: number | null;
}

@InputType({ description: 'A recovery to open.' })
export class OpenRecoveryInput {
  @Field(() => ID, { description: 'The claim that was paid.' })
  claimId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;

  @Field(() => MoneyScalar, { description: '追回金额: at most what was paid.' })
  amount: string;

  @Field(() => String, { description: '追回理由: the finding in words that may be public.' })
  reason: string;

  @Field(() => DateScalar, { description: '还款期限: last day to pay it back.' })
  repayBy: string;

  @Field(() => String, { description: 'Your key for this recovery: a retry with it opens nothing anew.' })
  idempotencyKey: string;
}

@InputType({ description: 'Money that came back.' })
export class RecordRecoveryInput {
  @Field(() => ID, { description: 'The recovery.' })
  recoveryId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;

  @Field(() => MoneyScalar, { description: '金额: at most what is still due.' })
  amount: string;

  @Field(() => DateScalar, { description: '到账日期: the day on which it arrived.' })
  receivedOn: string;

  @Field(() => String, { description: '银行流水号: the bank’s own number.' })
  bankReference: string;

  @Field(() => String, { description: 'Your key for this repayment: a retry with it records nothing anew.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'A recovery after a step.' })
@Access(Role.SCIENCE, Role.FINANCE)
export class RecoveryPayload extends Payload {
  @Field(() => Recovery, { nullable: true, description: 'The recovery; null when it was refused.' })
  recovery?: Recovery | null;
}
