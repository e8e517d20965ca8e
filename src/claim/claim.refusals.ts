import { defineRefusals, listOf } from '../kernel/errors/refusal.js';
import { termOf } from '../kernel/values/terms.js';

export const refuseClaim = defineRefusals({
  CLAIM_NOT_FOUND: {
    meaning: 'There is no such claim, or it is not yours.',
    zh: () => '未找到该企业补贴，请核对编号。',
    en: () => 'There is no such claim. Check the id.',
  },
  CLAIM_STATUS_UNFIT: {
    meaning: 'The claim is in a state from which this cannot be done.',
    zh: ({ found, needed, allowed }) =>
      `该企业补贴当前状态为“${termOf('ClaimStatus', found)}”，此操作须处于“${termOf('ClaimStatus', needed)}”；当前可进入：${termOf('ClaimStatus', allowed) || '无'}。`,
    en: ({ found, needed, allowed }) =>
      `The claim is ${found}; this is done from ${needed}. From ${found} it can go to: ${listOf(allowed, ', ') || 'nothing'}.`,
  },
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
  CLAIM_ON_HOLD: {
    meaning: 'The amount of the claim is being checked. It can be confirmed after its published line was corrected.',
    zh: () => '该笔补贴暂缓办理：金额正在核对，更正公示后将短信通知并重新计算填报期限，届时再确认申领。',
    en: () =>
      'The claim is on hold: its amount is being checked. After the published line was corrected you get a text message and new time to claim; confirm it then.',
  },
  EXTENSION_UNFIT: {
    meaning: 'An extension ends later than the present time, and after today.',
    zh: ({ claimBy }) => `延长后的截止日须晚于原截止日 ${claimBy} 和今天。`,
    en: ({ claimBy }) => `The new last day has to be after ${claimBy} and after today.`,
  },
});
