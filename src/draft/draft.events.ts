import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { DraftKind, DraftStatus } from './draft.js';

const kind = shape.oneOf(DraftKind, '草案类别: what is drafted');
const status = shape.oneOf(DraftStatus, '草案状态: after the step');
const changes = z
  .array(z.strictObject({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }))
  .describe('each value that differs, by its place');
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
  DRAFT_RETURNED: decided.extend({ reason: shape.text('退回理由: why it was returned') }),
  DRAFT_OUTDATED: decided,
  CALENDAR_IMPORTED: z.strictObject({
    year: z.int().describe('年份: the year'),
    holidays: z.array(z.string()).describe('放假日期: days that are off'),
    makeUpDays: z.array(z.string()).describe('调休上班日期: weekend days that are worked'),
    documentNumber: shape.text('文号 of the notice that arranges the year'),
    changes,
  }),
  PROGRAMME_UPDATED: z.strictObject({
    code: shape.text('年度工作编号: code of the programme'),
    rulesVersion: shape.count('version of the rules that is in force now'),
    changes,
  }),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof draftEvents> {}
}
