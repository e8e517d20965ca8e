import { Refused } from '../../kernel/errors/refusal.js';
import { recordEvent } from '../../event/record-event.js';
import type { Context } from '../../access/context.js';
import { refuseProposal } from '../proposal.refusals.js';
import { ProposalRun, RunStatus } from './proposal-run.js';
import { endRun } from './proposal-runs.sql.js';

/**
 * Cancels a computation; returns its id. From now on it cannot be committed, and its process stops at the next step. A
 * proposal that was already computed is a normal revision, and a later one supersedes it.
 */
export function cancelComputation(context: Context, proposalId: string | undefined): Promise<string> {
  return context.db.write(async (em) => {
    const run = proposalId ? await em.findOne(ProposalRun, { proposalId }) : null;
    if (!run) throw new Refused(refuseProposal('COMPUTATION_NOT_FOUND', ['proposalId']));
    const { programmeId } = run;
    const ending = { status: RunStatus.CANCELLED, now: context.clock.now() };
    if (!(await endRun(em, run.proposalId, ending))) {
      const { status: found } = await em.findOneOrFail(ProposalRun, { proposalId: run.proposalId }, { refresh: true });
      throw new Refused(refuseProposal('COMPUTATION_ENDED', ['proposalId'], { found }));
    }
    await recordEvent(em, context, {
      type: 'COMPUTATION_CANCELLED',
      subject: { type: 'SubsidyProposal', id: run.proposalId },
      programmeId,
    });
    return run.proposalId;
  });
}
