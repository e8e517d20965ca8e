import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { ClaimStatus } from './claim-status.js';

const status = shape.oneOf(ClaimStatus, '状态: after the step').nullable();

export const claimEvents = defineEvents({
  CLAIM_STATUS_CHANGED: z
    .strictObject({
      from: status.describe('state before; null for a new claim'),
      to: status.describe('state after; null for a draft that the next one no longer has'),
      reason: z.string().nullable().describe('why, where there is a reason'),
    })
    .describe('企业补贴状态变更: a claim moved to another state.'),
  PAYMENT_INFORMATION_REQUESTED: z
    .strictObject({
      requestedCount: shape.count('claims that were asked for their accounts'),
      messageCount: shape.count('短信: text messages that were sent'),
      claimBy: shape.day('last day to claim'),
    })
    .describe('收款信息填报已通知: enterprises were asked for their accounts.'),
  CLAIM_EXTENDED: z
    .strictObject({
      until: shape.day('last day to claim from now on'),
      reason: shape.text('延长理由: why there is more time'),
      changes: shape.changes('last day to claim before and now'),
    })
    .describe('填报期限已延长: an enterprise was given more time.'),
  CLAIM_REMINDED: z
    .strictObject({ claimBy: shape.day('last day to claim') })
    .describe('申领提醒: an enterprise was reminded that its time is about to end.'),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof claimEvents> {}
}
