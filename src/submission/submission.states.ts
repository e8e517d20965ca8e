import { Role } from '../access/role.js';
import { type StateMachine, system } from '../kernel/state-machine.js';
import { SubmissionStatus } from './submission.js';

const { QUEUED, PROCESSING, COMPLETED, REJECTED, FAILED } = SubmissionStatus;
const insurer = [Role.INSURER];
const background = { by: [system], through: ['intake'] };

export const submissionStates: StateMachine<SubmissionStatus> = {
  type: 'Submission',
  title: '批量上传',
  table: 'submission',
  statuses: Object.values(SubmissionStatus),
  moves: [
    { from: null, to: QUEUED, by: insurer, through: ['upload'], meaning: '上传文件' },
    { from: null, to: COMPLETED, by: insurer, through: ['submitPolicies'], meaning: '逐笔受理' },
    { from: null, to: REJECTED, by: insurer, through: ['submitPolicies'], meaning: '全部退回' },
    { from: QUEUED, to: PROCESSING, ...background, meaning: '处理' },
    { from: PROCESSING, to: QUEUED, by: insurer, through: ['upload'], meaning: '重传丢失的文件' },
    { from: FAILED, to: QUEUED, by: insurer, through: ['upload'], meaning: '重传丢失的文件' },
    { from: QUEUED, to: FAILED, ...background, meaning: '文件无法处理' },
    { from: PROCESSING, to: COMPLETED, ...background, meaning: '处理完成' },
    { from: PROCESSING, to: REJECTED, ...background, meaning: '全部退回' },
    { from: PROCESSING, to: FAILED, ...background, meaning: '文件无法处理' },
  ],
};
