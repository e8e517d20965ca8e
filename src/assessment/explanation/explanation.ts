import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MoneyScalar } from '../../kernel/values/money.js';
import type { Language } from '../../kernel/errors/refusal.js';
import { sectionInChinese } from '../../kernel/text/section.js';
import { JsonScalar } from '../../kernel/values/scalars.js';
import { Access } from '../../access/access.js';
import { Role, staff } from '../../access/role.js';
import { QualificationBasis, Rounding, SubsidyBase } from '../../programme/programme-rules.js';

/** Whose amount in which revision. */
interface ExplainedAmount {
  proposalId: string;
  enterpriseId: string;
}

/** What the run stored about one enterprise, with the names that sentences need. */
export interface Trace {
  calculated: string;
  productCut: string;
  capCut: string;
  budgetCut: string;
  granted: string;
  rulesVersion: number;
  documentNumber: string;
  of: ExplainedAmount;
  enterpriseCap: string;
  base: SubsidyBase;
  rounding: Rounding;
  fundingCeiling: string | null;
  qualificationBasis: QualificationBasis;
  /** What earlier lists left of the year's budget; all of it for the main list. */
  budget: string | null;
  cappedTotal: string;
  /** What earlier lists of the programme granted. */
  priorGranted: string;
  capSection: string | null;
  budgetSection: string | null;
  lines: TraceLine[];
}

/** A change of the amount after the run: a corrected line of the published list, or the exclusion. */
export interface TraceCorrection {
  excluded: boolean;
  before: string;
  after: string;
  cut: string;
  reason: string;
}

export interface TraceLine {
  policyNo: string;
  product: string;
  productInEnglish: string;
  productClass: string;
  base: string;
  insuranceYear: number;
  rate: string;
  otherFunding: string;
  ceilingCut: string;
  subsidy: string;
  section: string;
}

export enum ExplanationStepKind {
  LINE = 'LINE',
  PRODUCT_CAP = 'PRODUCT_CAP',
  ENTERPRISE_CAP = 'ENTERPRISE_CAP',
  BUDGET = 'BUDGET',
  CORRECTION = 'CORRECTION',
  EXCLUSION = 'EXCLUSION',
  GRANTED = 'GRANTED',
}

registerEnumType(ExplanationStepKind, {
  name: 'ExplanationStepKind',
  description: '步骤类别: what a step of a calculation does. Values may be added.',
  valuesConfig: {
    LINE: { description: '保单补贴: the subsidy of one policy.' },
    PRODUCT_CAP: { description: '险种限额: what goes beyond the cap of a product.' },
    ENTERPRISE_CAP: { description: '企业限额: what goes beyond the cap of an enterprise.' },
    BUDGET: { description: '预算折减: what the share of the budget takes off.' },
    CORRECTION: { description: '更正: a corrected line of the published list.' },
    EXCLUSION: { description: '剔除: the company was taken off the list.' },
    GRANTED: { description: '核定补贴: the result.' },
  },
});

@ObjectType({ description: '一步测算: one step of a calculation, as an amount and as a sentence.' })
@Access(Role.ENTERPRISE, ...staff)
export class ExplanationStep {
  @Field(() => ExplanationStepKind, { description: '步骤类别: what kind of step.' })
  kind: ExplanationStepKind;

  @Field(() => MoneyScalar, {
    description: 'What a LINE adds, or what any other step takes off; for GRANTED the result.',
  })
  amount: string;

  @Field(() => String, { description: 'The step in words, in the language of Accept-Language.' })
  sentence: string;

  @Field(() => String, { nullable: true, description: 'Section of the notice that it follows from.' })
  section: string | null;

