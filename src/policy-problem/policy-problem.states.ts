import { Role } from '../access/role.js';
import { defineChangeable } from '../transition/stateful.js';
import { PolicyProblem, PolicyProblemStatus } from './policy-problem.js';
import { refuseProblem } from './policy-problem.refusals.js';

const { OPEN, ANSWERED, CLOSED } = PolicyProblemStatus;
const insurer = { by: [Role.INSURER], through: ['answerPolicyProblem'] };
const enterprise = [Role.ENTERPRISE];

export const problemStates = defineChangeable<PolicyProblem>({
  type: 'PolicyProblem',
  title: '保单问题',
  table: 'policy_problem',
  statuses: Object.values(PolicyProblemStatus),
  entity: PolicyProblem,
  field: 'problemId',
  notFound: (path) => refuseProblem('PROBLEM_NOT_FOUND', path),
  unfit: (_, path) => refuseProblem('PROBLEM_CLOSED', path),
  scope: ({ programmeId, institutionId, enterpriseId }) => ({ programmeId, institutionId, enterpriseId }),
  moves: [
    { from: null, to: OPEN, by: enterprise, through: ['reportPolicyProblem'], meaning: '反映问题' },
    { from: OPEN, to: ANSWERED, ...insurer, meaning: '答复' },
    { from: ANSWERED, to: ANSWERED, ...insurer, meaning: '补充答复' },
    { from: OPEN, to: OPEN, by: enterprise, through: ['replyToPolicyProblem'], meaning: '补充说明' },
    { from: ANSWERED, to: OPEN, by: enterprise, through: ['replyToPolicyProblem'], meaning: '继续反映' },
    { from: OPEN, to: CLOSED, by: enterprise, through: ['closePolicyProblem'], meaning: '关闭' },
    { from: ANSWERED, to: CLOSED, by: enterprise, through: ['closePolicyProblem'], meaning: '关闭' },
  ],
});
