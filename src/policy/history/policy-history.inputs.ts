import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MoneyScalar } from '../../kernel/values/money.js';
import { Payload } from '../../kernel/errors/payload.js';
import { DateScalar } from '../../kernel/values/scalars.js';
import { Access } from '../../access/access.js';
import { Role } from '../../access/role.js';
import { Policy } from '../policy.js';

@InputType({ description: 'A refund to record against a policy.' })
export class RecordRefundInput {
  @Field(() => ID, { description: 'Global id of the policy.' })
  policyId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;

  @Field(() => String, { description: '批单号: number of the endorsement; each is recorded once.' })
  endorsementNo: string;

  @Field(() => MoneyScalar, { description: '退费金额: premium paid back, at most what is left of it.' })
  amount: string;

  @Field(() => DateScalar, { description: '批改日期: day of the endorsement, not in the future.' })
  refundedOn: string;

  @Field(() => String, {
    description: 'Your key: the same key with the same input returns the same result and does nothing twice.',
  })
  idempotencyKey: string;
}

@InputType({ description: 'The new values of a policy; what is absent stays. Checked like a new policy.' })
export class PolicyChangesInput {
  @Field(() => String, { nullable: true, description: '统一社会信用代码 of the policyholder.' })
  creditCode?: string | null;

  @Field(() => String, { nullable: true, description: '企业名称; used where the company is not known yet.' })
  enterpriseName?: string | null;

  @Field(() => String, { nullable: true, description: '险种: code of a product.' })
  product?: string | null;

  @Field(() => String, { nullable: true, description: '保险起期: first day of cover, YYYY-MM-DD.' })
  startsOn?: string | null;

  @Field(() => String, { nullable: true, description: '保险止期: last day of cover, YYYY-MM-DD.' })
  endsOn?: string | null;

  @Field(() => String, { nullable: true, description: '保费: gross premium paid, in yuan, as "12345.60".' })
  premium?: string | null;

  @Field(() => String, { nullable: true, description: '发票号码: invoice number.' })
  invoiceNo?: string | null;

  @Field(() => String, { nullable: true, description: '共保比例, in per cent.' })
  share?: string | null;

  @Field(() => String, { nullable: true, description: '共保合同号: number of the co-insured contract.' })
  coinsuranceNo?: string | null;
}

@InputType({ description: 'A correction of a policy.' })
export class CorrectPolicyInput {
  @Field(() => ID, { description: 'Global id of the policy.' })
  policyId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;

  @Field(() => String, { description: '更正理由: why it is corrected.' })
  reason: string;

  @Field(() => PolicyChangesInput, { description: '更正内容: the new values; a field that is absent stays as it is.' })
  changes: PolicyChangesInput;
}

@ObjectType({ description: 'What became of the request to record a refund.' })
@Access(Role.INSURER)
export class RecordRefundPayload extends Payload {
  @Field(() => Policy, { nullable: true, description: 'The policy, with its refunds.' })
  policy?: Policy | null;
}

@ObjectType({ description: 'What became of the request to correct a policy.' })
@Access(Role.INSURER)
export class CorrectPolicyPayload extends Payload {
  @Field(() => Policy, { nullable: true, description: 'The policy as it is now; `corrections` says what changed.' })
  policy?: Policy | null;
}
