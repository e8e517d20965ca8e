import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

export const noticeEvents = defineEvents(
  {
    NOTICE_PUBLISHED: z
      .strictObject({
        release: shape.count('公示版本: the first release, always 1'),
        closesOn: shape.day('last day of the notice'),
        recipientCount: shape.count('companies on the list'),
        totalAmount: shape.money('total of the list'),
      })
      .describe('公示已发布: a publicity notice was published.'),
    NOTICE_CORRECTED: z
      .strictObject({
        release: shape.count('公示版本: number of the new release'),
        recipientCount: shape.count('companies on the list'),
        totalAmount: shape.money('total of the list'),
        reason: shape.text('理由: the reason, as it is published'),
        corrections: z
          .array(
            z.strictObject({
              creditCode: shape.text('统一社会信用代码: the line'),
              remove: z.boolean().describe('whether the line was removed'),
              amount: shape.money('amount from now on; null where it stays').nullable(),
              name: shape.text('name from now on; null where it stays').nullable(),
            }),
          )
          .describe('corrected lines: removed, or with another amount or name'),
        changes: z
          .array(z.strictObject({ field: z.string(), from: z.string(), to: z.string().nullable() }))
          .describe('amount and name of each line before and now; null where it was removed'),
      })
      .describe('公示已更正: a new release of a notice was published, with its reason.'),
    NOTICE_CLOSED: z
      .strictObject({ closesOn: shape.day('last day of the notice') })
      .describe('公示已结束: a publicity notice was closed.'),
  },
  { public: ['NOTICE_PUBLISHED', 'NOTICE_CORRECTED', 'NOTICE_CLOSED'], acts: ['NOTICE_PUBLISHED', 'NOTICE_CORRECTED'] },
);

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof noticeEvents> {}
}
