import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

export const fundingEvents = defineEvents(
  {
    OTHER_FUNDING_RECORDED: z
      .strictObject({
        amount: shape.money('其他财政资金'),
        source: shape.text('资金来源: whose money it is'),
        changes: shape.changes('amount and source before and now'),
      })
      .describe('其他财政资金已登记: what other public money paid for a policy was recorded.'),
    POLICY_BLOCKED: z
      .strictObject({
        reason: shape.text('说明: what was paid already'),
        source: shape.text('依据: the document that it is based on'),
      })
      .describe('保单已列入不予补贴: other provincial money subsidised a policy already.'),
    POLICY_UNBLOCKED: z
      .strictObject({ reason: shape.text('解除理由: why it counts again') })
      .describe('保单已解除不予补贴: a block was lifted.'),
  },
  { acts: ['OTHER_FUNDING_RECORDED', 'POLICY_BLOCKED', 'POLICY_UNBLOCKED'] },
);

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof fundingEvents> {}
}
