import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MoneyScalar } from '../../kernel/values/money.js';
import type { Language } from '../../kernel/errors/refusal.js';
import { JsonScalar } from '../../kernel/values/scalars.js';
import { Access } from '../../access/access.js';
import { Role, staff } from '../../access/role.js';
import { type Sentences, sentences } from './sentences.js';
import type { ExplainedAmount, Trace, TraceCorrection } from './trace.js';

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
 * Returns the steps of an amount. A claim passes its own amount and the later corrections, so that the explained amount
 * is the granted one.
 */
export function explain(
  trace: Trace,
  language: Language,
  granted: string = trace.granted,
  corrections: TraceCorrection[] = [],
): Explanation {
  const say = sentences[language];
  const result: Step = {
    kind: ExplanationStepKind.GRANTED,
    amount: granted,
    sentence: say.granted(trace.calculated, granted),
    section: null,
    figures: { calculated: trace.calculated },
  };
  const parts = [...linesOf(trace, say), ...cutsOf(trace, say), ...correctionsOf(corrections, say), result];
  const { documentNumber, rulesVersion } = trace;
  const steps = parts.map((step) => Object.assign(new ExplanationStep(), step));
  return Object.assign(new Explanation(), { of: trace.of, documentNumber, rulesVersion, steps });
}

type Step = Pick<ExplanationStep, 'kind' | 'amount' | 'sentence' | 'section' | 'figures'>;

function linesOf(trace: Trace, say: Sentences): Step[] {
  const { base, rounding, fundingCeiling } = trace;
  return trace.lines.map((line) => ({
    kind: ExplanationStepKind.LINE,
    amount: line.subsidy,
    sentence: say.line(line, trace),
    section: line.section,
    figures: { ...line, baseOf: base, rounding, fundingCeiling },
  }));
}

/** Returns the steps for caps and the budget, where they reduce the amount. */
function cutsOf(trace: Trace, say: Sentences): Step[] {
  const { capSection, budgetSection, enterpriseCap, priorGranted, budget, cappedTotal } = trace;
  const cuts: Step[] = [
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
      figures: { enterpriseCap, priorGranted },
    },
    {
      kind: ExplanationStepKind.BUDGET,
      amount: trace.budgetCut,
      sentence: say.budget(trace),
      section: budgetSection,
      figures: { budget, cappedTotal },
    },
  ];
  return cuts.filter(({ amount }) => amount !== '0.00');
}

function correctionsOf(corrections: TraceCorrection[], say: Sentences): Step[] {
  return corrections.map(({ excluded, cut, before, after, reason }) => ({
    kind: excluded ? ExplanationStepKind.EXCLUSION : ExplanationStepKind.CORRECTION,
    amount: cut,
    sentence: excluded ? say.exclusion(cut, reason) : say.correction(before, after, reason),
    section: null,
    figures: { before, after, reason },
  }));
}
