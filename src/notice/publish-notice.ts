import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { dayOf } from '../kernel/values/dates.js';
import { Refused } from '../kernel/errors/refusal.js';
import { findLocked } from '../database/find-locked.js';
import { onceFor } from '../database/idempotency.js';
import { recordEvent } from '../event/record-event.js';
import { requireOtherPerson } from '../account/four-eyes.js';
import type { Context } from '../access/context.js';
import { Programme } from '../programme/programme.js';
import { countEligible } from '../assessment/eligibility/eligible-counts.sql.js';
import { lastWorkingDay } from '../calendar/working-days.js';
import { refuseProposal } from '../proposal/proposal.refusals.js';
import { ProposalStatus, SubsidyProposal } from '../proposal/subsidy-proposal.js';
import { NoticeStatus, PublicityNotice } from './notice.js';
import { insertFirstRelease } from '../recipient/recipients.sql.js';
import { refuseNotice } from './notice.refusals.js';

export interface PublishNotice {
  proposalId: string | undefined;
  title: string | null;
  idempotencyKey: string;
}

/** Publishes an approved list from now on, for the programme's working days (§3 five). Returns the notice's id. */
export function publishNotice(context: Context, input: PublishNotice): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const now = context.clock.now();
  const request = { accountId, operation: 'publishNotice', key: input.idempotencyKey, input, now };
  return context.db.write(async (em) => {
    const proposal = await lockApproved(em, input.proposalId);
    const { computedBy, submittedBy, decidedBy } = proposal;
    const accounts = [computedBy, submittedBy, decidedBy];
    await requireOtherPerson(context, 'publishNotice', { accounts }, ['proposalId']);
    return onceFor(em, request, () => publish(em, context, proposal, input));
  });
}

async function publish(
  em: EntityManager,
  context: Context,
  proposal: SubsidyProposal,
  input: PublishNotice,
): Promise<string> {
  if (await em.findOne(PublicityNotice, { proposalId: proposal.id })) {
    throw new Refused(refuseNotice('NOTICE_ALREADY_PUBLISHED', ['proposalId']));
  }
  const programme = await em.findOneOrFail(Programme, { id: proposal.programmeId });
  const now = context.clock.now();
  const closesOn = await lastWorkingDay(em, dayOf(now), programme.publicityWorkingDays);
  const notice = em.create(PublicityNotice, {
    programmeId: programme.id,
    proposalId: proposal.id,
    list: proposal.list,
    title: input.title?.trim() || titleOf(programme, proposal),
    status: NoticeStatus.OPEN,
    publishedAt: now,
    closesOn,
    version: 1,
    eligible: await countEligible(em, sql`${programme.id}::uuid`),
  });
  await em.flush();
  const release = await insertFirstRelease(em, notice.id, proposal.id, now);
  await recordEvent(em, context, {
    type: 'NOTICE_PUBLISHED',
    subject: { type: 'PublicityNotice', id: notice.id },
    programmeId: programme.id,
    data: { release: 1, closesOn, ...release },
  });
  return notice.id;
}

/** Returns the title. Supplementary lists are numbered after the main list: the second list is 补充批次 1. */
function titleOf({ title }: Programme, { list }: SubsidyProposal): string {
  return `${title}拟补贴企业名单公示${list > 1 ? `（补充批次 ${list - 1}）` : ''}`;
}

async function lockApproved(em: EntityManager, id: string | undefined): Promise<SubsidyProposal> {
  const proposal = id ? await findLocked(em, SubsidyProposal, { id }) : null;
  if (!proposal) throw new Refused(refuseProposal('PROPOSAL_NOT_FOUND', ['proposalId']));
  if (proposal.status === ProposalStatus.APPROVED) return proposal;
  const facts = { found: proposal.status, needed: ProposalStatus.APPROVED };
  throw new Refused(refuseProposal('PROPOSAL_STATUS_UNFIT', ['proposalId'], facts));
}
