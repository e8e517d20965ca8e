import { sql } from 'kysely';
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { keyOf } from '../common/global-id.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../common/pagination.js';
import { Payload, payloadOf } from '../common/payload.js';
import { Enterprise } from '../enterprise/enterprise.js';
import { enterpriseById } from '../enterprise/enterprise.loader.js';
import { Access } from '../identity/access.js';
import type { Context } from '../identity/context.js';
import { Role, staff } from '../identity/role.js';
import { Policy } from '../policy/policy.js';
import { policyById } from '../policy/policy.loader.js';
import { QualificationKind } from '../programme/catalogue.js';
import { Programme } from '../programme/programme.js';
import { ProgrammeRules } from '../programme/programme-rules.js';
import { Product } from '../programme/product.js';
import { productsOfRules, programmeById, qualificationKindByCode, rulesById } from '../programme/programme.loader.js';
import { Assessment, AssessmentLine, LeftOutPolicy, LeftOutReason } from './assessment.js';
import { computeProposal } from './compute-proposal.js';
import { assessmentKey, leftOutColumns, linesOfAssessment, proposalById } from './proposal.loader.js';
import { approveProposal, giveOpinion, returnProposal, type SeenProposal, submitProposal } from './review-proposal.js';
import { SubsidyProposal } from './subsidy-proposal.js';

const ProposalConnection = connectionOf(SubsidyProposal);
const AssessmentConnection = connectionOf(Assessment);
const LeftOutConnection = connectionOf(LeftOutPolicy);

@InputType({ description: 'Which programme to compute.' })
class ComputeProposalInput {
  @Field(() => String, { description: 'Code of the programme.' })
  programme: string;

  @Field(() => String, { description: 'Your key for this computation: a retry with it computes nothing anew.' })
  idempotencyKey: string;
}

@InputType({ description: 'A proposal, as it was seen.' })
class ProposalStepInput {
  @Field(() => ID, { description: 'The proposal.' })
  proposalId: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version: number;
}

@InputType({ description: 'The regulator’s opinion.' })
class GiveOpinionInput extends ProposalStepInput {
  @Field(() => Boolean, { description: '是否同意: whether the regulator agrees.' })
  agrees: boolean;

  @Field(() => String, { description: '意见: the opinion in words.' })
  opinion: string;
}

@InputType({ description: 'A proposal to return.' })
class ReturnProposalInput extends ProposalStepInput {
  @Field(() => String, { description: '退回理由: what has to change.' })
  reason: string;
}

@ObjectType({ description: 'A proposal after a step.' })
@Access(...staff)
class ProposalPayload extends Payload {
  @Field(() => SubsidyProposal, { nullable: true, description: 'The proposal; null when it was refused.' })
  proposal?: SubsidyProposal | null;
}

@InputType({ description: 'Which left-out policies.' })
class LeftOutFilter {
  @Field(() => LeftOutReason, { nullable: true, description: 'Only with this reason among theirs.' })
  reason?: LeftOutReason;
}

@Resolver(() => SubsidyProposal)
export class ProposalResolver {
  @Access(...staff)
  @Query(() => ProposalConnection, { description: 'Proposals of all programmes, the latest computed first.' })
  async subsidyProposals(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('programme', () => String, { nullable: true, description: 'Only of this programme, by its code.' })
    programme?: string,
  ): Promise<Connection<SubsidyProposal>> {
    const select = sql`id, programme_id as "programmeId", rules_id as "rulesId", revision, status,
      enterprise_count as "enterpriseCount", policy_count as "policyCount", left_out_count as "leftOutCount",
      calculated_total as "calculatedTotal", capped_total as "cappedTotal", granted_total as "grantedTotal", input_digest as "inputDigest",
      computed_at as "computedAt", submitted_at as "submittedAt", opinion_agrees as "opinionAgrees", opinion,
      decided_at as "decidedAt", return_reason as "returnReason", version`;
    const where = programme ? [sql`programme_id = (select id from programme where code = ${programme})`] : [];
    return readPage(
      await context.db.read(),
      ProposalConnection,
      { select, from: sql`subsidy_proposal`, where },
      {
        name: 'COMPUTED_AT_DESC',
        keys: [
          { sql: sql`computed_at`, descending: true, type: 'timestamptz' },
          { sql: sql`id`, type: 'uuid' },
        ],
      },
      page,
    );
  }

  @Access(Role.PLATFORM)
  @Mutation(() => ProposalPayload, {
    description: '测算: computes the next revision from the policies as they are now (§3 five).',
  })
  computeProposal(
    @Ctx() context: Context,
    @Arg('input', () => ComputeProposalInput, { description: 'Which programme.' }) input: ComputeProposalInput,
  ): Promise<ProposalPayload> {
    return answer(context, () => computeProposal(context, input));
  }

