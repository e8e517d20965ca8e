import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

const lineCount = shape.count('companies on the list');

export const serviceNoticeEvents = defineEvents(
  {
    SERVICE_NOTICE_PREPARED: z
      .strictObject({ lineCount })
      .describe('公告送达名单已拟定: the companies that no message reaches were listed for a service notice.'),
    SERVICE_NOTICE_PUBLISHED: z
      .strictObject({ lineCount, claimBy: shape.day('last day to claim') })
      .describe('公告送达已发布: a service notice was published; the companies on it count as notified.'),
  },
  { public: ['SERVICE_NOTICE_PUBLISHED'] },
);

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof serviceNoticeEvents> {}
}
