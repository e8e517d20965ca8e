import { latestEnd } from '../../policy/longest-term.js';
import { RegistrationStatus } from '../../register/registered-company.js';
import { LeftOutReason } from '../left-out-policy.js';
import { percent } from '../explanation/sentences.js';
import { type ConditionWords, excludedFor, type Found, judgedOn, type NameOf, regionsIn } from './condition-words.js';

const statusNames: Record<RegistrationStatus, string> = {
  ACTIVE: 'in business',
  SUSPENDED: 'business suspended',
  MOVED_OUT: 'moved to another register',
  REVOKED: 'licence revoked',
  MERGED: 'merged into another company',
  DEREGISTERED: 'deregistered',
};

const papers: Record<string, string> = { POLICY: 'policy document', INVOICE: 'invoice' };
const paperNames = (kinds: string[]) => kinds.map((kind) => papers[kind] ?? kind);

const listed = ({ qualifications }: Found, nameOf: NameOf) =>
  qualifications.map(({ kind, from, until }) => `${nameOf(kind)} ${from}–${until}`).join(', ');

export const conditionsInEnglish: ConditionWords = {
  REGION_UNKNOWN: () => ({
    found: 'the register has no such company, or no place of registration for it',
    needed: 'a division code in the register',
    remedy: 'The platform imports the register or looks the company up; the insurer corrects a wrong credit code',
  }),
  REGION_NOT_ELIGIBLE: ({ divisionCode }, { rules, nameOf }) => ({
    found: `registered in ${divisionCode}`,
    needed: `registered in ${regionsIn(rules, nameOf, 'en')}`,
    remedy: 'If the company has moved, or the place is wrong, the platform imports the register again',
  }),
  COMPANY_NOT_ACTIVE: ({ registerStatus }) => ({
    found: `status in the register: ${statusNames[registerStatus ?? 'ACTIVE']}`,
    needed: 'a company that is in business',
    remedy:
      registerStatus === RegistrationStatus.MERGED
        ? 'The insurer corrects the policy to the credit code of the company that took it over'
        : 'If the status is wrong, the company has the registrar correct it and the platform imports the register again',
  }),
  QUALIFICATION_MISSING: (_, { rules: { qualificationKinds }, nameOf }) => ({
    found: 'no eligible qualification in the policy year',
    needed: `one of ${qualificationKinds.map(nameOf).join(', ')}`,
    remedy:
      'If the company has one, it asks the department that recognised it to correct its list; the platform imports that list',
  }),
  QUALIFICATION_FOR_REVIEW: (found, { rules, nameOf }) => ({
    found: listed(found, nameOf),
    needed: `valid on ${judgedOn(found, rules)}`,
    remedy: 'The department decides whether it counts; if the period is recorded wrongly, the platform corrects it',
  }),
  DOCUMENTS_MISSING: ({ missingDocuments }, { rules: { requiredDocuments } }) => ({
    found: `missing ${paperNames(missingDocuments).join(', ')}`,
    needed: paperNames(requiredDocuments).join(' and '),
    remedy: 'The insurer attaches the papers to the policy',
  }),
  OUTSIDE_POLICY_YEAR: ({ startsOn }, { programme: { policyYear } }) => ({
    found: `starts on ${startsOn}`,
    needed: `starts in ${policyYear}`,
    remedy: 'If the day is recorded wrongly, the insurer corrects the policy',
  }),
  TERM_TOO_LONG: ({ startsOn, endsOn }, { rules }) => ({
    found: `from ${startsOn} to ${endsOn}`,
    needed: `at most ${rules.maximumTermMonths} months: it ends by ${latestEnd(startsOn, rules)}`,
    remedy: 'If a day is recorded wrongly, the insurer corrects the policy',
  }),
  PRODUCT_NOT_SUBSIDISED: ({ product }) => ({ found: product, needed: 'a product of the programme', remedy: null }),
  NOT_FIRST_TIME: ({ insuranceYear }) => ({
    found: `year ${insuranceYear} of insurance`,
    needed: 'the first',
    remedy: null,
  }),
  FUNDED_ELSEWHERE: ({ otherFunding }, { rules: { fundingCeiling } }) => ({
    found: `other public money paid ${otherFunding} yuan`,
    needed: `all public money together at most ${percent(fundingCeiling ?? '1')} of the base`,
    remedy: null,
  }),
  ENTERPRISE_EXCLUDED: ({ exclusion }) => ({
    found: exclusion ?? '',
    needed: 'not excluded',
    remedy: 'The platform lifts the exclusion once its reason is gone',
  }),
  NOTHING_PAID: ({ base }) => ({
    found: `a base of ${base} yuan`,
    needed: 'above zero',
    remedy: 'The insurer checks the refunds that it recorded',
  }),
  BELOW_ONE_FEN: ({ base }) => ({
    found: `a base of ${base} yuan`,
    needed: 'a subsidy of at least 0.01 yuan',
    remedy: null,
  }),
  BLOCKED: (found) => {
    const { explanation, source } = excludedFor(found, LeftOutReason.BLOCKED);
    return {
      found: `other provincial money subsidised it: ${explanation} (${source})`,
      needed: 'no other provincial subsidy',
      remedy: 'If that is a mistake, the platform lifts the block',
    };
  },
  FAILED_SPOT_CHECK: (found) => ({
    found: `a spot check failed: ${excludedFor(found, LeftOutReason.FAILED_SPOT_CHECK).explanation}`,
    needed: 'papers that are true and complete',
    remedy: null,
  }),
  LINE_REMOVED: ({ removal }) => ({
    found: `the line was removed from the published list: ${removal ?? ''}`,
    needed: 'the enterprise is on the published list',
    remedy: null,
  }),
};
