import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MoneyScalar } from '../kernel/values/money.js';
import { Payload } from '../kernel/errors/payload.js';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import { PaymentBatch, BatchStatus } from './payment-batch.js';
import { PaymentStatus } from './payment-line.js';
import { ErrorPolicy } from '../submission/submission.js';
import { ReturnTo } from './results/return-payment.js';

@InputType({ description: 'Filter of batches; all conditions together.' })
export class PaymentBatchFilter {
  @Field(() => String, { nullable: true, description: 'Code of the programme.' })
  programme?: string;

  @Field(() => BatchStatus, { nullable: true, description: 'Only in this state.' })
  status?: BatchStatus;
}

@InputType({ description: 'Conditions for a list of lines of a batch: all that are given must hold.' })
export class PaymentLineFilter {
  @Field(() => PaymentStatus, { nullable: true, description: 'Only with this result.' })
  status?: PaymentStatus;

  @Field(() => Boolean, {
    nullable: true,
    description:
      '是否暂缓: true for lines that keep the batch from its release (on hold, or not answered by the payee check).',
  })
  blocksRelease?: boolean;
}

@InputType({ description: 'Claims to pay together.' })
export class OrderPaymentInput {
  @Field(() => String, { description: 'Code of the programme.' })
  programme: string;

  @Field(() => Int, { description: 'The version that you saw (`Programme.paymentVersion`); 0 before the first batch.' })
  version: number;

  @Field(() => [ID], { nullable: true, description: 'Which claims; every one that is CLAIMED where absent.' })
  claimIds: string[] | null = null;

  @Field(() => String, { description: 'Your key for this batch: a retry with it orders nothing twice.' })
  idempotencyKey: string;
}

registerEnumType(ReturnTo, {
  name: 'ReturnPaymentTo',
  description: '退回对象: who has to act on what the department of finance returns.',
  valuesConfig: {
    DEPARTMENT: { description: '退回省科技厅: the claim is CLAIMED again and can be ordered in another batch.' },
    ENTERPRISE: { description: '退回企业: the enterprise corrects its account and claims again.' },
  },
});

@InputType({ description: 'A batch, or lines of it, to return before anything was sent.' })
export class ReturnPaymentInput {
  @Field(() => ID, { description: 'Global id of the batch.' })
  batchId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;

  @Field(() => [String], {
    nullable: true,
    description: '付款编号: references of the lines; every open line where absent. A released batch is returned whole.',
  })
  references: string[] | null = null;

  @Field(() => ReturnTo, { description: '退回对象: to whom the claims go back.' })
  to: ReturnTo;

  @Field(() => String, { description: '退回理由: why, for the department and the enterprise.' })
  reason: string;
}

@InputType({ description: 'Lines that a check holds and that continue all the same.' })
export class AcceptPayeesInput {
  @Field(() => ID, { description: 'Global id of the batch.' })
  batchId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;

  @Field(() => [String], { description: '付款编号: references of lines that are on hold or wait for the payee check.' })
  references: string[];

  @Field(() => String, { description: '理由: why, for example that the company was called and confirmed its account.' })
  reason: string;
}

@InputType({ description: 'A batch to release.' })
export class ReleasePaymentInput {
  @Field(() => ID, { description: 'Global id of the batch.' })
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
  @Field(() => ID, { description: 'Global id of the batch.' })
  batchId: string;

  @Field(() => [PaymentResultInput], {
    description: 'Up to 100 results; more as a file to `POST /payment-batches/{id}/results`.',
  })
  results: PaymentResultInput[];

  @Field(() => ErrorPolicy, {
    description: 'What happens to good lines when others are refused; REJECT_ALL where absent.',
  })
  errorPolicy: ErrorPolicy = ErrorPolicy.REJECT_ALL;
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
