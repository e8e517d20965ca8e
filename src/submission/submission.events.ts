import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { SubmissionStatus } from './submission.js';

export const submissionEvents = defineEvents({
  POLICIES_SUBMITTED: z
    .strictObject({
      status: shape.oneOf(SubmissionStatus, '状态: how the work on a file ended').optional(),
      rows: shape.count('行数: rows of the push').optional(),
      accepted: shape.count('受理: rows that were accepted').optional(),
      failed: shape.count('退回: rows that were refused').optional(),
      corrected: shape.count('rows of a file that corrected earlier policies').optional(),
    })
    .describe('批量上传已受理: policies were pushed.'),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof submissionEvents> {}
}
