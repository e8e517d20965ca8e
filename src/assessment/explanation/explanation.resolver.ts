import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { Role, staff } from '../../access/role.js';
import type { ProgrammeRules } from '../../programme/programme-rules.js';
import { provinces } from '../../programme/catalogue/provinces.js';
import { programmeById, qualificationKindByCode, regionByCode, rulesById } from '../../programme/programme.loader.js';
import { Assessment } from '../assessment.js';
import { LeftOutPolicy } from '../left-out-policy.js';
import { assessmentKey } from '../assessment.loader.js';
import { explain, Explanation } from './explanation.js';
import { traceOfAssessment } from './trace.loader.js';
import type { Found, NameOf } from '../eligibility/condition-words.js';
import { FailedCondition, failedConditions } from '../eligibility/failed-condition.js';

@Resolver(() => Assessment)
export class ExplanationResolver {
  @Access(Role.ENTERPRISE, ...staff)
  @FieldResolver(() => Explanation, {
    nullable: true,
    description: '测算说明: how the amount came about, step by step.',
  })
  explanation(@Root() { proposalId, enterpriseId }: Assessment, @Ctx() context: Context): Promise<Explanation | null> {
    return explanationOf(context, proposalId, enterpriseId);
  }
}

@Resolver(() => LeftOutPolicy)
export class WhyNotResolver {
  @Access(Role.INSURER, Role.ENTERPRISE, ...staff)
  @FieldResolver(() => [FailedCondition], {
    description: '未满足条件: each failed condition with the value found, the value needed, and what would mend it.',
  })
  async conditions(@Root() leftOut: LeftOutPolicy, @Ctx() context: Context): Promise<FailedCondition[]> {
    const rules = await rulesById(context, leftOut.rulesId);
    const programme = rules && (await programmeById(context, rules.programmeId));
    if (!programme) return [];
    const found = leftOut.found as unknown as Found;
    const nameOf = await namesInRules(context, rules);
    return failedConditions(leftOut.reasons, found, rules, programme, context.language, nameOf);
  }
}

/** Returns the official names of the kinds of qualification and the regions in these rules. */
export async function namesInRules(context: Context, rules: ProgrammeRules): Promise<NameOf> {
  const { qualificationKinds, regionsIn, regionsOut } = rules;
  const named = await Promise.all([
    ...qualificationKinds.map((code) => qualificationKindByCode(context, code)),
    ...[...regionsIn, ...regionsOut].map((code) => regionByCode(context, code)),
  ]);
  const zh = context.language === 'zh';
  const names = new Map(named.flatMap((one) => (one ? [[one.code, zh ? one.name : one.nameInEnglish]] : [])));
  return (code) => names.get(code) ?? provinces[code]?.[zh ? 0 : 1] ?? code;
}

/**
 * Returns how the amount of an enterprise in a revision was computed; null where it has none that the viewer may see.
 */
export async function explanationOf(
  context: Context,
  proposalId: string,
  enterpriseId: string,
): Promise<Explanation | null> {
  const trace = await traceOfAssessment(context, assessmentKey(proposalId, enterpriseId));
  return trace ? explain(trace, context.language) : null;
}
