import { pageTexts } from '../texts.js';

/** The texts of the eligibility check and the calculator, with those of the whole site. */
export const checkTexts = pageTexts(
  {
    eligible: '是否符合条件',
    eligibleHint: '输入统一社会信用代码，按公开的名录和规则逐项判断，并说明如何补正。不显示金额。',
    eligibleButton: '自查',
    isEligible: '目前能判断的条件均符合。',
    notEligible: '尚不符合全部条件，请看下列说明。',
    verdicts: { MET: '符合', NOT_MET: '不符合', DEPENDS: '视保单而定', UNKNOWN: '暂无法判断' },
    calculator: '补贴测算',
    calculatorHint: '选择险种并填写实际缴纳的保费，按当年规则测算。',
    premium: '保费（元）',
    premiumUnfit: '请填写保费金额，例如 12345.60。',
    calculate: '测算',
    calculated: (rate: string, amount: string, section: string) => `保费 × ${rate} = ${amount} 元（${section}）`,
    capped: (cap: string) => `每家企业最高补贴 ${cap} 元，超出部分不予补贴。`,
    calculatedHint:
      '仅供参考：保费以扣除退保、批减后的金额为准，须符合全部条件且年度资金充足；同一企业多张保单合计后适用上限。',
  },
  {
    eligible: 'Is the company eligible?',
    eligibleHint:
      'Enter the credit code. Each condition is judged by the public lists and rules, with what to do about it. No amounts are shown.',
    eligibleButton: 'Check',
    isEligible: 'Every condition that can be judged now is met.',
    notEligible: 'Not every condition is met; see below.',
    verdicts: { MET: 'Met', NOT_MET: 'Not met', DEPENDS: 'Depends on the policy', UNKNOWN: 'Cannot be judged' },
    calculator: 'Calculator',
    calculatorHint: 'Choose the product and enter the premium that was paid; the rules of the year apply.',
    premium: 'Premium (yuan)',
    premiumUnfit: 'Enter the premium as an amount, for example 12345.60.',
    calculate: 'Calculate',
    calculated: (rate, amount, section) => `Premium × ${rate} = ${amount} yuan (${section})`,
    capped: (cap) => `A company gets at most ${cap} yuan; what is above it is not paid.`,
    calculatedHint:
      'For orientation: after refunds, where every condition is met and the year’s funds suffice. The cap applies to all policies of a company together.',
  },
);

export type CheckTexts = (typeof checkTexts)['zh'];