  @Access(Role.PLATFORM)
  @Mutation(() => ProposalPayload, { description: '提交审核: hands a computed revision to the department (§3 five).' })
  submitProposal(
    @Ctx() context: Context,
    @Arg('input', () => ProposalStepInput, { description: 'Which proposal.' }) input: ProposalStepInput,
  ): Promise<ProposalPayload> {
    return answer(context, () => submitProposal(context, seen(input)));
  }

  @Access(Role.REGULATOR)
  @Mutation(() => ProposalPayload, {
    description: '反馈意见: the regulator’s opinion on a submitted proposal (§3 five).',
  })
  giveOpinion(
    @Ctx() context: Context,
    @Arg('input', () => GiveOpinionInput, { description: 'The opinion.' }) input: GiveOpinionInput,
  ): Promise<ProposalPayload> {
    return answer(context, () => giveOpinion(context, seen(input), { agrees: input.agrees, text: input.opinion }));
  }

  @Access(Role.SCIENCE)
  @Mutation(() => ProposalPayload, {
    description: '审定: approves a submitted proposal. Not by a person who prepared it (four eyes).',
  })
  approveProposal(
    @Ctx() context: Context,
    @Arg('input', () => ProposalStepInput, { description: 'Which proposal.' }) input: ProposalStepInput,
  ): Promise<ProposalPayload> {
    return answer(context, () => approveProposal(context, seen(input)));
  }

  @Access(Role.SCIENCE)
  @Mutation(() => ProposalPayload, { description: '退回: returns a submitted proposal with reasons.' })
  returnProposal(
    @Ctx() context: Context,
    @Arg('input', () => ReturnProposalInput, { description: 'Which proposal, and why.' }) input: ReturnProposalInput,
  ): Promise<ProposalPayload> {
    return answer(context, () => returnProposal(context, seen(input), input.reason));
  }

  @FieldResolver(() => Programme, { description: '年度工作: the programme.' })
  programme(@Root() proposal: SubsidyProposal, @Ctx() context: Context): Promise<Programme | null> {
    return programmeById(context, proposal.programmeId);
  }

  @FieldResolver(() => ProgrammeRules, { description: '所用规则: the version of the rules that was used.' })
  rules(@Root() proposal: SubsidyProposal, @Ctx() context: Context): Promise<ProgrammeRules | null> {
    return rulesById(context, proposal.rulesId);
  }

  @FieldResolver(() => AssessmentConnection, { description: '企业清单: what each enterprise gets, the largest first.' })
  async assessments(
    @Root() proposal: SubsidyProposal,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<Connection<Assessment>> {
    const select = sql`proposal_id as "proposalId", enterprise_id as "enterpriseId", calculated, product_cut as "productCut", cap_cut as "capCut",
      budget_cut as "budgetCut", granted, qualification_kinds as "qualificationKinds"`;
    return readPage(
      await context.db.read(),
      AssessmentConnection,
      { select, from: sql`assessment`, where: [sql`proposal_id = ${proposal.id}::uuid`] },
      {
        name: 'GRANTED_DESC',
        keys: [
          { sql: sql`granted`, descending: true, type: 'numeric' },
          { sql: sql`enterprise_id`, type: 'uuid' },
        ],
      },
      page,
    );
  }

  @FieldResolver(() => LeftOutConnection, { description: '未计入清单: policies left out, with every reason.' })
  async leftOut(
    @Root() proposal: SubsidyProposal,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => LeftOutFilter, { nullable: true, description: 'Which; all where absent.' })
    filter?: LeftOutFilter,
  ): Promise<Connection<LeftOutPolicy>> {
    const reason = filter?.reason ? [sql`${filter.reason} = any(reasons)`] : [];
    return readPage(
      await context.db.read(),
      LeftOutConnection,
      {
        select: leftOutColumns,
        from: sql`left_out_policy as left_out`,
        where: [sql`proposal_id = ${proposal.id}::uuid`, ...reason],
      },
      { name: 'POLICY', keys: [{ sql: sql`policy_id`, type: 'uuid' }] },
      page,
    );
  }
}

function seen(input: ProposalStepInput): SeenProposal {
  return { proposalId: keyOf('SubsidyProposal', input.proposalId), version: input.version };
}

function answer(context: Context, work: () => Promise<string>): Promise<ProposalPayload> {
  return payloadOf(ProposalPayload, context.language, async () => ({
    proposal: await proposalById(context, await work()),
  }));
}

@Resolver(() => Assessment)
export class AssessmentResolver {
  @FieldResolver(() => Enterprise, { nullable: true, description: '企业: the enterprise.' })
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
  @FieldResolver(() => Policy, { nullable: true, description: '保单: the policy that was left out.' })
  policy(@Root() leftOut: LeftOutPolicy, @Ctx() context: Context): Promise<Policy | null> {
    return policyById(context, leftOut.policyId);
  }
}
