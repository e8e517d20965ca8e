import { defineRefusals } from '../kernel/refusal.js';
import { termOf } from '../kernel/terms.js';

export const refusePayment = defineRefusals({
  NOTHING_TO_PAY: {
    meaning: 'No claim is ready to be paid.',
    zh: ({ held }) => `没有已申领、可拨付的企业补贴${held ? `；另有 ${held} 笔有保单不予计入，待更正公示` : ''}。`,
    en: ({ held }) =>
      `No claim that is CLAIMED can be paid${held ? `; ${held} are held until the notice is corrected, for policies that were kept out` : ''}.`,
  },
  CLAIM_HELD: {
    meaning: 'Policies of the claim were kept out since it was computed; it is paid once its line has been corrected.',
    zh: ({ granted, left }) =>
      `该企业补贴中有保单已列入不予计入：现为 ${granted} 元，其余保单应为 ${left} 元。请先更正公示，再下达拨付。`,
    en: ({ granted, left }) =>
      `Policies of the claim were kept out: it is ${granted} yuan, the others come to ${left}. Correct the notice (\`correctNotice\`), then order the payment.`,
  },
  PAYMENT_BATCH_NOT_FOUND: {
    meaning: 'There is no such payment batch.',
    zh: () => '未找到该拨付批次，请核对编号。',
    en: () => 'There is no such payment batch. Check the id.',
  },
  PAYMENT_BATCH_STATUS_UNFIT: {
    meaning: 'The payment batch is in a state from which this cannot be done.',
    zh: ({ found, needed }) =>
      `该批次当前状态为“${termOf('PaymentBatchStatus', found)}”，此操作须处于“${termOf('PaymentBatchStatus', needed)}”。`,
    en: ({ found, needed }) => `The batch is ${found}; this is done from ${needed}.`,
  },
  PAYMENT_ALREADY_SENT: {
    meaning: 'The file of the batch was handed out, so the bank may have it; only its results can be recorded.',
    zh: () => '该批次的拨付文件已下载，可能已送银行，不能再退回或撤销；请登记银行结果。',
    en: () =>
      'The file of the batch was downloaded and may be with the bank: it cannot be returned. Record the bank’s results.',
  },
  PAYMENT_RELEASED_WHOLE: {
    meaning: 'A released batch has its file: it is returned whole or not at all.',
    zh: () => '该批次已放行并生成拨付文件，只能整批撤销；请不填付款编号。',
    en: () => 'The batch is released and has its file: it can only be returned whole. Leave out `references`.',
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
    zh: ({ faultInChinese }) => `无法读取银行结果文件：${faultInChinese}。`,
    en: ({ fault }) => `The result file cannot be read: ${fault}.`,
  },
});
