import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { ObjectionStatus } from './objection.js';

const noticeId = shape.keyOf('PublicityNotice', 'key of the notice');
const creditCode = z.string().nullable().describe('the line; null for the whole notice');

export const objectionEvents = defineEvents({
  OBJECTION_FILED: z
    .strictObject({ noticeId, creditCode, decideBy: shape.day('last day to decide it') })
    .describe('异议已提出: an objection was filed.'),
  OBJECTION_WITHDRAWN: z.strictObject({ noticeId, creditCode }).describe('异议已撤回: an objection was withdrawn.'),
  OBJECTION_DECIDED: z
    .strictObject({
      noticeId,
      creditCode,
      outcome: shape.oneOf(ObjectionStatus, '处理结果: what was decided'),
      reason: shape.text('理由: the reason, as it is published'),
    })
    .describe('异议已处理: an objection was upheld or dismissed.'),
  OBJECTION_REMINDED: z
    .strictObject({ noticeId, decideBy: shape.day('last day to decide it') })
    .describe('异议处理提醒: the time to decide an objection is about to end.'),
  OBJECTION_FILING_READ: z
    .strictObject({ role: shape.text('as which role it was read') })
    .describe('异议人信息已查看: who objected and why was read.'),
  OBJECTION_ATTACHMENT_READ: z
    .strictObject({ sha256: shape.text('digest of the paper') })
    .describe('异议附件已查看: a paper of an objection was read.'),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof objectionEvents> {}
}
