import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { LeftOutPolicy, LeftOutReason } from '../assessment/left-out-policy.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import { PublicityNotice } from '../notice/notice.js';
import { DocumentKind } from '../programme/catalogue/document-kind.js';
import { Policy } from '../policy/policy.js';
import { PolicyOutcomeStatus } from '../policy/policy-outcome.js';
import { leftOutByKey, leftOutKey, missingDocumentsOfPolicy, noticeOfProposal } from './outcome.loader.js';

@ObjectType({
  description:
    '保单结果: what became of a policy, for its insurer and its company. It follows the event log within seconds; each change is an event (`POLICY_OUTCOME_CHANGED`).',
})
@Access(Role.INSURER, Role.ENTERPRISE, ...staff)
export class PolicyOutcome {
  policy: Policy;

  @Field(() => PolicyOutcomeStatus, { description: '结果: what became of the policy so far.' })
  status: PolicyOutcomeStatus;

  @Field(() => DateTimeScalar, { description: 'When it got this outcome.' })
  since: Date;

  @Field(() => Int, {
    nullable: true,
    description: '修订号: the revision of the proposal that counts it or left it out; null before one looked at it.',
  })
  revision: number | null;
}

@Resolver(() => Policy)
export class PolicyOutcomeFieldResolver {
  @FieldResolver(() => PolicyOutcome, { description: '保单结果: what became of it.' })
  outcome(@Root() policy: Policy): PolicyOutcome {
    return Object.assign(new PolicyOutcome(), {
      policy,
      status: policy.outcome,
      since: policy.outcomeAt ?? policy.acceptedAt,
      revision: policy.outcomeRevision,
    });
  }
}

@Resolver(() => PolicyOutcome)
export class PolicyOutcomeResolver {
  @FieldResolver(() => LeftOutPolicy, {
    nullable: true,
    description: '未计入说明: what the revision found and what would mend it; null where it was not left out.',
  })
  leftOut(@Root() { status, policy }: PolicyOutcome, @Ctx() context: Context): Promise<LeftOutPolicy | null> | null {
    if (status !== PolicyOutcomeStatus.LEFT_OUT || !policy.outcomeProposalId) return null;
    return leftOutByKey(context, leftOutKey(policy.outcomeProposalId, policy.enterpriseId, policy.id));
  }

  @FieldResolver(() => [LeftOutReason], { description: '未计入原因: all that apply; empty where it was not left out.' })
  async reasons(@Root() outcome: PolicyOutcome, @Ctx() context: Context): Promise<LeftOutReason[]> {
    return (await this.leftOut(outcome, context))?.reasons ?? [];
  }

  @FieldResolver(() => [DocumentKind], { description: '尚缺材料: kinds of paper that it still lacks.' })
  async missingDocuments(@Root() { policy }: PolicyOutcome, @Ctx() context: Context): Promise<string[]> {
    return (await missingDocumentsOfPolicy(context, policy.id)).map(({ kind }) => kind);
  }

  @FieldResolver(() => PublicityNotice, {
    nullable: true,
    description:
      '公示: the notice whose list its company is on with it; null before it is published, and where it is left out.',
  })
  notice(@Root() { status, policy }: PolicyOutcome, @Ctx() context: Context): Promise<PublicityNotice | null> | null {
    if (status === PolicyOutcomeStatus.LEFT_OUT || !policy.outcomeProposalId) return null;
    return noticeOfProposal(context, policy.outcomeProposalId);
  }
}
