import { z } from 'zod';
import { Role } from '../access/role.js';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

const account = z.strictObject({
  lastFour: shape.text('last four digits of the account number'),
  role: shape.oneOf(Role, '身份: role of the person'),
});

export const bankAccountEvents = defineEvents({
  BANK_ACCOUNT_ADDED: account,
  BANK_ACCOUNT_MADE_DEFAULT: account,
  BANK_ACCOUNT_REMOVED: account,
  BANK_ACCOUNT_REVEALED: account,
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof bankAccountEvents> {}
}
