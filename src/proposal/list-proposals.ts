import { type RawBuilder, sql } from 'kysely';
import { defineTimeOrders } from '../kernel/lists/list-order.js';
import { type Connection, connectionOf, type PageArguments, readPage } from '../kernel/lists/pagination.js';
import { columnsOf } from '../database/schema/columns.js';
import type { Context } from '../access/context.js';
import { ofProgramme } from '../programme/find-programme.js';
import type { SubsidyProposalFilter } from './proposal.inputs.js';
import { SubsidyProposal } from './subsidy-proposal.js';

export const ProposalConnection = connectionOf(SubsidyProposal);
export const proposalOrders = defineTimeOrders('SubsidyProposal', 'computed_at');

const proposalColumns = columnsOf(SubsidyProposal);

export function proposalConditions({ programme, status }: SubsidyProposalFilter): RawBuilder<unknown>[] {
  return [...ofProgramme(programme), ...(status ? [sql`status = ${status}`] : [])];
}

export async function listProposals(
  context: Context,
  page: PageArguments,
  where: RawBuilder<unknown>[],
  orderBy: (typeof proposalOrders)['first'],
): Promise<Connection<SubsidyProposal>> {
  return readPage(
    await context.db.read(),
    ProposalConnection,
    { select: proposalColumns, from: sql`subsidy_proposal`, where },
    proposalOrders.of(orderBy),
    page,
  );
}