  @Field(() => JsonScalar, {
    description:
      '所用数据: what the sentence is made of. LINE: `policyNo`, `product`, `base`, `baseOf`, `insuranceYear`, `rate`, `rounding`, `otherFunding`, `fundingCeiling`, `ceilingCut`, `subsidy`; ENTERPRISE_CAP: `enterpriseCap`, `priorGranted` (by earlier lists); BUDGET: `budget` and `cappedTotal`, whose quotient is the factor; CORRECTION and EXCLUSION: `before`, `after`, `reason`; GRANTED: `calculated`.',
  })
  figures: Record<string, unknown>;
}

@ObjectType({ description: '测算说明: how an amount came about, from what the run and later corrections stored.' })
@Access(Role.ENTERPRISE, ...staff)
export class Explanation {
  of: ExplainedAmount;

  @Field(() => String, { description: '依据: number of the document whose rules were used.' })
  documentNumber: string;

  @Field(() => Int, { description: '规则版本: version of the rules that was used.' })
  rulesVersion: number;

  @Field(() => [ExplanationStep], {
    description: 'The steps in order. LINE steps less all other steps are GRANTED, to the fen.',
  })
  steps: ExplanationStep[];
}

/**
 * The steps of an amount. A claim gives its own amount and the corrections since the run, so that what is explained is
 * what is granted.
 */
export function explain(
  trace: Trace,
  language: Language,
  granted: string = trace.granted,
  corrections: TraceCorrection[] = [],
): Explanation {
  const say = sentences[language];
  const { capSection, budgetSection, base, rounding, fundingCeiling, enterpriseCap, budget, cappedTotal } = trace;
  const cuts = [
    {
      kind: ExplanationStepKind.PRODUCT_CAP,
      amount: trace.productCut,
      sentence: say.productCap(trace),
      section: capSection,
      figures: {},
    },
    {
      kind: ExplanationStepKind.ENTERPRISE_CAP,
      amount: trace.capCut,
      sentence: say.enterpriseCap(trace),
      section: capSection,
      figures: { enterpriseCap, priorGranted: trace.priorGranted },
    },
    {
      kind: ExplanationStepKind.BUDGET,
      amount: trace.budgetCut,
      sentence: say.budget(trace),
      section: budgetSection,
      figures: { budget, cappedTotal },
    },
  ].filter(({ amount }) => amount !== '0.00');
  const steps = [
    ...trace.lines.map((line) => ({
      kind: ExplanationStepKind.LINE,
      amount: line.subsidy,
      sentence: say.line(line, trace),
      section: line.section,
      figures: { ...line, baseOf: base, rounding, fundingCeiling },
    })),
    ...cuts,
    ...corrections.map(({ excluded, cut, before, after, reason }) => ({
      kind: excluded ? ExplanationStepKind.EXCLUSION : ExplanationStepKind.CORRECTION,
      amount: cut,
      sentence: excluded ? say.exclusion(cut, reason) : say.correction(before, after, reason),
      section: null,
      figures: { before, after, reason },
    })),
    {
      kind: ExplanationStepKind.GRANTED,
      amount: granted,
      sentence: say.granted(trace.calculated, granted),
      section: null,
      figures: { calculated: trace.calculated },
    },
  ].map((step) => Object.assign(new ExplanationStep(), step));
  const { documentNumber, rulesVersion } = trace;
  return Object.assign(new Explanation(), { of: trace.of, documentNumber, rulesVersion, steps });
}

/** "0.5" → "50 %": a rate has at most five decimals, so its percentage has at most three. */
export function percent(rate: string): string {
  const [whole = '0', fraction = ''] = rate.split('.');
  const digits = (whole + fraction.padEnd(5, '0')).replace(/^0+(?=\d{4})/, '');
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`.replace(/\.?0+$/, '') + '%';
}

interface Sentences {
  line: (line: TraceLine, trace: Trace) => string;
  productCap: (trace: Trace) => string;
  enterpriseCap: (trace: Trace) => string;
  budget: (trace: Trace) => string;
  correction: (before: string, after: string, reason: string) => string;
  exclusion: (cut: string, reason: string) => string;
  granted: (calculated: string, granted: string) => string;
}

const sentences: Record<Language, Sentences> = {
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
