import { z } from 'zod';
import { PolicyOutcomeStatus } from '../policy/policy-outcome.js';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

const status = (meaning: string) => shape.oneOf(PolicyOutcomeStatus, meaning);

export const outcomeEvents = defineEvents({
  POLICY_OUTCOME_CHANGED: z
    .strictObject({
      from: status('结果: the outcome before'),
      to: status('结果: the outcome now'),
      revision: shape.count('方案版本 that says so; null before the first one').nullable(),
      reasons: z.array(z.string()).describe('why it is left out; empty for another outcome'),
    })
    .describe('保单结果变更: a policy has another outcome, or is left out for other reasons.'),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof outcomeEvents> {}
}
