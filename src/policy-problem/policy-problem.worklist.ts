import { Role } from '../access/role.js';
import { byProgramme, inStatus, waitingRows } from '../worklist/waiting-work.js';
import { WorklistKind } from '../worklist/worklist-kind.js';
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
    kind: WorklistKind.POLICY_PROBLEM_ANSWER,
    roles: [Role.INSURER],
    ...inStatus(PolicyProblemStatus.OPEN),
    since: 'reported_at',
    dueBy: 'answer_by',
  }),
  waitingRows({
    ...problems,
    kind: WorklistKind.POLICY_PROBLEM_REPLY,
    roles: [Role.ENTERPRISE],
    ...inStatus(PolicyProblemStatus.ANSWERED),
    since: 'answered_at',
  }),
];
