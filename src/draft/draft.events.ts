import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { DraftKind, DraftStatus } from './draft.js';

const kind = shape.oneOf(DraftKind, '草案类别');
const status = shape.oneOf(DraftStatus, '草案状态: after the step');
const decided = z.strictObject({ kind, status });

export const draftEvents = defineEvents({
  DRAFT_PREPARED: z.strictObject({
    kind,
    status,
    programme: shape.text('年度工作编号: of a draft of a programme').optional(),
    year: z.int().describe('年份: of a draft of the calendar').optional(),
  }),
  DRAFT_CHECKED: decided,
  DRAFT_APPROVED: decided,
  DRAFT_RETURNED: decided.extend({ reason: shape.text('退回理由') }),
  DRAFT_OUTDATED: decided,
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof draftEvents> {}
}
