import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MoneyScalar } from '../kernel/values/money.js';
import { Payload } from '../kernel/errors/payload.js';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import { Policy } from '../policy/policy.js';

@InputType({ description: 'What other public money paid for a policy.' })
export class RecordOtherFundingInput {
  @Field(() => ID, { description: 'Global id of the policy.' })
  policyId: string;

  @Field(() => Int, { description: 'The version that you saw (`Policy.otherFunding`); 0 where nothing was recorded.' })
  version: number;

  @Field(() => MoneyScalar, { description: '其他财政资金: the amount; "0.00" takes back what was recorded.' })
  amount: string;

  @Field(() => String, { description: '来源: which money, and where that is written.' })
  source: string;

  @Field(() => String, {
    description: 'Your key: the same key with the same input returns the same result and does nothing twice.',
  })
  idempotencyKey: string;
}

@ObjectType({ description: 'A policy after other funding was recorded.' })
@Access(Role.PLATFORM)
export class RecordOtherFundingPayload extends Payload {
  @Field(() => Policy, { nullable: true, description: 'The policy; null when it was refused.' })
  policy?: Policy | null;
}

@InputType({ description: 'A policy that other provincial money subsidised already.' })
export class BlockPolicyInput {
  @Field(() => ID, { description: 'Global id of the policy.' })
  policyId: string;

  @Field(() => Int, { description: 'The version of the policy that you saw.' })
  version: number;

  @Field(() => String, { description: '理由: what subsidised it already.' })
  reason: string;

  @Field(() => String, { description: '依据: where that is known from, for example a document number.' })
  source: string;

  @Field(() => String, { description: 'Your key for this block: a retry with it blocks nothing twice.' })
  idempotencyKey: string;
}

@InputType({ description: 'A policy whose block was a mistake.' })
export class UnblockPolicyInput {
  @Field(() => ID, { description: 'Global id of the policy.' })
  policyId: string;

  @Field(() => Int, { description: 'The version of the block that you saw (`Policy.exclusions`).' })
  version: number;

  @Field(() => String, { description: '解除理由: why it may count again.' })
  reason: string;
}

@ObjectType({ description: 'A policy after it was blocked or unblocked.' })
@Access(Role.PLATFORM)
export class PolicyExclusionPayload extends Payload {
  @Field(() => Policy, { nullable: true, description: 'The policy; null when it was refused.' })
  policy?: Policy | null;
}
