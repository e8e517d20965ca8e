import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { OrderBy } from '../kernel/lists/list-order.js';
import { type Connection, PageArguments } from '../kernel/lists/pagination.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { staff } from '../access/role.js';
import { Programme } from '../programme/programme.js';
import { listProposals, ProposalConnection, proposalConditions, proposalOrders } from './list-proposals.js';
import { SubsidyProposalFilter } from './proposal.inputs.js';
import { SubsidyProposal } from './subsidy-proposal.js';

@Resolver(() => Programme)
export class ProgrammeProposalsResolver {
  @Access(...staff)
  @FieldResolver(() => ProposalConnection, {
    nullable: true,
    description: '补贴建议方案: its proposals, every revision of them; as the query `subsidyProposals`.',
  })
  proposals(
    @Root() { id }: Programme,
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => SubsidyProposalFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: SubsidyProposalFilter = {},
    @OrderBy(proposalOrders) orderBy = proposalOrders.first,
  ): Promise<Connection<SubsidyProposal>> {
    return listProposals(context, page, [sql`programme_id = ${id}::uuid`, ...proposalConditions(filter)], orderBy);
  }
}
