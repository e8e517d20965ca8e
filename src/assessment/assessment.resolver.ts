import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../database/schema/relation.js';
import { Enterprise } from '../enterprise/enterprise.js';
import { enterpriseById } from '../enterprise/enterprise.loader.js';
import type { Context } from '../access/context.js';
import { Policy } from '../policy/policy.js';
import { policyById } from '../policy/policy.loader.js';
import { QualificationKind } from '../programme/catalogue/catalogue.js';
import { Product } from '../programme/catalogue/product.js';
import { productsOfRules, qualificationKindByCode } from '../programme/programme.loader.js';
import { Assessment } from './assessment.js';
import { AssessmentLine } from './assessment-line.js';
import { LeftOutPolicy } from './left-out-policy.js';
import { assessmentKey, linesOfAssessment } from './assessment.loader.js';

@Resolver(() => Assessment)
export class AssessmentResolver {
  @ReadsByKey(() => Enterprise, 'enterpriseId')
  @FieldResolver(() => Enterprise, { nullable: true, description: '企业: the insured company.' })
  enterprise(@Root() assessment: Assessment, @Ctx() context: Context): Promise<Enterprise | null> {
    return enterpriseById(context, assessment.enterpriseId);
  }

  @FieldResolver(() => [AssessmentLine], { description: '测算明细: one line for each policy that counts.' })
  lines(@Root() assessment: Assessment, @Ctx() context: Context): Promise<AssessmentLine[]> {
    return linesOfAssessment(context, assessmentKey(assessment.proposalId, assessment.enterpriseId));
  }

  @FieldResolver(() => [QualificationKind], { description: '企业资质: kinds that were valid when a cover started.' })
  async qualificationKinds(@Root() assessment: Assessment, @Ctx() context: Context): Promise<QualificationKind[]> {
    const kinds = await Promise.all(
      assessment.qualificationKinds.map((code) => qualificationKindByCode(context, code)),
    );
    return kinds.filter((kind) => kind !== null);
  }
}

@Resolver(() => AssessmentLine)
export class AssessmentLineResolver {
  @ReadsByKey(() => Policy, 'policyId')
  @FieldResolver(() => Policy, { nullable: true, description: '保单: the policy that the line is for.' })
  policy(@Root() line: AssessmentLine, @Ctx() context: Context): Promise<Policy | null> {
    return policyById(context, line.policyId);
  }

  @FieldResolver(() => Product, { nullable: true, description: '险种: the product, by the rules that were used.' })
  async product(@Root() line: AssessmentLine, @Ctx() context: Context): Promise<Product | null> {
    const products = await productsOfRules(context, line.rulesId);
    return products.find((product) => product.code === line.productCode) ?? null;
  }
}

@Resolver(() => LeftOutPolicy)
export class LeftOutPolicyResolver {
  @ReadsByKey(() => Policy, 'policyId')
  @FieldResolver(() => Policy, { nullable: true, description: '保单: the policy that was left out.' })
  policy(@Root() leftOut: LeftOutPolicy, @Ctx() context: Context): Promise<Policy | null> {
    return policyById(context, leftOut.policyId);
  }
}
