import { pageDocument } from '../page-document.js';
import type { Ask } from '../api.js';
import type { Place } from '../address.js';

export interface CheckedProduct {
  code: string;
  name: string;
  nameInEnglish: string;
  rate: string;
  section: string;
  enterpriseCap: string | null;
}

export interface CheckedProgramme {
  code: string;
  title: string;
  documentNumber: string;
  policyYear: number;
  demonstration: boolean;
  rules: { enterpriseCap: string; rounding: string; products: CheckedProduct[] };
}

export interface Finding {
  condition: string;
  verdict: 'MET' | 'NOT_MET' | 'DEPENDS' | 'UNKNOWN';
  message: string;
  remedy: string | null;
}

export interface CheckData {
  programme: CheckedProgramme | null;
  /** The result for the requested company from the public lists; null where none was requested, or nothing is known. */
  eligibility: { eligible: boolean; conditions: Finding[] } | null;
}

const programmesQuery = pageDocument(`query PageProgrammes {
  programmes(first: 1) {
    nodes {
      code title documentNumber policyYear demonstration
      rules { enterpriseCap rounding products { code name nameInEnglish rate section enterpriseCap } }
    }
  }
}`);

const eligibilityQuery = pageDocument(`query PageEligibility($creditCode: String!, $programme: String!) {
  checkEligibility(creditCode: $creditCode, programme: $programme) {
    eligible conditions { condition verdict message remedy }
  }
}`);

export async function loadCheck(ask: Ask, { code }: Place): Promise<CheckData> {
  const { programmes } = await ask<{ programmes: { nodes: CheckedProgramme[] } }>(programmesQuery, {});
  const [programme = null] = programmes.nodes;
  if (!programme || !code) return { programme, eligibility: null };
  const { checkEligibility } = await ask<{ checkEligibility: CheckData['eligibility'] }>(eligibilityQuery, {
    creditCode: code,
    programme: programme.code,
  });
  return { programme, eligibility: checkEligibility };
}
