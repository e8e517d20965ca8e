import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

const changes = shape.changes('reason and source before and now');

export const enterpriseEvents = defineEvents(
  {
    ENTERPRISE_EXCLUDED: z
      .strictObject({
        reason: shape.text('排除理由: why the company is left out'),
        source: shape.text('依据: the document that it is based on'),
        changes,
      })
      .describe('企业已排除: a company was left out of a programme.'),
    EXCLUSION_LIFTED: z.strictObject({ changes }).describe('排除已解除: a company was let in again.'),
  },
  { acts: ['ENTERPRISE_EXCLUDED', 'EXCLUSION_LIFTED'] },
);

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof enterpriseEvents> {}
}
