import { z } from 'zod';
import { Role } from '../access/role.js';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

export const personEvents = defineEvents({
  PERSON_VERIFIED: z.strictObject({}),
  PERSON_NOT_CONFIRMED: z.strictObject({}),
  PERSON_CHECK_REQUESTED: z.strictObject({ papers: shape.count('scans of identity papers') }),
  PERSON_CHECKED: z.strictObject({}),
  PERSON_CHECK_CONFIRMED: z.strictObject({}),
  PERSON_CHECK_REJECTED: z.strictObject({}),
  IDENTITY_PAPER_READ: z.strictObject({ by: shape.oneOf(Role, '身份: role of the reader') }),
  IDENTITY_PAPERS_DELETED: z.strictObject({}),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof personEvents> {}
}
