import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

/** The facts of a company by name, without persons and phone numbers. */
const facts = z.record(z.string(), z.unknown()).nullable();

export const registerEvents = defineEvents({
  REGISTRATION_CHANGED: z
    .strictObject({
      source: shape.text('登记机关: the register that was asked').optional(),
      change: shape.text('what a list did to the entry: `ADDED`, `CHANGED` or `REMOVED`').optional(),
      before: facts.describe('the entry before; null for a new one'),
      after: facts.describe('the entry now; null for one that was removed'),
    })
    .describe('登记信息已变更: the register says something new of a company.'),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof registerEvents> {}
}
