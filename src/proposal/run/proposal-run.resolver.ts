import { columnsOf } from '../../database/schema/columns.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { ReadsByKey } from '../../database/schema/relation.js';
import { OrderBy, defineTimeOrders } from '../../kernel/lists/list-order.js';
import { ofProgramme } from '../../programme/find-programme.js';
import { globalId, keyOf } from '../../kernel/values/global-id.js';
import { type Connection, PageArguments, connectionOf, readPage } from '../../kernel/lists/pagination.js';
import { payloadOf } from '../../kernel/errors/payload.js';
import { UserError, userErrorOf } from '../../kernel/errors/user-error.js';
import { followState } from '../../event/follow/follow-state.js';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { Role, staff } from '../../access/role.js';
import { Programme } from '../../programme/programme.js';
import { programmeById } from '../../programme/programme.loader.js';
import { cancelComputation } from './cancel-computation.js';
import { proposalById, runByProposal } from '../proposal.loader.js';
import { ProposalRun, RunStatus } from './proposal-run.js';
import { SubsidyProposal } from '../subsidy-proposal.js';
import { OnePerson } from '../../account/four-eyes.js';
import { CancelComputationInput, ProposalRunFilter, RunPayload } from './proposal-run.inputs.js';

const RunConnection = connectionOf(ProposalRun);
const orders = defineTimeOrders('ProposalRun', 'requested_at', 'proposal_id');

@Resolver(() => ProposalRun)
export class ProposalRunResolver {
  @Access(...staff)
  @Query(() => RunConnection, {
    description: '测算进程: computations that were asked for; also those that were cancelled or failed.',
  })
  async proposalRuns(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => ProposalRunFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: ProposalRunFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<ProposalRun>> {
    const where = [...ofProgramme(filter.programme), ...(filter.status ? [sql`status = ${filter.status}`] : [])];
    const select = columnsOf(ProposalRun);
    return readPage(
      await context.db.read(),
      RunConnection,
      { select, from: sql`proposal_run`, where },
      orders.of(orderBy),
      page,
    );
  }

  @Access(Role.PLATFORM)
  @OnePerson('It stops a computation; nothing counts until a revision is computed, reviewed and approved.')
  @Mutation(() => RunPayload, {
    description:
      '取消测算: calls a computation off that is not finished. Nothing of it is kept, no revision is used up.',
  })
  cancelProposalComputation(
    @Ctx() context: Context,
    @Arg('input', () => CancelComputationInput, { description: 'The computation to cancel.' })
    { proposalId }: CancelComputationInput,
  ): Promise<RunPayload> {
    return payloadOf(RunPayload, context.language, async () => ({
      run: await runByProposal(context, await cancelComputation(context, keyOf('SubsidyProposal', proposalId))),
    }));
  }

  @Access(...staff)
  @Subscription(() => ProposalRun, {
    description:
      '跟踪测算进度: first how far the computation is, then each step, until its end. After a broken connection subscribe again: the first answer is the present state.',
    subscribe: ({ args, context }) => follow(context as Context, (args as { proposalId: string }).proposalId),
  })
  proposalProgressed(
    @Root() run: ProposalRun,
    @Arg('proposalId', () => ID, {
      description:
        'The id that `computeProposal` or `proposalRuns` returned; nothing is delivered where there is none.',
    })
    _proposalId: string,
  ): ProposalRun {
    return run;
  }

  @FieldResolver(() => ID, {
    description: 'Id that the proposal has once it is computed: what `proposalProgressed` and `node` take.',
  })
  proposalId(@Root() { proposalId }: ProposalRun): string {
    return globalId('SubsidyProposal', proposalId);
  }

  @ReadsByKey(() => SubsidyProposal, 'proposalId')
  @FieldResolver(() => SubsidyProposal, {
    nullable: true,
    description: '建议方案: the revision; null unless computed.',
  })
  proposal(@Root() { proposalId }: ProposalRun, @Ctx() context: Context): Promise<SubsidyProposal | null> {
    return proposalById(context, proposalId);
  }

  @ReadsByKey(() => Programme, 'programmeId')
  @FieldResolver(() => Programme, { description: '年度工作: the subsidy programme.' })
  programme(@Root() { programmeId }: ProposalRun, @Ctx() context: Context): Promise<Programme | null> {
    return programmeById(context, programmeId);
  }

  @FieldResolver(() => UserError, {
    nullable: true,
    description: '未完成原因: why it was refused; null where it was not.',
  })
  fault(@Root() { faultFound }: ProposalRun, @Ctx() context: Context): UserError | null {
    return faultFound ? userErrorOf(faultFound, context.language) : null;
  }
}

function follow(context: Context, id: string): AsyncIterableIterator<ProposalRun> {
  const key = keyOf('SubsidyProposal', id);
  return followState({
    look: async () => {
      const run = key ? await runByProposal(context, key) : null;
      await context.db.end();
      return run;
    },
    fingerprint: ({ status, step }) => `${status} ${step}`,
    isOver: ({ status }) => status !== RunStatus.COMPUTING,
  });
}
