import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { ObjectionStatus } from './objection.js';

const noticeId = shape.keyOf('PublicityNotice', 'key of the notice');
const creditCode = z.string().nullable().describe('the line; null for the whole notice');

export const objectionEvents = defineEvents({
  OBJECTION_FILED: z.strictObject({ noticeId, creditCode, decideBy: shape.day('last day to decide it') }),
  OBJECTION_WITHDRAWN: z.strictObject({ noticeId, creditCode }),
  OBJECTION_DECIDED: z.strictObject({
    noticeId,
    creditCode,
    outcome: shape.oneOf(ObjectionStatus, '处理结果: what was decided'),
    reason: shape.text('理由: the reason, as it is published'),
  }),
  OBJECTION_REMINDED: z.strictObject({ noticeId, decideBy: shape.day('last day to decide it') }),
  OBJECTION_FILING_READ: z.strictObject({ role: shape.text('as which role it was read') }),
  OBJECTION_ATTACHMENT_READ: z.strictObject({ sha256: shape.text('digest of the paper') }),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof objectionEvents> {}
}
