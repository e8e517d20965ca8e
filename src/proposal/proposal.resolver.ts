import { columnsOf } from '../database/schema/columns.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { FindsOnly, ReadsByKey } from '../database/schema/relation.js';
import { OrderBy } from '../kernel/lists/list-order.js';
import { keyOf } from '../kernel/values/global-id.js';
import { findOnly, IdOf } from '../database/find-only.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../kernel/lists/pagination.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { Access } from '../access/access.js';
import { FourEyes, OnePerson } from '../account/four-eyes.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { Programme } from '../programme/programme.js';
import { ProgrammeRules } from '../programme/programme-rules.js';
import { programmeById, rulesById } from '../programme/programme.loader.js';
import { Assessment } from '../assessment/assessment.js';
import { LeftOutPolicy } from '../assessment/left-out-policy.js';
import { computeProposal, requestProposal } from './run/compute-proposal.js';
import { OpinionPaper } from './opinion/opinion-paper.js';
import {
  ComputeProposalInput,
  ComputeProposalPayload,
  GiveOpinionInput,
  LeftOutFilter,
  ProposalPayload,
  ProposalStepInput,
  ReturnProposalInput,
  SubsidyProposalFilter,
} from './proposal.inputs.js';
import { leftOutColumns } from '../assessment/assessment.loader.js';
import { listProposals, ProposalConnection, proposalConditions, proposalOrders } from './list-proposals.js';
import { opinionPaperById, proposalById, runByProposal } from './proposal.loader.js';
import { approveProposal, giveOpinion, returnProposal, type SeenProposal, submitProposal } from './review-proposal.js';
import { SubsidyProposal } from './subsidy-proposal.js';

const AssessmentConnection = connectionOf(Assessment);
const LeftOutConnection = connectionOf(LeftOutPolicy);

@Resolver(() => SubsidyProposal)
export class ProposalResolver {
  @Access(...staff)
  @Query(() => ProposalConnection, { description: '补贴建议方案: proposals, every revision of them.' })
  subsidyProposals(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => SubsidyProposalFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: SubsidyProposalFilter = {},
    @OrderBy(proposalOrders) orderBy = proposalOrders.first,
  ): Promise<Connection<SubsidyProposal>> {
    return listProposals(context, page, proposalConditions(filter), orderBy);
  }

  @FindsOnly()
  @Access(...staff)
  @Query(() => SubsidyProposal, {
    nullable: true,
    description: '补贴建议方案: one revision of a programme; null where there is none that you may see.',
  })
  async proposal(
    @Ctx() context: Context,
    @Arg('programme', () => String, { description: 'Code of the programme.' }) programme: string,
    @Arg('revision', () => Int, { description: '修订号: number of the revision, from 1.' }) revision: number,
  ): Promise<SubsidyProposal | null> {
    const programmeId = new IdOf(Programme, 'code', programme);
    return findOnly(await context.db.read(), SubsidyProposal, { programmeId, revision });
  }

  @Access(Role.PLATFORM)
  @Mutation(() => ComputeProposalPayload, {
    description:
      '测算: computes the next revision from the policies as they are now (§3 five). While it computes, `proposalRuns` has it, `proposalProgressed` follows it and `cancelProposalComputation` calls it off.',
  })
  computeProposal(
    @Ctx() context: Context,
    @Arg('input', () => ComputeProposalInput, { description: 'The programme whose proposal is computed.' })
    input: ComputeProposalInput,
  ): Promise<ComputeProposalPayload> {
    return payloadOf(ComputeProposalPayload, context.language, async () => {
      const id = await (input.background ? requestProposal : computeProposal)(context, input);
      return { proposal: await proposalById(context, id), run: await runByProposal(context, id) };
    });
  }

  @Access(Role.PLATFORM)
  @Mutation(() => ProposalPayload, { description: '提交审核: hands a computed revision to the department (§3 five).' })
  submitProposal(
    @Ctx() context: Context,
    @Arg('input', () => ProposalStepInput, { description: 'The proposal to submit.' }) input: ProposalStepInput,
  ): Promise<ProposalPayload> {
    return payload(context, () => submitProposal(context, seen(input)));
  }

  @Access(Role.REGULATOR)
  @FourEyes('computeProposal', 'submitProposal')
  @Mutation(() => ProposalPayload, {
    description: '反馈意见: the regulator’s opinion on a submitted proposal (§3 five).',
  })
  giveOpinion(
    @Ctx() context: Context,
    @Arg('input', () => GiveOpinionInput, { description: 'The proposal, and the opinion on it.' })
    input: GiveOpinionInput,
  ): Promise<ProposalPayload> {
    const papers = input.paperIds.map((id) => keyOf('OpinionPaper', id));
    const { agrees, opinion: text } = input;
    return payload(context, () => giveOpinion(context, seen(input), { agrees, text, papers }));
  }

