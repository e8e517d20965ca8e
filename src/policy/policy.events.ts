import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { z } from 'zod';

export const policyEvents = defineEvents({
  POLICY_WITHDRAWN: z
    .strictObject({ reason: shape.text('撤回理由: why it was withdrawn') })
    .describe('保单已撤回: a policy was withdrawn.'),
  POLICY_CORRECTED: z
    .strictObject({
      fields: z.array(z.string()).describe('更正字段: fields that were corrected'),
      version: shape.count('version of the policy after the correction'),
      changes: shape.changes('the fields before and now'),
    })
    .describe('保单已更正: an institution corrected a policy.'),
  REFUND_RECORDED: z
    .strictObject({
      endorsementNo: shape.text('批单号: number of the endorsement'),
      version: shape.count('version of the policy after the refund'),
    })
    .describe('退保批减已登记: a refund was recorded against a policy.'),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof policyEvents> {}
}
