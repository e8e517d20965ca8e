import { sql } from 'kysely';
import { Role } from '../../access/role.js';
import { byProgramme, type PreparedBy, preparedIn, waitingRows } from '../../worklist/waiting-work.js';
import { type WorklistKind, workKind } from '../../worklist/worklist-kind.js';
import type { SubsidyProposalFilter } from '../proposal.inputs.js';
import { proposalConditions } from '../list-proposals.js';
import { factsEntered } from '../review-proposal.js';
import { ProposalStatus } from '../subsidy-proposal.js';

const { DRAFT, SUBMITTED, RETURNED, APPROVED } = ProposalStatus;

const proposals = (
  kind: WorklistKind,
  role: Role,
  filter: SubsidyProposalFilter,
  since: string,
  preparedBy?: PreparedBy,
) =>
  waitingRows({
    kind,
    roles: [role],
    list: 'subsidyProposals',
    type: 'SubsidyProposal',
    table: 'subsidy_proposal',
    filter: { ...filter },
    where: () => proposalConditions(filter),
    since,
    ...(preparedBy && { preparedBy }),
    programme: byProgramme,
  });

const computedOrSubmitted = preparedIn('computed_by', 'submitted_by');
const entered = sql.join(factsEntered.map((type) => sql.lit(type)));

/**
 * The same people as in `approveProposal`: who computed, submitted or judged it, and who entered facts on which its
 * amounts are based.
 */
const tookPart: PreparedBy = (accounts) => sql`(${preparedIn('computed_by', 'submitted_by', 'opinion_by')(accounts)}
  or programme_id in (select event.programme_id from event
    where event.type in (${entered}) and event.actor_id = any(${accounts}))
  or id in (select line.proposal_id from policy_admission as admission
    join insured_enterprise as insured using (policy_id)
    join assessment_line as line on line.enterprise_id = insured.enterprise_id and line.policy_id = insured.policy_id
    where line.admitted and admission.admitted_by = any(${accounts})))`;

export const proposalWork = [
  proposals(
    workKind('PROPOSAL_SUBMISSION', '方案待提交: PLATFORM submits a computed revision (`submitProposal`).'),
    Role.PLATFORM,
    { status: DRAFT },
    'computed_at',
  ),
  proposals(
    workKind('PROPOSAL_REVISION', '方案已退回: PLATFORM computes a new revision after a return (`computeProposal`).'),
    Role.PLATFORM,
    { status: RETURNED, newest: true },
    'decided_at',
  ),
  proposals(
    workKind('PROPOSAL_OPINION', '监管意见待反馈: REGULATOR gives its opinion (`giveOpinion`).'),
    Role.REGULATOR,
    { status: SUBMITTED, opinionGiven: false },
    'submitted_at',
    computedOrSubmitted,
  ),
  proposals(
    workKind(
      'PROPOSAL_DECISION',
      '方案待审定: SCIENCE approves or returns a revision that has an opinion (`approveProposal`).',
    ),
    Role.SCIENCE,
    { status: SUBMITTED, opinionGiven: true },
    'opinion_at',
    tookPart,
  ),
  proposals(
    workKind('NOTICE_PUBLICATION', '名单待公示: SCIENCE publishes an approved revision (`publishNotice`).'),
    Role.SCIENCE,
    { status: APPROVED, published: false },
    'decided_at',
    preparedIn('computed_by', 'submitted_by', 'decided_by'),
  ),
];