  @Access(Role.SCIENCE)
  @FourEyes(
    'computeProposal',
    'submitProposal',
    'giveOpinion',
    'admitPolicy',
    'blockPolicy',
    'unblockPolicy',
    'recordOtherFunding',
    'excludeEnterprise',
    'liftExclusion',
  )
  @Mutation(() => ProposalPayload, {
    description: '审定: approves a submitted proposal. Not by a person who prepared it (four eyes).',
  })
  approveProposal(
    @Ctx() context: Context,
    @Arg('input', () => ProposalStepInput, { description: 'The proposal to approve.' }) input: ProposalStepInput,
  ): Promise<ProposalPayload> {
    return payload(context, () => approveProposal(context, seen(input)));
  }

  @Access(Role.SCIENCE)
  @OnePerson('Nothing is published by it; the next revision is reviewed again.')
  @Mutation(() => ProposalPayload, { description: '退回: returns a submitted proposal with reasons.' })
  returnProposal(
    @Ctx() context: Context,
    @Arg('input', () => ReturnProposalInput, { description: 'The proposal, and why.' }) input: ReturnProposalInput,
  ): Promise<ProposalPayload> {
    return payload(context, () => returnProposal(context, seen(input), input.reason));
  }

  @ReadsByKey(() => Programme, 'programmeId')
  @FieldResolver(() => Programme, { description: '年度工作: the subsidy programme.' })
  programme(@Root() proposal: SubsidyProposal, @Ctx() context: Context): Promise<Programme | null> {
    return programmeById(context, proposal.programmeId);
  }

  @ReadsByKey(() => ProgrammeRules, 'rulesId')
  @FieldResolver(() => ProgrammeRules, { description: '所用规则: the version of the rules that was used.' })
  rules(@Root() proposal: SubsidyProposal, @Ctx() context: Context): Promise<ProgrammeRules | null> {
    return rulesById(context, proposal.rulesId);
  }

  @FieldResolver(() => [OpinionPaper], { description: '监管意见附件: papers that go with the regulator’s opinion.' })
  async opinionPapers(@Root() proposal: SubsidyProposal, @Ctx() context: Context): Promise<OpinionPaper[]> {
    const papers = await Promise.all(proposal.opinionPapers.map((id) => opinionPaperById(context, id)));
    return papers.filter((paper) => paper !== null);
  }

  @FieldResolver(() => AssessmentConnection, { description: '企业清单: what each enterprise gets, the largest first.' })
  async assessments(
    @Root() proposal: SubsidyProposal,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<Connection<Assessment>> {
    const select = columnsOf(Assessment, {
      without: [
        'rulesId',
        'divisionFound',
        'statusFound',
        'nameFound',
        'assessedOn',
        'listed',
        'lines',
        'cappedTotal',
        'priorGranted',
        'priorProducts',
        'priorTotal',
      ],
    });
    return readPage(
      await context.db.read(),
      AssessmentConnection,
      { select, from: sql`assessment`, where: [sql`proposal_id = ${proposal.id}::uuid`] },
      {
        name: 'GRANTED_DESC',
        descending: true,
        keys: [
          { sql: sql`granted`, type: 'numeric' },
          { sql: sql`enterprise_id`, type: 'uuid' },
        ],
      },
      page,
    );
  }

  @FieldResolver(() => LeftOutConnection, {
    description: '未计入清单: policies left out, with every reason, company by company.',
  })
  async leftOut(
    @Root() proposal: SubsidyProposal,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => LeftOutFilter, { nullable: true, description: 'Filter; everything where absent.' })
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
      // In the order of the primary key.
      {
        name: 'ENTERPRISE',
        keys: [
          { sql: sql`enterprise_id`, type: 'uuid' },
          { sql: sql`policy_id`, type: 'uuid' },
        ],
      },
      page,
    );
  }
}

function seen(input: ProposalStepInput): SeenProposal {
  return { proposalId: keyOf('SubsidyProposal', input.proposalId), version: input.version };
}

function payload(context: Context, work: () => Promise<string>): Promise<ProposalPayload> {
  return payloadOf(ProposalPayload, context.language, async () => ({
    proposal: await proposalById(context, await work()),
  }));
}
