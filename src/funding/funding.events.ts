import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

export const fundingEvents = defineEvents({
  OTHER_FUNDING_RECORDED: z.strictObject({
    amount: shape.money('其他财政资金'),
    source: shape.text('资金来源: whose money it is'),
    changes: shape.changes('amount and source before and now'),
  }),
  POLICY_BLOCKED: z.strictObject({
    reason: shape.text('说明: what was paid already'),
    source: shape.text('依据: what it rests on'),
  }),
  POLICY_UNBLOCKED: z.strictObject({ reason: shape.text('解除理由: why it counts again') }),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof fundingEvents> {}
}
