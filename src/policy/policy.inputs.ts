import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../kernel/errors/payload.js';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import { Policy } from './policy.js';

@InputType({ description: 'A policy to take back.' })
export class WithdrawPolicyInput {
  @Field(() => ID, { description: 'Global id of the policy.' })
  policyId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;

  @Field(() => String, { description: '撤回理由: why it is taken back.' })
  reason: string;
}

@ObjectType({ description: 'What became of the request to take a policy back.' })
@Access(Role.INSURER)
export class WithdrawPolicyPayload extends Payload {
  @Field(() => Policy, { nullable: true, description: 'The policy, now withdrawn.' })
  policy?: Policy | null;
}
