import { SettableClock } from '../kernel/clock.js';
import { addDays } from '../kernel/values/dates.js';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import type { ProgrammeData } from '../programme/data/programme-data.js';
import { computeProposal } from '../proposal/run/compute-proposal.js';
import { approveProposal, giveOpinion, type SeenProposal, submitProposal } from '../proposal/review-proposal.js';
import { ProposalStatus, SubsidyProposal } from '../proposal/subsidy-proposal.js';
import { closeNotice } from '../notice/close-notice.js';
import { NoticeStatus, PublicityNotice } from '../notice/notice.js';
import { publishNotice } from '../notice/publish-notice.js';
import { type Office, officeViewer, publisherViewer } from './accounts.js';
import { type DemonstrationTools, instantOf } from './demonstration-tools.js';

/**
 * Plays the programme from the computed proposal to the notice and, where its days are over, to its end (§3 five). Each
 * step is done by the responsible office. A step that was done before is not repeated.
 */
export async function playYear(system: DemonstrationTools, programme: ProgrammeData): Promise<void> {
  const proposalId = await submitList(system, programme);
  await approveList(system, proposalId);
  const noticeId = await publishList(system, programme, proposalId);
  await closeList(system, noticeId);
}

const at = (system: DemonstrationTools, role: Office, now: Date): Context =>
  system.contextFor(officeViewer(role), new SettableClock(now));

/** Computes the list and submits it for review; returns the id of the proposal. */
export async function submitList(system: DemonstrationTools, { code: programme }: ProgrammeData): Promise<string> {
  const computing = at(system, Role.PLATFORM, instantOf('2025-09-10', 10, 20));
  const proposalId = await computeProposal(computing, { programme, idempotencyKey: keyOf(programme) });
  const draft = await readProposal(system, proposalId);
  if (draft.status === ProposalStatus.DRAFT) {
    await submitProposal(at(system, Role.PLATFORM, instantOf('2025-09-11', 15, 5)), seen(draft));
  }
  return proposalId;
}

const keyOf = (programme: string) => `demonstration/${programme}`;

/** Publishes an approved list; returns the id of the notice. */
export async function publishList(
  system: DemonstrationTools,
  { code: programme, title }: ProgrammeData,
  proposalId: string,
): Promise<string> {
  const publishing = system.contextFor(publisherViewer(), new SettableClock(instantOf('2025-10-09', 9, 0)));
  return publishNotice(publishing, {
    proposalId,
    // The programme is real and the companies are not, so the title must show that to anybody who finds the list.
    title: `【演示数据】${title}拟补贴企业名单公示`,
    idempotencyKey: keyOf(programme),
  });
}

/** Closes the notice if its days are over. */
export async function closeList(system: DemonstrationTools, noticeId: string): Promise<void> {
  const notice = await system.asSystem((em) => em.findOneOrFail(PublicityNotice, { id: noticeId }));
  const closesAt = instantOf(addDays(notice.closesOn, 1), 9, 30);
  // With `--now` a newcomer finds the list in public, and sees it close when the clock is moved.
  if (notice.status === NoticeStatus.CLOSED || system.today < closesAt) return;
  await closeNotice(at(system, Role.SCIENCE, closesAt), { noticeId, version: notice.version });
}

const readProposal = (system: DemonstrationTools, id: string) =>
  system.asSystem((em) => em.findOneOrFail(SubsidyProposal, { id }));
const seen = ({ id, version }: SubsidyProposal): SeenProposal => ({ proposalId: id, version });

/** The regulator gives its opinion, and the science department approves the list. */
export async function approveList(system: DemonstrationTools, proposalId: string): Promise<void> {
  const submitted = await readProposal(system, proposalId);
  if (submitted.opinionBy === null) {
    const text = '经核对，名单内保险机构均具备经营资质，所列险种与承保信息一致，无不同意见。';
    await giveOpinion(at(system, Role.REGULATOR, instantOf('2025-09-18', 11, 0)), seen(submitted), {
      agrees: true,
      text,
      papers: [],
    });
  }
  const judged = await readProposal(system, proposalId);
  if (judged.status === ProposalStatus.SUBMITTED) {
    await approveProposal(at(system, Role.SCIENCE, instantOf('2025-09-22', 16, 40)), seen(judged));
  }
}
