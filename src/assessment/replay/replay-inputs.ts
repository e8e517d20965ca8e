import { createHash } from 'node:crypto';
import { latestEndOfTerm } from '../../kernel/values/dates.js';
import type { Difference } from './replay.js';

/**
 * Judges every policy of a stored proposal a second time without SQL, policy by policy, from the inputs stored with its
 * line or its reasons. It also computes the digest of all inputs again, so that a changed input is detected.
 */

export interface StoredJudgement {
  policyYear: number;
  maximumTermMonths: number;
  termEndInclusive: boolean;
  regionsIn: string[];
  regionsOut: string[];
  statusesOut: string[];
  qualificationKinds: string[];
  qualificationBasis: string;
  qualificationDay: string | null;
  rounding: string;
  fundingCeiling: string | null;
  products: Record<string, { rate: string; laterRates: string[]; firstTimeOnly: boolean }>;
}

/** One policy, from its line or its entry as a left-out policy. */
export interface StoredInput {
  policyId: string;
  creditCode: string;
  divisionCode: string | null;
  registerStatus: string | null;
  product: string;
  startsOn: string;
  endsOn: string;
  base: string;
  /** Null where the rules do not know the product. */
  rate: string | null;
  insuranceYear: number;
  otherFunding: string;
  listed: Period[];
  missingDocuments: string[];
  exclusion: string | null;
  /** Whether the department admitted the policy although the company was not qualified on the required day. */
  admitted: boolean;
  policyExclusions: { reason: string }[];
  /** Empty where the policy counts. */
  reasons: string[];
}

interface Period {
  kind: string;
  from: string;
  until: string;
}

export function replayInputs(rules: StoredJudgement, inputs: StoredInput[], digest: string): Difference[] {
  const judged = inputs.flatMap((input) => {
    const [stored, computed] = [input.reasons, reasonsOf(rules, input)].map((reasons) => reasons.toSorted().join(' '));
    return stored === computed ? [] : [differenceOf(input, stored || 'counts', computed || 'counts')];
  });
  const rated = inputs.flatMap((input) => {
    const rate = rateOf(rules, input);
    return sameShare(rate, input.rate) ? [] : [differenceOf(input, `rate ${input.rate}`, `rate ${rate}`)];
  });
  const computed = digestOf(inputs);
  const sealed = computed === digest ? [] : [{ place: 'digest of the inputs', stored: digest, computed }];
  return [...judged, ...rated, ...sealed];
}

function differenceOf({ policyId }: StoredInput, stored = '', computed = ''): Difference {
  return { place: `policy ${policyId}`, stored, computed };
}

function rateOf({ products }: StoredJudgement, { product, insuranceYear }: StoredInput): string | null {
  const found = products[product];
  if (!found) return null;
  const { rate, laterRates } = found;
  return insuranceYear === 1 ? rate : (laterRates[insuranceYear - 2] ?? laterRates.at(-1) ?? rate);
}

const scale = 10n ** 5n;

/** Converts a decimal with at most five digits after the point to a whole number of hundred-thousandths. */
function units(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  const size = BigInt(whole.replace('-', '')) * scale + BigInt(fraction.padEnd(5, '0').slice(0, 5));
  return whole.startsWith('-') ? -size : size;
}

const sameShare = (one: string | null, other: string | null) =>
  one === null || other === null ? one === other : units(one) === units(other);

function reasonsOf(rules: StoredJudgement, input: StoredInput): string[] {
  const { exclusion, divisionCode, product, insuranceYear, policyExclusions } = input;
  const found = rules.products[product];
  return [
    exclusion !== null && 'ENTERPRISE_EXCLUDED',
    regionReason(rules, divisionCode),
    input.registerStatus !== null && rules.statusesOut.includes(input.registerStatus) && 'COMPANY_NOT_ACTIVE',
    qualificationReason(rules, input),
    input.missingDocuments.length > 0 && 'DOCUMENTS_MISSING',
    !input.startsOn.startsWith(`${rules.policyYear}-`) && 'OUTSIDE_POLICY_YEAR',
    input.endsOn > latestEndOfTerm(input.startsOn, rules.maximumTermMonths, rules.termEndInclusive) && 'TERM_TOO_LONG',
    !found && 'PRODUCT_NOT_SUBSIDISED',
    found?.firstTimeOnly && insuranceYear > 1 && 'NOT_FIRST_TIME',
    amountReason(rules, input),
    ...policyExclusions.map(({ reason }) => reason),
  ].filter((reason) => typeof reason === 'string');
}

