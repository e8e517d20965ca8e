import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../../kernel/errors/refusal.js';
import { getLocked } from '../../database/find-locked.js';
import { recordEvent } from '../../event/record-event.js';
import type { Context } from '../../access/context.js';
import { type Advance, assess } from '../../assessment/assessment.sql.js';
import { refuseProposal } from '../proposal.refusals.js';
import { ProposalRun, RunStatus } from './proposal-run.js';
import { refreshStatistics } from '../../database/refresh-statistics.js';
import { RunStep } from '../../assessment/run-step.js';
import { endRun, noteStep, takeTurn } from './proposal-runs.sql.js';
import { ProposalStatus, SubsidyProposal } from '../subsidy-proposal.js';
import { findRulesInForce } from '../../programme/rules-in-force.js';

/** The computation was cancelled while it ran: its transaction is rolled back. */
class RunCancelled extends Error {}

/**
 * Computes a requested revision in one transaction, unless another gateway or request computes the programme; returns
 * whether it computed anything. A killed process leaves nothing, and the computation is still due.
 */
export async function workOnRun(context: Context, id: string): Promise<boolean> {
  try {
    return await context.db.write((em) => computeRun(em, context, id));
  } catch (error) {
    if (error instanceof RunCancelled) return true;
    const fault = error instanceof Refused ? error.refusals[0] : undefined;
    const ending = { status: RunStatus.FAILED, fault, now: context.clock.now() };
    await context.system.write((em) => endRun(em, id, ending));
    throw error;
  }
}

async function computeRun(em: EntityManager, context: Context, id: string): Promise<boolean> {
  const { programmeId } = await em.findOneOrFail(ProposalRun, { proposalId: id });
  if (!(await takeTurn(em, programmeId))) return false;
  const run = await em.findOneOrFail(ProposalRun, { proposalId: id }, { refresh: true });
  if (run.status !== RunStatus.COMPUTING) return false;
  const advance = advanceOf(context, id);
  await advance(RunStep.GATHERING);
  await refreshStatistics(em);
  const earlier = await newestProposal(em, programmeId);
  requireReplaceable(earlier);
  const proposal = await createProposal(em, context, run, earlier);
  const totals = await assess(em, proposal, advance);
  if (!totals) throw alreadyApproved(earlier?.revision);
  Object.assign(proposal, totals);
  if (earlier) await supersede(em, earlier.id);
  await em.flush();
  await advance(RunStep.CLAIMS);
  await recordComputed(em, context, run, proposal);
  const ending = { status: RunStatus.COMPUTED, step: RunStep.DONE, now: context.clock.now() };
  if (!(await endRun(em, id, ending))) throw new RunCancelled();
  return true;
}

/** Uses a separate transaction, so that the step is visible while the computation is not committed. */
function advanceOf(context: Context, id: string): Advance {
  return async (step) => {
    const goesOn = await context.system.write((em) => noteStep(em, id, step));
    if (!goesOn) throw new RunCancelled();
  };
}

export function newestProposal(em: EntityManager, programmeId: string): Promise<SubsidyProposal | null> {
  return em.findOne(SubsidyProposal, { programmeId }, { orderBy: { revision: 'desc' } });
}

async function createProposal(
  em: EntityManager,
  { clock }: Context,
  { proposalId, programmeId, requestedBy }: ProposalRun,
  earlier: SubsidyProposal | null,
): Promise<SubsidyProposal> {
  const rules = await findRulesInForce(em, programmeId);
  const proposal = em.create(SubsidyProposal, {
    id: proposalId,
    programmeId,
    rulesId: rules.id,
    revision: (earlier?.revision ?? 0) + 1,
    // Policies pushed after an approval go to a new list.
    list: earlier ? earlier.list + Number(earlier.status === ProposalStatus.APPROVED) : 1,
    status: ProposalStatus.DRAFT,
    computedBy: requestedBy,
    computedAt: clock.now(),
    version: 1,
  });
  await em.flush();
  return proposal;
}

/**
 * Refuses where a revision is with the department, because another may not replace it. After an approved one a
 * supplementary list follows.
 */
export function requireReplaceable(earlier: SubsidyProposal | null): void {
  if (!earlier) return;
  const { revision, status } = earlier;
  if (status === ProposalStatus.SUBMITTED) {
    throw new Refused(refuseProposal('PROPOSAL_IN_REVIEW', ['programme'], { revision }));
  }
}

function alreadyApproved(revision = 0): Refused {
  return new Refused(refuseProposal('PROPOSAL_ALREADY_APPROVED', ['programme'], { revision }));
}

/**
 * Supersedes the earlier revision at the end only, so that a person who submits it meanwhile does not wait, and
 * succeeds.
 */
async function supersede(em: EntityManager, id: string): Promise<void> {
  const earlier = await getLocked(em, SubsidyProposal, { id });
  requireReplaceable(earlier);
  if (earlier.status !== ProposalStatus.DRAFT) return;
  earlier.status = ProposalStatus.SUPERSEDED;
  earlier.version += 1;
}

/** Records the event with the account that requested the computation, whatever process computed it. */
async function recordComputed(
  em: EntityManager,
  context: Context,
  { requestedBy }: ProposalRun,
  { id, programmeId, revision, grantedTotal, inputDigest }: SubsidyProposal,
): Promise<void> {
  const asked = { ...context, viewer: { ...context.viewer, accountId: requestedBy } };
  await recordEvent(em, asked, {
    type: 'PROPOSAL_COMPUTED',
    subject: { type: 'SubsidyProposal', id },
    programmeId,
    data: { revision, grantedTotal, inputDigest },
  });
}
