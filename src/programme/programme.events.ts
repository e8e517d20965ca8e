import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

export const programmeEvents = defineEvents({
  PROGRAMME_CREATED: z
    .strictObject({
      code: shape.text('年度工作编号: code of the programme'),
      documentNumber: shape.text('文号 of the notice'),
    })
    .describe('年度工作已建立: a programme was set up.'),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof programmeEvents> {}
}
