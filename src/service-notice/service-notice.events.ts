import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

const lineCount = shape.count('companies on the list');

export const serviceNoticeEvents = defineEvents({
  SERVICE_NOTICE_PREPARED: z.strictObject({ lineCount }),
  SERVICE_NOTICE_PUBLISHED: z.strictObject({ lineCount, claimBy: shape.day('last day to claim') }),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof serviceNoticeEvents> {}
}
