import { z } from 'zod';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

const creditCode = shape.text('统一社会信用代码: of the company');

export const recoveryEvents = defineEvents(
  {
    RECOVERY_OPENED: z
      .strictObject({
        creditCode,
        amount: shape.money('to be paid back'),
        repayBy: shape.day('last day to pay it back'),
        reason: shape.text('理由: the reason, as it is published'),
      })
      .describe('追回已启动: a paid subsidy is to be paid back.'),
    RECOVERY_RAISED: z
      .strictObject({
        creditCode,
        from: shape.money('before'),
        amount: shape.money('to be paid back'),
        repayBy: shape.day('last day to pay it back'),
      })
      .describe('追回金额已调增: more of a paid subsidy is to be paid back.'),
    REPAYMENT_RECORDED: z
      .strictObject({
        amount: shape.money('received'),
        repaid: shape.money('received in all'),
        receivedOn: shape.day('day of receipt'),
      })
      .describe('还款已登记: money came back.'),
    RECOVERY_CLOSED: z
      .strictObject({ creditCode, amount: shape.money('paid back in all') })
      .describe('追回已办结: a recovery was closed.'),
  },
  { acts: ['RECOVERY_OPENED', 'RECOVERY_RAISED'] },
);

/** A person who requested money, or more of it, may not record its repayment. */
export const askedBack = ['RECOVERY_OPENED', 'RECOVERY_RAISED'] as const;

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof recoveryEvents> {}
}
