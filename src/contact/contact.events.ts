import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

export const contactEvents = defineEvents({
  CONTACT_GIVEN: z.strictObject({
    changes: shape.changes('last four digits before and now, where another number was known').optional(),
  }),
  ENTERPRISE_INVITED: z.strictObject({ until: shape.day('last day of the programme that the message names') }),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof contactEvents> {}
}
