import type { Language } from '../../kernel/errors/refusal.js';
import type { Programme } from '../../programme/programme.js';
import { type ProgrammeRules, QualificationBasis } from '../../programme/programme-rules.js';
import type { RegistrationStatus } from '../../register/registered-company.js';
import type { LeftOutReason } from '../left-out-policy.js';

/** What was found of a policy, as the run stored it. */
export interface Found {
  divisionCode: string | null;
  /** Revisions computed before the register was asked have none. */
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
  /** What keeps this policy out; revisions computed before there were such exclusions have none. */
  policyExclusions?: { reason: string; explanation: string; source: string }[];
  /** Why the published line of its company was removed, where it was. */
  removal?: string | null;
}

interface Wording {
  found: string;
  needed: string;
  remedy: string | null;
}

/** Official names of kinds and products, by code; the code itself where there is none. */
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

/** How a language says of each condition what was found, what is needed, and what would mend it. */
export type ConditionWords = Record<LeftOutReason, Say>;

type Say = (found: Found, setting: Setting) => Wording;

/** Why and by what source, as the run found it. */
export function excludedFor(
  { policyExclusions = [] }: Found,
  reason: LeftOutReason,
): { explanation: string; source: string } {
  return policyExclusions.find((exclusion) => exclusion.reason === reason) ?? { explanation: '', source: '' };
}

/** The day on which a qualification has to be valid. */
export function judgedOn({ startsOn }: Found, { qualificationBasis, qualificationDay }: ProgrammeRules): string | null {
  return qualificationBasis === QualificationBasis.FIXED_DAY ? qualificationDay : startsOn;
}
