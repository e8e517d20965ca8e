import { defineRefusals } from '../kernel/errors/refusal.js';

export const refuseRecovery = defineRefusals({
  RECOVERY_AMOUNT_UNFIT: {
    meaning: 'A recovery is for more than nothing and at most what was paid.',
    zh: ({ due }) => `追回金额须大于 0 且不超过已拨付的 ${due} 元。`,
    en: ({ due }) => `A recovery is for more than 0.00 and at most the ${due} yuan that were paid.`,
  },
  REPAY_BY_UNFIT: {
    meaning: 'A recovery needs a last day, after today, for paying back.',
    zh: ({ amount }) => `须追回已拨付的 ${amount} 元，请填写晚于今天的还款期限。`,
    en: ({ amount }) =>
      `${amount} yuan that were paid have to come back: give the last day for that (\`repayBy\`), after today.`,
  },
  RECOVERY_NOT_FOUND: {
    meaning: 'There is no such recovery.',
    zh: () => '未找到该追回记录，请核对编号。',
    en: () => 'There is no such recovery. Check the id.',
  },
  RECOVERY_CLOSED: {
    meaning: 'The recovery has been closed.',
    zh: () => '该追回已办结，不能再登记还款。',
    en: () => 'The recovery is closed; nothing more is due.',
  },
  REPAYMENT_TOO_HIGH: {
    meaning: 'A repayment is for more than nothing and at most what is still due.',
    zh: ({ due }) => `还款金额须大于 0 且不超过尚未追回的 ${due} 元。`,
    en: ({ due }) => `A repayment is for more than 0.00 and at most the ${due} yuan still due.`,
  },
  REPAYMENT_TWICE: {
    meaning: 'A repayment with this bank reference was recorded before.',
    zh: ({ reference }) => `银行流水号“${reference}”的还款此前已登记。`,
    en: ({ reference }) => `The repayment "${reference}" was recorded before.`,
  },
});
