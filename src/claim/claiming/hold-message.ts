import type { Language } from '../../kernel/errors/refusal.js';
import { ClaimStatus } from '../claim-status.js';

const beforePayment = [
  ClaimStatus.PROPOSED,
  ClaimStatus.IN_REVIEW,
  ClaimStatus.PUBLICISED,
  ClaimStatus.OBJECTED,
  ClaimStatus.CONFIRMED,
  ClaimStatus.AWAITING_CLAIM,
  ClaimStatus.CLAIMED,
  ClaimStatus.PAYMENT_FAILED,
];

/**
 * Returns a text for the enterprise about what a hold means. It names no policy and no reason; those are shown to
 * people who may read them.
 */
export function holdMessage(status: ClaimStatus, language: Language): string {
  if (language === 'zh') {
    return beforePayment.includes(status)
      ? '该笔补贴暂缓办理：金额正在核对，核对后更正公示名单。暂缓期间不能确认申领，也不计入填报期限；更正后将重新计算填报期限并短信通知。如有疑问，请联系省科技厅。'
      : '该笔补贴的金额正在核对，核对结果将另行通知。如有疑问，请联系省科技厅。';
  }
  return beforePayment.includes(status)
    ? 'The claim is on hold: its amount is being checked, and the published line will then be corrected. You cannot confirm the claim now, and your time to claim does not run out. After the correction your time starts again and you get a text message. If you have a question, contact the department of science.'
    : 'The amount of the claim is being checked; you will be notified of the result. If you have a question, contact the department of science.';
}
