import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../access/context.js';
import { LeftOutPolicy } from '../assessment/left-out-policy.js';
import { assessmentKey } from '../assessment/assessment.loader.js';
import { explain, Explanation } from '../assessment/explanation/explanation.js';
import { traceOfAssessment } from '../assessment/explanation/trace.loader.js';
import { formatYuan, parseYuan } from '../kernel/values/money.js';
import { Claim } from './claim.js';
import { ClaimCorrection } from './corrections/claim-correction.js';
import { correctionsOfClaim, notCountedOfClaim } from './claim.loader.js';

@Resolver(() => Claim)
export class ClaimExplanationResolver {
  @FieldResolver(() => Explanation, {
    nullable: true,
    description:
      '测算说明: how `grantedAmount` came about, as data and as sentences: the computation, then every correction since.',
  })
  async explanation(@Root() claim: Claim, @Ctx() context: Context): Promise<Explanation | null> {
    const trace = await traceOfAssessment(context, assessmentKey(claim.proposalId, claim.enterpriseId));
    if (!trace) return null;
    const corrections = await correctionsOfClaim(context, claim.id);
    return explain(trace, context.language, claim.grantedAmount, corrections.map(stepOf));
  }

  @FieldResolver(() => [LeftOutPolicy], {
    description:
      '未计入保单: policies of the enterprise that do not count in the claim, with every failed condition: those that the computation left out, and those that were kept out or taken off the list since.',
  })
  whyNot(@Root() claim: Claim, @Ctx() context: Context): Promise<LeftOutPolicy[]> {
    return notCountedOfClaim(context, claim.id);
  }

  @FieldResolver(() => [ClaimCorrection], {
    description: '金额更正: every change of the amount after it was computed, the first one first.',
  })
  corrections(@Root() claim: Claim, @Ctx() context: Context): Promise<ClaimCorrection[]> {
    return correctionsOfClaim(context, claim.id);
  }
}

function stepOf({ excluded, amountBefore: before, amountAfter: after, reason }: ClaimCorrection) {
  const cut = formatYuan((parseYuan(before) ?? 0n) - (parseYuan(after) ?? 0n));
  return { excluded, before, after, cut, reason };
}
