import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import { Payload } from '../kernel/errors/payload.js';
import { PolicyProblem, PolicyProblemKind, PolicyProblemStatus } from './policy-problem.js';

@InputType({ description: 'Filter of problems; all conditions together.' })
export class PolicyProblemFilter {
  @Field(() => String, { nullable: true, description: 'Code of the programme.' })
  programme?: string;

  @Field(() => PolicyProblemStatus, { nullable: true, description: 'Only in this state.' })
  status?: PolicyProblemStatus;

  @Field(() => Boolean, {
    nullable: true,
    description: '是否逾期: only those that the insurer has not answered in time.',
  })
  overdue?: boolean;
}

@InputType({ description: 'What is wrong with a policy of your company.' })
export class ReportPolicyProblemInput {
  @Field(() => String, { description: 'Code of the programme.' })
  programme: string;

  @Field(() => PolicyProblemKind, { description: '类别: whether it is missing or wrong.' })
  kind: PolicyProblemKind;

  @Field(() => ID, { nullable: true, description: '保单: which policy is WRONG.' })
  policyId: string | null = null;

  @Field(() => String, {
    nullable: true,
    description: '保险机构: official name or credit code of the insurer whose policy is MISSING.',
  })
  institution: string | null = null;

  @Field(() => String, {
    nullable: true,
    description: '保单号: number of the policy that is MISSING, as printed on it.',
  })
  policyNo: string | null = null;

  @Field(() => String, { description: '情况说明: what is missing or wrong, 1 to 2,000 characters.' })
  text: string;

  @Field(() => String, { description: 'Your key for this report: a retry with it reports nothing twice.' })
  idempotencyKey: string;
}

@InputType({ description: 'The problem, as you saw it.' })
export class PolicyProblemStepInput {
  @Field(() => ID, { description: 'Global id of the problem.' })
  problemId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;
}

@InputType({ description: 'The problem, as you saw it, and what you write.' })
export class PolicyProblemMessageInput extends PolicyProblemStepInput {
  @Field(() => String, { description: '内容: 1 to 2,000 characters.' })
  text: string;
}

@ObjectType({ description: 'A problem after a step.' })
@Access(Role.INSURER, Role.ENTERPRISE)
export class PolicyProblemPayload extends Payload {
  @Field(() => PolicyProblem, { nullable: true, description: 'The problem; null when it was refused.' })
  problem?: PolicyProblem | null;
}
