import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MoneyScalar } from '../kernel/values/money.js';
import { Payload } from '../kernel/errors/payload.js';
import { DateScalar } from '../kernel/values/scalars.js';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import { Recovery, RecoveryStatus } from './recovery.js';

@InputType({ description: 'A recovery to open.' })
export class OpenRecoveryInput {
  @Field(() => ID, { description: 'Global id of the claim that was paid.' })
  claimId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;

  @Field(() => MoneyScalar, { description: '追回金额: at most what was paid.' })
  amount: string;

  @Field(() => String, { description: '追回理由: the finding in words that may be public.' })
  reason: string;

  @Field(() => DateScalar, { description: '还款期限: last day to pay it back.' })
  repayBy: string;

  @Field(() => String, { description: 'Your key for this recovery: a retry with it opens nothing twice.' })
  idempotencyKey: string;
}

@InputType({ description: 'Money that came back.' })
export class RecordRecoveryInput {
  @Field(() => ID, { description: 'Global id of the recovery.' })
  recoveryId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;

  @Field(() => MoneyScalar, { description: '金额: at most what is still due.' })
  amount: string;

  @Field(() => DateScalar, { description: '到账日期: the day on which it arrived.' })
  receivedOn: string;

  @Field(() => String, { description: '银行流水号: the bank’s own number.' })
  bankReference: string;

  @Field(() => String, { description: 'Your key for this repayment: a retry with it records nothing twice.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'A recovery after a step.' })
@Access(Role.SCIENCE, Role.FINANCE)
export class RecoveryPayload extends Payload {
  @Field(() => Recovery, { nullable: true, description: 'The recovery; null when it was refused.' })
  recovery?: Recovery | null;
}

@InputType({ description: 'Filter of recoveries; all conditions together.' })
export class RecoveryFilter {
  @Field(() => String, { nullable: true, description: 'Code of the programme.' })
  programme?: string;

  @Field(() => RecoveryStatus, { nullable: true, description: 'Only in this state.' })
  status?: RecoveryStatus;
}
