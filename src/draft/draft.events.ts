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
  DRAFT_PREPARED: z
    .strictObject({
      kind,
      status,
      programme: shape.text('年度工作编号: of a draft of a programme').optional(),
      year: z.int().describe('年份: of a draft of the calendar').optional(),
    })
    .describe('草案已拟定: a programme or a year of the calendar was prepared.'),
  DRAFT_CHECKED: decided.describe('草案已核对: a draft was checked and has no contradictions.'),
  DRAFT_APPROVED: decided.describe('草案已批准: a department approved a draft.'),
  DRAFT_RETURNED: decided
    .extend({ reason: shape.text('退回理由: why it was returned') })
    .describe('草案已退回: a draft was ended before it was in force, with a reason.'),
  DRAFT_OUTDATED: decided.describe('草案已过时: a draft could not be put in force when its instant came.'),
  CALENDAR_IMPORTED: z
    .strictObject({
      year: z.int().describe('年份: the year'),
      holidays: z.array(z.string()).describe('放假日期: days that are off'),
      makeUpDays: z.array(z.string()).describe('调休上班日期: weekend days that are worked'),
      documentNumber: shape.text('文号 of the notice that arranges the year'),
      changes,
    })
    .describe(
      '工作日历已生效: the working days of a year are in force; `data.changes` has the values before and after.',
    ),
  PROGRAMME_UPDATED: z
    .strictObject({
      code: shape.text('年度工作编号: code of the programme'),
      rulesVersion: shape.count('version of the rules that is in force now'),
      changes,
    })
    .describe('年度工作已修订: a later version is in force; `data.changes` has the values before and after.'),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof draftEvents> {}
}
