import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../access/context.js';
import { LeftOutPolicy } from '../assessment/assessment.js';
import { explanationOf } from '../assessment/explanation.resolver.js';
import { Explanation } from '../assessment/explanation.js';
import { assessmentKey, leftOutOfEnterprise } from '../assessment/assessment.loader.js';
import { Claim } from './claim.js';

@Resolver(() => Claim)
export class ClaimExplanationResolver {
  @FieldResolver(() => Explanation, {
    nullable: true,
    description: '测算说明: how the amount came about, as data and as sentences, from what the run itself stored.',
  })
  explanation(@Root() { proposalId, enterpriseId }: Claim, @Ctx() context: Context): Promise<Explanation | null> {
    return explanationOf(context, proposalId, enterpriseId);
  }

  @FieldResolver(() => [LeftOutPolicy], {
    description: '未计入保单: policies of the enterprise that do not count in it, with every failed condition.',
  })
  whyNot(@Root() { proposalId, enterpriseId }: Claim, @Ctx() context: Context): Promise<LeftOutPolicy[]> {
    return leftOutOfEnterprise(context, assessmentKey(proposalId, enterpriseId));
  }
}
