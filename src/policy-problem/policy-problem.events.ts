import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { PolicyProblemKind, PolicyProblemStatus } from './policy-problem.js';

const problem = z.strictObject({
  kind: shape.oneOf(PolicyProblemKind, '问题类型: kind of problem'),
  status: shape.oneOf(PolicyProblemStatus, '状态: after the step'),
  answerBy: shape.day('last day for the insurer to answer'),
});

export const policyProblemEvents = defineEvents({
  POLICY_PROBLEM_REPORTED: problem.describe('保单问题已提出: a company says that a policy is missing or wrong.'),
  POLICY_PROBLEM_ANSWERED: problem.describe('保单问题已答复: the insurer answered.'),
  POLICY_PROBLEM_REPLIED: problem.describe('保单问题已续报: the company wrote again.'),
  POLICY_PROBLEM_CLOSED: problem.describe('保单问题已关闭: the company closed it.'),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof policyProblemEvents> {}
}
