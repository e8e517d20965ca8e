import { QualificationBasis, Rounding, SubsidyBase } from '../../programme/programme-rules.js';

/** The amount to explain: its enterprise and revision. */
export interface ExplainedAmount {
  proposalId: string;
  enterpriseId: string;
}

/** What the computation stored about one enterprise, with the names for the texts. */
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
  /** The rest of the year's budget after earlier lists; the whole budget for the main list. */
  budget: string | null;
  cappedTotal: string;
  /** The amount granted by earlier lists of the programme. */
  priorGranted: string;
  capSection: string | null;
  budgetSection: string | null;
  lines: TraceLine[];
}

/** A change of the amount after the computation: a corrected line of the published list, or the exclusion. */
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
