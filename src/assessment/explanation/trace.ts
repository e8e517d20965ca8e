import { QualificationBasis, Rounding, SubsidyBase } from '../../programme/programme-rules.js';

/** Whose amount in which revision. */
export interface ExplainedAmount {
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
