import { Role } from '../access/role.js';
import { byProgramme, inStatus, waitingRows } from '../worklist/waiting-work.js';
import { workKind } from '../worklist/worklist-kind.js';
import { PolicyProblemStatus } from './policy-problem.js';

const problems = {
  list: 'policyProblems',
  type: 'PolicyProblem',
  table: 'policy_problem',
  programme: byProgramme,
};

export const policyProblemWork = [
  waitingRows({
    ...problems,
    kind: workKind('POLICY_PROBLEM_ANSWER', '保单问题待答复: the insurer answers a company (`answerPolicyProblem`).'),
    roles: [Role.INSURER],
    ...inStatus(PolicyProblemStatus.OPEN),
    since: 'reported_at',
    dueBy: 'answer_by',
  }),
  waitingRows({
    ...problems,
    kind: workKind(
      'POLICY_PROBLEM_REPLY',
      '保单问题已答复: the company closes the problem or writes again (`closePolicyProblem`).',
    ),
    roles: [Role.ENTERPRISE],
    ...inStatus(PolicyProblemStatus.ANSWERED),
    since: 'answered_at',
  }),
];
