import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../../kernel/errors/payload.js';
import { Access } from '../../access/access.js';
import { Role } from '../../access/role.js';
import { Policy } from '../../policy/policy.js';

@InputType({ description: 'A policy that is left for review.' })
export class AdmitPolicyInput {
  @Field(() => ID, { description: 'Global id of the policy.' })
  policyId: string;

  @Field(() => String, { description: '理由: why it counts.' })
  reason: string;

  @Field(() => String, {
    description: 'Your key: the same key with the same input returns the same result and does nothing twice.',
  })
  idempotencyKey: string;
}

@ObjectType({ description: 'A policy after the decision that it counts.' })
@Access(Role.SCIENCE)
export class AdmitPolicyPayload extends Payload {
  @Field(() => Policy, { nullable: true, description: 'The policy; null when it was refused.' })
  policy?: Policy | null;
}
