import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { SubmissionStatus } from './submission.js';

export const submissionEvents = defineEvents({
  POLICIES_SUBMITTED: z.strictObject({
    status: shape.oneOf(SubmissionStatus, '状态: how the work on a file ended').optional(),
    rows: shape.count('rows').optional(),
    accepted: shape.count('accepted rows').optional(),
    failed: shape.count('refused rows').optional(),
    corrected: shape.count('rows of a file that corrected earlier policies').optional(),
  }),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof submissionEvents> {}
}
