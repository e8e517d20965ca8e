import { defineRefusals, listOf } from '../kernel/errors/refusal.js';
import { termOf } from '../kernel/values/terms.js';

export const refusePayment = defineRefusals({
  NOTHING_TO_PAY: {
    meaning: 'No claim is ready to be paid.',
    zh: ({ count }) => `没有已申领、可拨付的企业补贴${count ? `；另有 ${count} 笔有保单不予计入，待更正公示` : ''}。`,
    en: ({ count }) =>
      `No claim that is CLAIMED can be paid${count ? `; ${count} are on hold until the notice is corrected, for policies that were kept out` : ''}.`,
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
  PAYMENT_LAYOUT_UNFIT: {
    meaning: 'The layout of the treasury’s file cannot be used; each fault is named.',
    zh: ({ whatInChinese }) => `拨付文件格式有误：${whatInChinese}。`,
    en: ({ what }) => `The layout cannot be used: ${what}.`,
  },
  PAYMENT_LAYOUT_NOT_FOUND: {
    meaning: 'There is no such layout.',
    zh: () => '未找到该拨付文件格式，请核对编号。',
    en: () => 'There is no such layout. Check the id.',
  },
  PAYMENT_LAYOUT_DECIDED: {
    meaning: 'The layout was decided on already.',
    zh: ({ found }) =>
      `该拨付文件格式当前状态为“${termOf('PaymentLayoutStatus', found)}”，不能再审核；如需修改，请拟定新版本。`,
    en: ({ found }) => `The layout is ${found} and cannot be decided on again. Propose a new version to change it.`,
  },
  PAYMENT_TEXT_NOT_ENCODABLE: {
    meaning: 'A text of the batch has a character that the encoding of the layout lacks.',
    zh: ({ reference, found }) =>
      `“${reference}”中的“${found}”无法用拨付文件格式规定的编码表示。请退回该笔，或改用 UTF-8 的文件格式。`,
    en: ({ reference, found }) =>
      `"${reference}" has "${found}", which the encoding of the layout lacks. Return the line, or use a layout in UTF-8.`,
  },
  PAYMENT_LINES_HELD: {
    meaning: 'A check of the account holds lines of the batch: each is returned or accepted before the release.',
    zh: ({ count, references }) =>
      `本批次有 ${count} 笔因账户核对未通过而暂缓：${listOf(references, '、')}。请逐笔退回企业，或说明理由后确认账户，再放行。`,
    en: ({ count, references }) =>
      `${count} lines are on hold after a check of their accounts: ${listOf(references, ', ')}. Return them (\`returnPayment\`) or accept the accounts with a reason (\`acceptPayees\`), then release.`,
  },
  PAYEE_CHECKS_PENDING: {
    meaning: 'The payee check has not answered for lines of the batch.',
    zh: ({ count, references }) =>
      `本批次有 ${count} 笔账户核验尚未答复：${listOf(references, '、')}。系统会自动重试；如需先行拨付，请说明理由后确认账户。`,
    en: ({ count, references }) =>
      `The payee check has not answered for ${count} lines: ${listOf(references, ', ')}. It is asked again automatically; to continue without it, accept the accounts with a reason (\`acceptPayees\`).`,
  },
  PAYMENT_LINE_NOT_HELD: {
    meaning: 'The batch has no such line that is on hold or waits for the payee check.',
    zh: ({ reference }) => `付款编号“${reference}”不在本批次的暂缓或待核验明细中。`,
    en: ({ reference }) => `"${reference}" is no line of the batch that is on hold or waits for the payee check.`,
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
    zh: ({ reference, found }) => `付款编号“${reference}”此前已登记为 ${found}，与本次结果矛盾，请与银行核对。`,
    en: ({ reference, found }) =>
      `"${reference}" was recorded as ${found} before, and this says otherwise. Ask the bank.`,
  },
  PAYMENT_REASON_MISSING: {
    meaning: 'A failed payment needs the bank’s reason.',
    zh: ({ reference }) => `付款编号“${reference}”拨付失败，请填写银行退回原因。`,
    en: ({ reference }) => `"${reference}" failed: give the bank's reason.`,
  },
  PAYMENT_RESULTS_UNREADABLE: {
    meaning: 'The result file cannot be read, or a column or a value in it is missing.',
    zh: ({ whatInChinese }) => `无法读取银行结果文件：${whatInChinese}。`,
    en: ({ what }) => `The result file cannot be read: ${what}.`,
  },
});
