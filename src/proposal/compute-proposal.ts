import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Refused } from '../common/refusal.js';
import { onceFor } from '../database/idempotency.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../identity/context.js';
import { requireProgramme } from '../programme/find-programme.js';
import { ProgrammeRules } from '../programme/programme-rules.js';
import { assess } from './assessment.sql.js';
import { refuseProposal } from './proposal.refusals.js';
import { ProposalStatus, SubsidyProposal } from './subsidy-proposal.js';

export interface ComputeProposal {
  programme: string;
  idempotencyKey: string;
}

/** Computes the next revision of a programme's proposal from the policies as they are now; answers its id. */
export function computeProposal(context: Context, input: ComputeProposal): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const now = context.clock.now();
  const request = { accountId, operation: 'computeProposal', key: input.idempotencyKey, input, now };
  return context.db.write((em) => onceFor(em, request, () => compute(em, context, input.programme)));
}

async function compute(em: EntityManager, context: Context, code: string): Promise<string> {
  const programme = await requireProgramme(em, code);
  // One computation of a programme at a time: the second waits and then sees the first one's revision.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`assess/${programme.id}`}, 0))`.execute(em.getKysely());
  const earlier = await em.findOne(SubsidyProposal, { programmeId: programme.id }, { orderBy: { revision: 'desc' } });
  supersede(earlier);
  const rules = await em.findOneOrFail(ProgrammeRules, { programmeId: programme.id }, { orderBy: { version: 'desc' } });
  const proposal = em.create(SubsidyProposal, {
    programmeId: programme.id,
    rulesId: rules.id,
    revision: (earlier?.revision ?? 0) + 1,
    status: ProposalStatus.DRAFT,
    computedBy: context.viewer.accountId as string,
    computedAt: context.clock.now(),
    version: 1,
  } as SubsidyProposal);
  await em.flush();
  Object.assign(proposal, await assess(em, proposal.id, rules.id));
  await em.flush();
  await recordEvent(em, context, {
    type: EventType.PROPOSAL_COMPUTED,
    subject: { type: 'SubsidyProposal', id: proposal.id },
    programmeId: programme.id,
    data: { revision: proposal.revision, grantedTotal: proposal.grantedTotal, inputDigest: proposal.inputDigest },
  });
  return proposal.id;
}

function supersede(earlier: SubsidyProposal | null): void {
  if (!earlier) return;
  const { revision, status } = earlier;
  if (status === ProposalStatus.SUBMITTED) {
    throw new Refused(refuseProposal('PROPOSAL_IN_REVIEW', ['programme'], { revision }));
  }
  if (status === ProposalStatus.APPROVED) {
    throw new Refused(refuseProposal('PROPOSAL_ALREADY_APPROVED', ['programme'], { revision }));
  }
  if (status === ProposalStatus.DRAFT) {
    earlier.status = ProposalStatus.SUPERSEDED;
    earlier.version += 1;
  }
}
