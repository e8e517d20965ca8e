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

export const institutionEvents = defineEvents(
  {
    INSTITUTION_REGISTERED: z.strictObject({}).describe('机构已登记: an institution was registered.'),
    /** Institutions of the demonstration are confirmed when they are inserted, and their events have no data. */
    INSTITUTION_CONFIRMED: moved.partial().describe('机构已核对: an institution was confirmed.'),
    INSTITUTION_REJECTED: why.describe('机构不予通过: an institution was rejected.'),
    INSTITUTION_SUSPENDED: why.describe('机构已暂停: an institution was suspended.'),
    INSTITUTION_RESUMED: moved.describe('机构已恢复: a suspension was lifted.'),
  },
  { acts: ['INSTITUTION_SUSPENDED'] },
);

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof institutionEvents> {}
}