function regionReason({ regionsIn, regionsOut }: StoredJudgement, division: string | null): string | false {
  if (division === null) return 'REGION_UNKNOWN';
  const begins = (code: string) => division.startsWith(code);
  return (regionsOut.some(begins) || !regionsIn.some(begins)) && 'REGION_NOT_ELIGIBLE';
}

function qualificationReason(rules: StoredJudgement, { listed, startsOn, admitted }: StoredInput): string | false {
  const [first, last] = [`${rules.policyYear}-01-01`, `${rules.policyYear}-12-31`];
  const periods = listed.filter(
    ({ kind, from, until }) => rules.qualificationKinds.includes(kind) && from <= last && until >= first,
  );
  if (periods.length === 0) return 'QUALIFICATION_MISSING';
  if (rules.qualificationBasis === 'ANY_DAY_OF_YEAR') return false;
  const day = rules.qualificationBasis === 'FIXED_DAY' ? (rules.qualificationDay as string) : startsOn;
  return !admitted && !periods.some(({ from, until }) => from <= day && day <= until) && 'QUALIFICATION_FOR_REVIEW';
}

/** Computes in units of 10⁻¹⁰ yuan, so that no digit is lost. */
function amountReason(rules: StoredJudgement, { base, rate, otherFunding }: StoredInput): string | false {
  const fen = (scale * scale) / 100n;
  if (units(base) <= 0n) return 'NOTHING_PAID';
  if (rate === null) return false;
  const exact = units(base) * units(rate);
  const earned = rules.rounding === 'DOWN' ? exact / fen : (exact + fen / 2n) / fen;
  if (earned === 0n) return 'BELOW_ONE_FEN';
  if (rules.fundingCeiling === null) return false;
  const ceiling = (units(base) * units(rules.fundingCeiling)) / fen;
  return ceiling * 1_000n <= units(otherFunding) && 'FUNDED_ELSEWHERE';
}

/**
 * Returns the digest as the computation defines it: from a digest of each company's inputs, in the order of their
 * credit codes.
 */
function digestOf(inputs: StoredInput[]): string {
  const whole = createHash('sha256');
  const companies = Object.entries(Object.groupBy(inputs, ({ creditCode }) => creditCode));
  for (const [, policies = []] of companies.toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    whole.update(createHash('sha256').update(companyText(policies)).digest());
  }
  return whole.digest('hex');
}

/** The facts about a company are stored with each of its policies; where these differ, the digest differs too. */
function companyText(policies: StoredInput[]): string {
  const ordered = policies.toSorted((one, other) => (one.policyId < other.policyId ? -1 : 1));
  return [...new Set(ordered.map(companyLine)), ...ordered.map(policyLine)].join('\n');
}

function companyLine({ creditCode, divisionCode, registerStatus, listed, exclusion }: StoredInput): string {
  const periods = listed.map(({ kind, from, until }) => `(${kind},${from},${until})`).join(' ');
  return [creditCode, divisionCode ?? '', periods, exclusion ?? '', registerStatus ?? ''].join('|');
}

function policyLine(input: StoredInput): string {
  const { policyId, product, startsOn, endsOn, base, rate, insuranceYear, otherFunding, admitted } = input;
  const missing = input.missingDocuments.join(' ');
  const excluded = input.policyExclusions.map(({ reason }) => reason).join(' ');
  const found = [base, rate ?? '', insuranceYear, otherFunding, admitted ? 't' : 'f', missing, excluded];
  return [policyId, product, startsOn, endsOn, ...found].join('|');
}
