import { z } from 'zod';
import { Role } from '../access/role.js';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

const account = z.strictObject({
  lastFour: shape.text('last four digits of the account number'),
  role: shape.oneOf(Role, '身份: role of the person'),
});

export const bankAccountEvents = defineEvents({
  BANK_ACCOUNT_ADDED: account.describe('收款账户已新增: a bank account was added.'),
  BANK_ACCOUNT_MADE_DEFAULT: account.describe('默认收款账户已变更: a bank account was made the default.'),
  BANK_ACCOUNT_REMOVED: account.describe('收款账户已删除: a bank account was removed.'),
  BANK_ACCOUNT_REVEALED: account.describe('收款账号已查看: a whole account number was read.'),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof bankAccountEvents> {}
}
