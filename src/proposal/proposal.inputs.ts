import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../kernel/errors/payload.js';
import { Access } from '../access/access.js';
import { staff } from '../access/role.js';
import { LeftOutReason } from '../assessment/left-out-policy.js';
import { ProposalRun } from './run/proposal-run.js';
import { SubsidyProposal, ProposalStatus } from './subsidy-proposal.js';

@InputType({ description: 'Which programme to compute.' })
export class ComputeProposalInput {
  @Field(() => String, { description: 'Code of the programme.' })
  programme: string;

  @Field(() => String, { description: 'Your key for this computation: a retry with it computes nothing twice.' })
  idempotencyKey: string;

  @Field(() => Boolean, {
    description:
      '后台测算: answer at once with `run` and compute in the background; follow it with `proposalProgressed`. Otherwise the answer comes when the revision is there.',
  })
  background: boolean = false;
}

@InputType({ description: 'A proposal, as it was seen.' })
export class ProposalStepInput {
  @Field(() => ID, { description: 'Global id of the proposal.' })
  proposalId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;
}

@InputType({ description: 'The regulator’s opinion.' })
export class GiveOpinionInput extends ProposalStepInput {
  @Field(() => Boolean, { description: '是否同意: whether the regulator agrees.' })
  agrees: boolean;

  @Field(() => String, { description: '意见: the opinion in words.' })
  opinion: string;

  @Field(() => [ID], { description: '附件: papers uploaded by `POST /upload/opinion-papers`, in their order.' })
  paperIds: string[] = [];
}

@InputType({ description: 'A proposal to return.' })
export class ReturnProposalInput extends ProposalStepInput {
  @Field(() => String, { description: '退回理由: what has to change.' })
  reason: string;
}

@ObjectType({ description: 'A proposal after a step.' })
@Access(...staff)
export class ProposalPayload extends Payload {
  @Field(() => SubsidyProposal, { nullable: true, description: 'The proposal; null when it was refused.' })
  proposal?: SubsidyProposal | null;
}

@ObjectType({ description: 'A proposal that was computed, or asked for.' })
@Access(...staff)
export class ComputeProposalPayload extends ProposalPayload {
  @Field(() => ProposalRun, { nullable: true, description: 'The computation; null when it was refused.' })
  run?: ProposalRun | null;
}

@InputType({ description: 'Filter of proposals; all conditions together.' })
export class SubsidyProposalFilter {
  @Field(() => String, { nullable: true, description: 'Code of the programme.' })
  programme?: string;

  @Field(() => ProposalStatus, { nullable: true, description: 'Only in this state, for example those to decide.' })
  status?: ProposalStatus;

  @Field(() => Boolean, { nullable: true, description: '监管意见: whether the regulator has given its opinion.' })
  opinionGiven?: boolean;

  @Field(() => Boolean, { nullable: true, description: '是否已公示: whether its list was published.' })
  published?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: '最新修订: whether it is the newest revision of its programme.',
  })
  newest?: boolean;
}

@InputType({ description: 'Conditions for a list of left-out policies: all that are given must hold.' })
export class LeftOutFilter {
  @Field(() => LeftOutReason, { nullable: true, description: 'Only with this reason among theirs.' })
  reason?: LeftOutReason;
}
