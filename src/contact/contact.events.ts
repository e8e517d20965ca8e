import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

export const contactEvents = defineEvents({
  CONTACT_GIVEN: z
    .strictObject({
      changes: shape.changes('last four digits before and now, where another number was known').optional(),
    })
    .describe('联系方式已提供: an insurer gave the phone number of a company.'),
  ENTERPRISE_INVITED: z
    .strictObject({ until: shape.day('last day of the programme that the message names') })
    .describe('企业已提醒注册: a company without an account was asked to register.'),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof contactEvents> {}
}
