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

const isPublished = sql`exists (select from publicity_notice as notice where notice.proposal_id = subsidy_proposal.id)`;
const hasLater = sql`exists (select from subsidy_proposal as later
  where later.programme_id = subsidy_proposal.programme_id and later.revision > subsidy_proposal.revision)`;

/** A condition where `asked` is true, its opposite where false; none where absent. */
function holds(asked: boolean | null | undefined, condition: RawBuilder<unknown>): RawBuilder<unknown>[] {
  return asked == null ? [] : [asked ? condition : sql`not ${condition}`];
}

export function proposalConditions(filter: SubsidyProposalFilter): RawBuilder<unknown>[] {
  const { programme, status, opinionGiven, published, newest } = filter;
  return [
    ...ofProgramme(programme),
    ...(status ? [sql`status = ${status}`] : []),
    ...holds(opinionGiven, sql`(opinion_at is not null)`),
    ...holds(published, isPublished),
    ...holds(newest == null ? newest : !newest, hasLater),
  ];
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
