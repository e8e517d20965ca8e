import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { PolicyProblemKind, PolicyProblemStatus } from './policy-problem.js';

const problem = z.strictObject({
  kind: shape.oneOf(PolicyProblemKind, '问题类型: kind of problem'),
  status: shape.oneOf(PolicyProblemStatus, '状态: after the step'),
  answerBy: shape.day('last day for the insurer to answer'),
});

export const policyProblemEvents = defineEvents({
  POLICY_PROBLEM_REPORTED: problem,
  POLICY_PROBLEM_ANSWERED: problem,
  POLICY_PROBLEM_REPLIED: problem,
  POLICY_PROBLEM_CLOSED: problem,
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof policyProblemEvents> {}
}
