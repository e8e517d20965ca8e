import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/errors/refusal.js';
import { actorsOf } from '../event/actors-of.js';
import type { EventType } from '../event/event-type.js';
import type { Context } from '../access/context.js';
import { requireReason, type Step, transit } from '../transition/transit.js';
import { Programme } from '../programme/programme.js';
import { requireNoneExcludedSince } from '../assessment/excluded-since.js';
import { admittersInto } from './admission/admit-policy.js';
import { OpinionPaper } from './opinion/opinion-paper.js';
import { refuseProposal } from './proposal.refusals.js';
import { proposalStates } from './proposal.states.js';
import { ProposalStatus, type SubsidyProposal } from './subsidy-proposal.js';

/** The proposal, and the version that the person saw. */
export interface SeenProposal {
  proposalId: string | undefined;
  version: number;
}

/** The regulator's opinion, with the papers that it uploaded. */
export interface Opinion {
  agrees: boolean;
  text: string;
  papers: (string | undefined)[];
}

/** Submits the newest revision to the department (§3 five). */
export function submitProposal(context: Context, seen: SeenProposal): Promise<string> {
  return review(context, 'submitProposal', seen, (em) => ({
    change: async (proposal) => {
      await requireNoneExcludedSince(em, proposal.id);
      proposal.submit(context.viewer.accountId, context.clock.now());
      return { type: 'PROPOSAL_SUBMITTED' };
    },
  }));
}

/** Records the regulator's opinion, which the department needs before it decides (§3 five). */
export function giveOpinion(context: Context, seen: SeenProposal, given: Opinion): Promise<string> {
  const { agrees, papers } = given;
  return review(context, 'giveOpinion', seen, (em) => ({
    preparers: (proposal) => ({ accounts: proposal.preparers() }),
    change: async (proposal) => {
      const opinion = requireReason(given.text, 'opinion');
      const attached = await requirePapers(em, papers);
      Object.assign(proposal, {
        opinionBy: context.viewer.accountId,
        opinionAt: context.clock.now(),
        opinionAgrees: agrees,
        opinion,
        opinionPapers: attached.map(({ id }) => id),
      });
      // The event keeps the text of an earlier opinion.
      const data = { agrees, opinion, papers: attached.map(({ sha256 }) => sha256) };
      return { type: 'OPINION_GIVEN', data };
    },
  }));
}

async function requirePapers(em: EntityManager, ids: (string | undefined)[]): Promise<OpinionPaper[]> {
  const papers = await Promise.all(ids.map((id) => (id ? em.findOne(OpinionPaper, { id }) : null)));
  const missing = papers.flatMap((paper, index) =>
    paper ? [] : [refuseProposal('OPINION_PAPER_NOT_FOUND', ['paperIds', String(index)])],
  );
  if (missing.length > 0) throw new Refused(...missing);
  return papers.filter((paper) => paper !== null);
}

/** Facts entered by people on which the computed amounts are based. */
export const factsEntered: EventType[] = [
  'ENTERPRISE_EXCLUDED',
  'EXCLUSION_LIFTED',
  'OTHER_FUNDING_RECORDED',
  'POLICY_BLOCKED',
  'POLICY_UNBLOCKED',
];

/** Approves the list for publication, by another person than those who prepared it. */
export function approveProposal(context: Context, seen: SeenProposal): Promise<string> {
  return review(context, 'approveProposal', seen, (em) => ({
    preparers: async (proposal) => {
      const admitters = await admittersInto(em, proposal.id);
      const entered = await actorsOf(em, factsEntered, { programmeId: proposal.programmeId });
      return { accounts: [...proposal.preparers(), proposal.opinionBy, ...admitters, ...entered] };
    },
    change: async (proposal) => {
      if (proposal.opinionBy === null) throw new Refused(refuseProposal('OPINION_MISSING', ['proposalId']));
      await requireNoneExcludedSince(em, proposal.id);
      proposal.decide(ProposalStatus.APPROVED, context.viewer.accountId, context.clock.now());
      await em.nativeUpdate(Programme, { id: proposal.programmeId }, { frozen: true });
      const { revision, grantedTotal } = proposal;
      return { type: 'PROPOSAL_APPROVED', data: { revision, grantedTotal } };
    },
  }));
}

/** Returns the list with reasons; a new revision can then be computed. */
export function returnProposal(context: Context, seen: SeenProposal, given: string): Promise<string> {
  return review(context, 'returnProposal', seen, () => ({
    change: (proposal) => {
      const reason = requireReason(given);
      proposal.decide(ProposalStatus.RETURNED, context.viewer.accountId, context.clock.now());
      proposal.returnReason = reason;
      return { type: 'PROPOSAL_RETURNED', data: { reason } };
    },
  }));
}

/** Makes one step of the review; the time until the next reminder begins again. */
function review(
  context: Context,
  operation: string,
  input: SeenProposal,
  step: (em: EntityManager) => Step<SubsidyProposal>,
): Promise<string> {
  const { proposalId: id, version } = input;
  return context.db.write(async (em) => {
    const { preparers, change } = step(em);
    const { id: reviewed } = await transit(
      em,
      context,
      proposalStates,
      { operation, id, version },
      {
        ...(preparers && { preparers }),
        change: (proposal) => {
          proposal.remindedAt = null;
          return change(proposal);
        },
      },
    );
    return reviewed;
  });
}
