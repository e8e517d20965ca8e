import { defineRefusals } from '../kernel/refusal.js';

export const refusePayment = defineRefusals({
  NOTHING_TO_ASK: {
    meaning: 'No claim of the programme waits to be asked for its account.',
    zh: () => '没有公示无异议、待通知填报收款信息的企业补贴。',
    en: () => 'No claim of the programme is CONFIRMED: nobody is left to ask.',
  },
  CLAIM_TIME_OVER: {
    meaning: 'The time to claim has passed.',
    zh: ({ claimBy }) => `填报期限已于 ${claimBy} 24 时（北京时间）届满，未申领视为放弃。确有特殊情况请联系省科技厅。`,
    en: ({ claimBy }) =>
      `The time to claim ended with ${claimBy} (Asia/Shanghai). In a special case ask the department of science for more time.`,
  },
  STATEMENT_NOT_ACCEPTED: {
    meaning: 'A claim needs the present version of the statement of truth to be accepted.',
    zh: ({ present }) => `请阅读并勾选现行《信息真实性承诺书》（第 ${present} 版）后再提交。`,
    en: ({ present }) => `Read and accept the statement of truth in force (version ${present}).`,
  },
  BANK_ACCOUNT_UNKNOWN: {
    meaning: 'The enterprise has no such bank account.',
    zh: () => '本企业没有该收款账户，请先新增收款账户。',
    en: () => 'Your enterprise has no such bank account. Add it first.',
  },
  EXTENSION_UNFIT: {
    meaning: 'An extension ends later than the present time, and after today.',
    zh: ({ claimBy }) => `延长后的截止日须晚于原截止日 ${claimBy} 和今天。`,
    en: ({ claimBy }) => `The new last day has to be after ${claimBy} and after today.`,
  },
  NOTHING_TO_PAY: {
    meaning: 'No claim is ready to be paid.',
    zh: ({ held }) => `没有已申领、可拨付的企业补贴${held ? `；另有 ${held} 笔有保单不予计入，待更正公示` : ''}。`,
    en: ({ held }) =>
      `No claim that is CLAIMED can be paid${held ? `; ${held} are held until the notice is corrected, for policies that were kept out` : ''}.`,
  },
  CLAIM_HELD: {
    meaning: 'Policies of the claim were kept out since it was computed; it is paid once its line has been corrected.',
    zh: ({ granted, left }) =>
      `该企业补贴中有保单已列入不予计入：现为 ${granted} 元，其余保单应为 ${left} 元。请先用 correctNotice 更正公示，再下达拨付。`,
    en: ({ granted, left }) =>
      `Policies of the claim were kept out: it stands at ${granted} yuan, the others come to ${left}. Correct the notice (\`correctNotice\`), then order the payment.`,
  },
  PAYMENT_BATCH_NOT_FOUND: {
    meaning: 'There is no such payment batch.',
    zh: () => '未找到该拨付批次，请核对 id。',
    en: () => 'There is no such payment batch. Check the id.',
  },
  PAYMENT_BATCH_STATUS_UNFIT: {
    meaning: 'The payment batch is in a state from which this cannot be done.',
    zh: ({ found, needed }) => `该批次当前状态为 ${found}，此操作须处于 ${needed}。`,
    en: ({ found, needed }) => `The batch is ${found}; this is done from ${needed}.`,
  },
  PAYMENT_REFERENCE_FOREIGN: {
    meaning: 'The batch has no line with this reference.',
    zh: ({ reference }) => `本批次没有付款编号“${reference}”，请核对是否为其他批次的回单。`,
    en: ({ reference }) => `The batch has no line "${reference}". Is this the result of another batch?`,
  },
  PAYMENT_REFERENCE_TWICE: {
    meaning: 'The results name a line more than once.',
    zh: ({ reference }) => `付款编号“${reference}”重复出现，请保留一行。`,
    en: ({ reference }) => `The results name "${reference}" more than once. Keep one.`,
  },
  PAYMENT_AMOUNT_DIFFERS: {
    meaning: 'The amount of a result is not that of its line.',
    zh: ({ reference, ordered, found }) =>
      `付款编号“${reference}”应付 ${ordered} 元，回单为 ${found} 元，请与银行核对。`,
    en: ({ reference, ordered, found }) =>
      `"${reference}" was ordered with ${ordered} yuan; the result says ${found}. Ask the bank.`,
  },
  PAYMENT_RESULT_CONTRADICTS: {
    meaning: 'The line has another result already.',
    zh: ({ reference, recorded }) => `付款编号“${reference}”此前已登记为 ${recorded}，与本次结果矛盾，请与银行核对。`,
    en: ({ reference, recorded }) =>
      `"${reference}" was recorded as ${recorded} before, and this says otherwise. Ask the bank.`,
  },
  PAYMENT_REASON_MISSING: {
    meaning: 'A failed payment needs the bank’s reason.',
    zh: ({ reference }) => `付款编号“${reference}”拨付失败，请填写银行退回原因。`,
    en: ({ reference }) => `"${reference}" failed: give the bank's reason.`,
  },
  PAYMENT_RESULTS_UNREADABLE: {
    meaning: 'The result file cannot be read, or a column or a value in it is missing.',
    zh: ({ fault }) => `无法读取银行结果文件：${fault}。`,
    en: ({ fault }) => `The result file cannot be read: ${fault}.`,
  },
  RECOVERY_AMOUNT_UNFIT: {
    meaning: 'A recovery is for more than nothing and at most what was paid.',
    zh: ({ most }) => `追回金额须大于 0 且不超过已拨付的 ${most} 元。`,
    en: ({ most }) => `A recovery is for more than 0.00 and at most the ${most} yuan that were paid.`,
  },
  RECOVERY_NOT_FOUND: {
    meaning: 'There is no such recovery.',
    zh: () => '未找到该追回记录，请核对 id。',
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
