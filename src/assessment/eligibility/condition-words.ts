import type { Language } from '../../kernel/errors/refusal.js';
import type { Programme } from '../../programme/programme.js';
import { type ProgrammeRules, QualificationBasis } from '../../programme/programme-rules.js';
import type { RegistrationStatus } from '../../register/registered-company.js';
import type { LeftOutReason } from '../left-out-policy.js';

/** The facts about a policy, as the computation stored them. */
export interface Found {
  divisionCode: string | null;
  /** Absent in revisions that were computed before the register was used. */
  registerStatus?: RegistrationStatus | null;
  startsOn: string;
  endsOn: string;
  product: string;
  base: string;
  insuranceYear: number;
  otherFunding: string;
  missingDocuments: string[];
  qualifications: { kind: string; from: string; until: string }[];
  exclusion: string | null;
  /** The exclusions of this policy; absent in revisions that were computed before there were any. */
  policyExclusions?: { reason: string; explanation: string; source: string }[];
  /** Why the published line of the company was removed, if it was. */
  removal?: string | null;
}

interface Wording {
  found: string;
  needed: string;
  remedy: string | null;
}

/** Returns the official name of a kind or product by its code; the code where there is none. */
export type NameOf = (code: string) => string;

interface Setting {
  rules: ProgrammeRules;
  programme: Programme;
  nameOf: NameOf;
}

/** 福建省（不含厦门市）. */
export function regionsIn(rules: ProgrammeRules, nameOf: NameOf, language: Language): string {
  const [inside, outside] = [rules.regionsIn.map(nameOf), rules.regionsOut.map(nameOf)];
  if (language === 'zh') return inside.join('、') + (outside.length > 0 ? `（不含${outside.join('、')}）` : '');
  return inside.join(', ') + (outside.length > 0 ? ` (without ${outside.join(', ')})` : '');
}

/** Texts in one language for each condition: what was found, what is required, and what would fulfil it. */
export type ConditionWords = Record<LeftOutReason, Say>;

type Say = (found: Found, setting: Setting) => Wording;

/** Returns the reason and the source of an exclusion, as the computation stored them. */
export function excludedFor(
  { policyExclusions = [] }: Found,
  reason: LeftOutReason,
): { explanation: string; source: string } {
  return policyExclusions.find((exclusion) => exclusion.reason === reason) ?? { explanation: '', source: '' };
}

/** Returns the day on which a qualification has to be valid. */
export function judgedOn({ startsOn }: Found, { qualificationBasis, qualificationDay }: ProgrammeRules): string | null {
  return qualificationBasis === QualificationBasis.FIXED_DAY ? qualificationDay : startsOn;
}
