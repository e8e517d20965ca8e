import { Role } from '../../access/role.js';
import { byProgramme, waitingRows } from '../../worklist/waiting-work.js';
import { WorklistKind } from '../../worklist/worklist-kind.js';
import type { SubsidyProposalFilter } from '../proposal.inputs.js';
import { proposalConditions } from '../list-proposals.js';
import { ProposalStatus } from '../subsidy-proposal.js';

const { DRAFT, SUBMITTED, RETURNED, APPROVED } = ProposalStatus;

const proposals = (kind: WorklistKind, role: Role, filter: SubsidyProposalFilter, since: string) =>
  waitingRows({
    kind,
    roles: [role],
    list: 'subsidyProposals',
    type: 'SubsidyProposal',
    table: 'subsidy_proposal',
    filter: { ...filter },
    where: () => proposalConditions(filter),
    since,
    programme: byProgramme,
  });

export const proposalWork = [
  proposals(WorklistKind.PROPOSAL_SUBMISSION, Role.PLATFORM, { status: DRAFT }, 'computed_at'),
  proposals(WorklistKind.PROPOSAL_REVISION, Role.PLATFORM, { status: RETURNED, newest: true }, 'decided_at'),
  proposals(WorklistKind.PROPOSAL_OPINION, Role.REGULATOR, { status: SUBMITTED, opinionGiven: false }, 'submitted_at'),
  proposals(WorklistKind.PROPOSAL_DECISION, Role.SCIENCE, { status: SUBMITTED, opinionGiven: true }, 'opinion_at'),
  proposals(WorklistKind.NOTICE_PUBLICATION, Role.SCIENCE, { status: APPROVED, published: false }, 'decided_at'),
];
