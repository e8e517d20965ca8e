import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../kernel/errors/payload.js';
import { DateScalar } from '../kernel/values/scalars.js';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import { Claim } from './claim.js';
import { ClaimStatus } from './claim-status.js';

@InputType({ description: 'Whom to ask for their accounts.' })
export class RequestPaymentInformationInput {
  @Field(() => String, { description: 'Code of the programme: every claim of it that is CONFIRMED.' })
  programme: string;

  @Field(() => String, { description: 'Your key for this request: a retry with it sends nothing twice.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'Who was asked.' })
@Access(Role.PLATFORM)
export class RequestPaymentInformationPayload extends Payload {
  @Field(() => Int, { nullable: true, description: '通知企业数: claims whose time started; null when it was refused.' })
  requestedCount?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: '短信数: text messages on their way; enterprises that have not registered cannot be notified.',
  })
  messageCount?: number | null;

  @Field(() => DateScalar, { nullable: true, description: '填报截止: last day to claim.' })
  claimBy?: string | null;
}

@InputType({ description: 'An enterprise’s confirmation.' })
export class ConfirmClaimInput {
  @Field(() => ID, { description: 'Global id of the claim.' })
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

@InputType({ description: 'The programme whose expired claims are given up.' })
export class ForfeitExpiredClaimsInput {
  @Field(() => String, { description: 'Code of the programme.' })
  programme: string;

  @Field(() => String, {
    description: 'Your key: the same key with the same input returns the same result and does nothing twice.',
  })
  idempotencyKey: string;
}

@ObjectType({ description: 'What was given up.' })
@Access(Role.PLATFORM)
export class ForfeitPayload extends Payload {
  @Field(() => Int, { nullable: true, description: '视为放弃数: how many claims were given up now.' })
  forfeitedCount?: number | null;
}

@InputType({ description: 'More time for an enterprise.' })
export class ExtendClaimInput {
  @Field(() => ID, { description: 'Global id of the claim.' })
  claimId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;

  @Field(() => DateScalar, { description: '延长至: the new last day.' })
  until: string;

  @Field(() => String, { description: '延长理由: why the time is extended.' })
  reason: string;
}

@InputType({ description: 'Conditions for a list of changes of claims: all that are given must hold.' })
export class ClaimStatusFilter {
  @Field(() => [ID], { nullable: true, description: 'Only of these claims.' })
  claimIds?: string[];

  @Field(() => [ClaimStatus], { nullable: true, description: 'Only changes into one of these states.' })
  toStatuses?: ClaimStatus[];
}
