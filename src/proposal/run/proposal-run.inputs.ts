import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../../kernel/errors/payload.js';
import { Access } from '../../access/access.js';
import { staff } from '../../access/role.js';
import { ProposalRun, RunStatus } from './proposal-run.js';

@InputType({ description: 'Filter of computations; all conditions together.' })
export class ProposalRunFilter {
  @Field(() => String, { nullable: true, description: 'Code of the programme.' })
  programme?: string;

  @Field(() => RunStatus, { nullable: true, description: 'Only in this state.' })
  status?: RunStatus;
}

@InputType({ description: 'Which computation to call off.' })
export class CancelComputationInput {
  @Field(() => ID, { description: 'Global id of the id of the proposal that it computes.' })
  proposalId: string;
}

@ObjectType({ description: 'A computation after it was called off.' })
@Access(...staff)
export class RunPayload extends Payload {
  @Field(() => ProposalRun, { nullable: true, description: 'The computation; null when it was refused.' })
  run?: ProposalRun | null;
}
