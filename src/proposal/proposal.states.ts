import { Role } from '../access/role.js';
import { type StateMachine, system } from '../kernel/state-machine.js';
import { defineChangeable } from '../transition/stateful.js';
import { refuseProposal } from './proposal.refusals.js';
import { RunStatus } from './run/proposal-run.js';
import { ProposalStatus, SubsidyProposal } from './subsidy-proposal.js';

const { DRAFT, SUPERSEDED, SUBMITTED, RETURNED, APPROVED } = ProposalStatus;
const { COMPUTING, COMPUTED, CANCELLED, FAILED } = RunStatus;
const platform = [Role.PLATFORM];
const computing = { by: [Role.PLATFORM, system], through: ['computeProposal', 'compute proposals'] };

export const proposalStates = defineChangeable<SubsidyProposal>({
  type: 'SubsidyProposal',
  title: '补贴建议方案',
  table: 'subsidy_proposal',
  statuses: Object.values(ProposalStatus),
  entity: SubsidyProposal,
  field: 'proposalId',
  notFound: (path) => refuseProposal('PROPOSAL_NOT_FOUND', path),
  unfit: ({ status: found }, path, needed) => refuseProposal('PROPOSAL_STATUS_UNFIT', path, { found, needed }),
  scope: ({ programmeId }) => ({ programmeId }),
  moves: [
    { from: null, to: DRAFT, ...computing, meaning: '测算' },
    { from: DRAFT, to: SUPERSEDED, ...computing, meaning: '重新测算' },
    { from: DRAFT, to: SUBMITTED, by: platform, through: ['submitProposal'], meaning: '提交审核' },
    { from: SUBMITTED, to: SUBMITTED, by: [Role.REGULATOR], through: ['giveOpinion'], meaning: '反馈监管意见' },
    { from: SUBMITTED, to: APPROVED, by: [Role.SCIENCE], through: ['approveProposal'], meaning: '审定' },
    { from: SUBMITTED, to: RETURNED, by: [Role.SCIENCE], through: ['returnProposal'], meaning: '退回' },
  ],
});

export const runStates: StateMachine<RunStatus> = {
  type: 'ProposalRun',
  title: '测算进程',
  table: 'proposal_run',
  statuses: Object.values(RunStatus),
  moves: [
    { from: null, to: COMPUTING, by: platform, through: ['computeProposal'], meaning: '申请测算' },
    { from: COMPUTING, to: COMPUTED, ...computing, meaning: '测算完成' },
    { from: COMPUTING, to: FAILED, ...computing, meaning: '未完成' },
    { from: COMPUTING, to: CANCELLED, by: platform, through: ['cancelProposalComputation'], meaning: '取消' },
    { from: FAILED, to: COMPUTING, by: platform, through: ['computeProposal'], meaning: '重试' },
  ],
};
