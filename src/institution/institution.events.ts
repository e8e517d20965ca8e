import { z } from 'zod';
import { Role } from '../access/role.js';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { InstitutionStatus } from './institution.js';

const status = (meaning: string) => shape.oneOf(InstitutionStatus, meaning);
const moved = z.strictObject({
  status: status('状态: after the step'),
  from: status('状态: before the step'),
  to: status('状态: after the step'),
  by: shape.oneOf(Role, '身份: the department'),
});
const why = moved.extend({ reason: shape.text('理由: the reason given') });

export const institutionEvents = defineEvents({
  INSTITUTION_REGISTERED: z.strictObject({}),
  /** Those of the demonstration are confirmed as they are entered, and carry nothing. */
  INSTITUTION_CONFIRMED: moved.partial(),
  INSTITUTION_REJECTED: why,
  INSTITUTION_SUSPENDED: why,
  INSTITUTION_RESUMED: moved,
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof institutionEvents> {}
}
