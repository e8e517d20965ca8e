import type { Language } from '../../kernel/errors/refusal.js';
import { sectionInChinese } from '../../kernel/text/section.js';
import { Rounding, SubsidyBase } from '../../programme/programme-rules.js';
import type { Trace, TraceLine } from './trace.js';

/** "0.5" → "50 %": a rate has at most five decimals, so its percentage has at most three. */
export function percent(rate: string): string {
  const [whole = '0', fraction = ''] = rate.split('.');
  const digits = (whole + fraction.padEnd(5, '0')).replace(/^0+(?=\d{4})/, '');
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`.replace(/\.?0+$/, '') + '%';
}

/** The texts of the steps. */
export interface Sentences {
  line: (line: TraceLine, trace: Trace) => string;
  productCap: (trace: Trace) => string;
  enterpriseCap: (trace: Trace) => string;
  budget: (trace: Trace) => string;
  correction: (before: string, after: string, reason: string) => string;
  exclusion: (cut: string, reason: string) => string;
  granted: (calculated: string, granted: string) => string;
}

export const sentences: Record<Language, Sentences> = {
  zh: {
    line: (line, { base, rounding, fundingCeiling }) =>
      `保单 ${line.policyNo}（${line.product}，${line.productClass} 类${line.insuranceYear > 1 ? `，第 ${line.insuranceYear} 年投保` : ''}）：` +
      `${base === SubsidyBase.GROSS_PREMIUM ? '签单保费' : '实缴保费（扣除退保、批减）'} ${line.base} 元 × ${percent(line.rate)}，` +
      `${rounding === Rounding.DOWN ? '舍去不足一分部分' : '四舍五入到分'}` +
      (line.ceilingCut === '0.00'
        ? ''
        : `，因各级财政资金合计不超过 ${percent(fundingCeiling ?? '1')}（已获其他资金 ${line.otherFunding} 元）核减 ${line.ceilingCut} 元`) +
      `，为 ${line.subsidy} 元（${sectionInChinese(line.section)}）。`,
    productCap: ({ productCut }) => `因单个险种补贴上限核减 ${productCut} 元。`,
    enterpriseCap: ({ capCut, enterpriseCap, priorGranted }) =>
      `每家企业补贴不超过 ${enterpriseCap} 元${priorGranted === '0.00' ? '' : `（此前批次已补贴 ${priorGranted} 元）`}，核减 ${capCut} 元。`,
    budget: ({ budgetCut, budget, cappedTotal }) =>
      `年度预算 ${budget} 元，少于应补贴总额 ${cappedTotal} 元，按同一比例（${budget} ÷ ${cappedTotal}）核减 ${budgetCut} 元。`,
    correction: (before, after, reason) => `公示名单更正：由 ${before} 元更正为 ${after} 元。理由：${reason}`,
    exclusion: (cut, reason) => `已剔除，核减 ${cut} 元。理由：${reason}`,
    granted: (calculated, granted) => `测算金额 ${calculated} 元，拟补贴 ${granted} 元。`,
  },
  en: {
    line: (line, { base, rounding, fundingCeiling }) =>
      `Policy ${line.policyNo} (${line.productInEnglish}, class ${line.productClass}` +
      `${line.insuranceYear > 1 ? `, insured for the ${line.insuranceYear}. year` : ''}): ` +
      `${base === SubsidyBase.GROSS_PREMIUM ? 'premium as written' : 'premium paid, less refunds,'} ${line.base} × ${percent(line.rate)}, ` +
      `${rounding === Rounding.DOWN ? 'rounded down' : 'rounded half up'} to the fen` +
      (line.ceilingCut === '0.00'
        ? ''
        : `, less ${line.ceilingCut} because public money together pays at most ${percent(fundingCeiling ?? '1')} (other money: ${line.otherFunding})`) +
      `: ${line.subsidy} yuan (${line.section}).`,
    productCap: ({ productCut }) => `Caps for single products take off ${productCut} yuan.`,
    enterpriseCap: ({ capCut, enterpriseCap, priorGranted }) =>
      `No enterprise gets more than ${enterpriseCap} yuan${priorGranted === '0.00' ? '' : ` (earlier lists: ${priorGranted})`}: ${capCut} yuan are taken off.`,
    budget: ({ budgetCut, budget, cappedTotal }) =>
      `The year's budget of ${budget} yuan is less than the ${cappedTotal} yuan due; by the one factor ${budget} ÷ ${cappedTotal}, ${budgetCut} yuan are taken off.`,
    correction: (before, after, reason) =>
      `The published line was corrected from ${before} to ${after} yuan. Reason: ${reason}`,
    exclusion: (cut, reason) => `The enterprise was excluded: ${cut} yuan are taken off. Reason: ${reason}`,
    granted: (calculated, granted) => `Calculated ${calculated} yuan, to be granted ${granted} yuan.`,
  },
};
