import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/refusal.js';
import { refuse } from '../kernel/refusals.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { requireOtherPerson } from '../account/four-eyes.js';
import { Programme } from '../programme/programme.js';
import { requireNoneExcludedSince } from '../assessment/excluded-since.js';
import { admittersInto } from './admit-policy.js';
import { OpinionPaper } from './opinion-paper.js';
import { refuseProposal } from './proposal.refusals.js';
import { ProposalStatus, SubsidyProposal } from './subsidy-proposal.js';

/** Which proposal, and the version of it that the person saw. */
export interface SeenProposal {
  proposalId: string | undefined;
  version: number;
}

/** What the regulator says, with the papers that it uploaded for it. */
export interface Opinion {
  agrees: boolean;
  text: string;
  papers: (string | undefined)[];
}

/** Hands the newest revision to the department (§3 five). */
export function submitProposal(context: Context, seen: SeenProposal): Promise<string> {
  return step(context, seen, ProposalStatus.DRAFT, EventType.PROPOSAL_SUBMITTED, async (proposal, em) => {
    await requireNoneExcludedSince(em, proposal.id);
    proposal.status = ProposalStatus.SUBMITTED;
    proposal.submittedBy = context.viewer.accountId;
    proposal.submittedAt = context.clock.now();
    return {};
  });
}

/** The regulator's opinion, which the department has to ask for before it decides (§3 five). */
export function giveOpinion(context: Context, seen: SeenProposal, { agrees, text, papers }: Opinion): Promise<string> {
  return step(context, seen, ProposalStatus.SUBMITTED, EventType.OPINION_GIVEN, async (proposal, em) => {
    await requireOtherPerson(context, 'giveOpinion', { accounts: preparersOf(proposal) }, ['proposalId']);
    if (text.trim() === '') throw new Refused(refuse('REASON_MISSING', ['opinion']));
    const attached = await requirePapers(em, papers);
    Object.assign(proposal, {
      opinionBy: context.viewer.accountId,
      opinionAt: context.clock.now(),
      opinionAgrees: agrees,
      opinion: text.trim(),
      opinionPapers: attached.map(({ id }) => id),
    });
    // The log keeps what an earlier opinion said.
    return { agrees, opinion: text.trim(), papers: attached.map(({ sha256 }) => sha256) };
  });
}

async function requirePapers(em: EntityManager, ids: (string | undefined)[]): Promise<OpinionPaper[]> {
  const papers = await Promise.all(ids.map((id) => (id ? em.findOne(OpinionPaper, { id }) : null)));
  const missing = papers.flatMap((paper, index) =>
    paper ? [] : [refuseProposal('OPINION_PAPER_NOT_FOUND', ['papers', String(index)])],
  );
  if (missing.length > 0) throw new Refused(...missing);
  return papers.filter((paper) => paper !== null);
}

/** Approves the list for publication. Another person than those who prepared it. */
export function approveProposal(context: Context, seen: SeenProposal): Promise<string> {
  return step(context, seen, ProposalStatus.SUBMITTED, EventType.PROPOSAL_APPROVED, async (proposal, em) => {
    const accounts = [...preparersOf(proposal), proposal.opinionBy, ...(await admittersInto(em, proposal.id))];
    await requireOtherPerson(context, 'approveProposal', { accounts }, ['proposalId']);
    if (proposal.opinionBy === null) throw new Refused(refuseProposal('OPINION_MISSING', ['proposalId']));
    await requireNoneExcludedSince(em, proposal.id);
    decide(context, proposal, ProposalStatus.APPROVED);
    await em.nativeUpdate(Programme, { id: proposal.programmeId }, { frozen: true });
    return { revision: proposal.revision, grantedTotal: proposal.grantedTotal };
  });
}

/** Returns the list with reasons; a new revision can then be computed. */
export function returnProposal(context: Context, seen: SeenProposal, reason: string): Promise<string> {
  return step(context, seen, ProposalStatus.SUBMITTED, EventType.PROPOSAL_RETURNED, (proposal) => {
    if (reason.trim() === '') throw new Refused(refuse('REASON_MISSING', ['reason']));
    decide(context, proposal, ProposalStatus.RETURNED);
    proposal.returnReason = reason.trim();
    return { reason: reason.trim() };
  });
}

function decide(context: Context, proposal: SubsidyProposal, status: ProposalStatus): void {
  proposal.status = status;
  proposal.decidedBy = context.viewer.accountId;
  proposal.decidedAt = context.clock.now();
}

function preparersOf({ computedBy, submittedBy }: SubsidyProposal): (string | null)[] {
  return [computedBy, submittedBy];
}

type Data = Record<string, unknown>;

/** One step of the review: locked, at the version that was seen, from the one state that it starts in. */
function step(
  context: Context,
  seen: SeenProposal,
  needed: ProposalStatus,
  type: EventType,
  change: (proposal: SubsidyProposal, em: EntityManager) => Data | Promise<Data>,
): Promise<string> {
  return context.db.write(async (em) => {
    const proposal = await lockProposal(em, seen);
    if (proposal.status !== needed) {
      const facts = { found: proposal.status, needed };
      throw new Refused(refuseProposal('PROPOSAL_STATUS_UNFIT', ['proposalId'], facts));
    }
    const data = await change(proposal, em);
    proposal.version += 1;
    proposal.remindedAt = null;
    await em.flush();
    const { id, programmeId } = proposal;
    await recordEvent(em, context, { type, subject: { type: 'SubsidyProposal', id }, programmeId, data });
    return id;
  });
}

async function lockProposal(em: EntityManager, seen: SeenProposal): Promise<SubsidyProposal> {
  const proposal = seen.proposalId
    ? await em.findOne(SubsidyProposal, { id: seen.proposalId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null;
  if (!proposal) throw new Refused(refuseProposal('PROPOSAL_NOT_FOUND', ['proposalId']));
  const present = proposal.version;
  if (present !== seen.version) throw new Refused(refuse('VERSION_CONFLICT', ['version'], { present }));
  return proposal;
}
