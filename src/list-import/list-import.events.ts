import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { ListKind, ListMode } from './list-import.js';

const kind = shape.oneOf(ListKind, '名单类别: kind of list');
const source = shape.text('名单来源: whose list it is');
const entry = z.record(z.string(), z.unknown()).nullable();

export const listImportEvents = defineEvents({
  LIST_UPLOADED: z
    .strictObject({
      kind,
      mode: shape.oneOf(ListMode, '更新方式: how it changes what is there'),
      source,
      listDate: shape.day('名单日期: the day that the list is of'),
      sha256: shape.text('digest of the file'),
    })
    .describe('名单已上传: a list of companies was uploaded.'),
  LIST_CONFIRMED: z
    .strictObject({ kind, source })
    .describe('名单已确认: another person confirmed the difference that a list makes.'),
  LIST_DISCARDED: z
    .strictObject({ kind, source, reason: shape.text('放弃理由: why it was discarded') })
    .describe('名单已放弃: an uploaded list was discarded.'),
  LIST_APPLIED: z
    .strictObject({
      kind,
      source,
      listDate: shape.day('名单日期: the day that the list is of'),
      added: shape.count('新增: companies that are new'),
      changed: shape.count('变更: companies that differ'),
      removed: shape.count('companies that are not on the list any more'),
    })
    .describe('名单已生效: a confirmed list took effect.'),
  QUALIFICATIONS_IMPORTED: z
    .strictObject({
      change: shape.text('`ADDED`, `CHANGED` or `REMOVED`'),
      before: entry.describe('the entry before; null for a new one'),
      after: entry.describe('the entry now; null for one that was removed'),
    })
    .describe('企业资质已更新: an imported list changed the qualifications of a company.'),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof listImportEvents> {}
}
