import { addDays, lastDayOfTerm } from '../../kernel/values/dates.js';
import { formatYuan } from '../../kernel/values/money.js';
import { DocumentKind } from '../../programme/catalogue/document-kind.js';
import type { SentPolicyRow } from '../../policy/rows/policy-row.js';
import { Chance } from './chance.js';
import type { DemonstrationEnterprise } from './enterprises.js';
import type { DemonstrationInstitution } from './institutions.js';

export interface DemonstrationPolicy {
  institution: DemonstrationInstitution;
  row: SentPolicyRow;
  missingPapers: DocumentKind[];
}

/** The frequency of each product, and what an ordinary company pays for it, in yuan. */
const products: readonly (readonly [product: { code: string; premium: number }, weight: number])[] = [
  [{ code: 'PRODUCT_LIABILITY', premium: 46_000 }, 24],
  [{ code: 'KEY_STAFF_ACCIDENT', premium: 7_800 }, 18],
  [{ code: 'KEY_RD_EQUIPMENT', premium: 24_000 }, 16],
  [{ code: 'PRODUCT_QUALITY_GUARANTEE', premium: 33_000 }, 12],
  [{ code: 'KEY_STAFF_HEALTH', premium: 12_500 }, 9],
  [{ code: 'RD_PROJECT_EXPENSE', premium: 19_000 }, 6],
  [{ code: 'PRODUCT_RD_LIABILITY', premium: 26_000 }, 5],
  [{ code: 'SMALL_LOAN_GUARANTEE', premium: 21_000 }, 5],
  [{ code: 'RD_INTERRUPTION', premium: 22_000 }, 3],
  [{ code: 'TECH_TRANSFER_EXPENSE', premium: 16_000 }, 2],
];

/** The number of policies of a company: mostly few. */
const counts: readonly (readonly [count: number, weight: number])[] = [
  [1, 22],
  [2, 22],
  [3, 18],
  [4, 13],
  [5, 9],
  [6, 6],
  [7, 4],
  [8, 3],
  [9, 2],
  [10, 1],
];

const missingPapers: readonly (readonly [DocumentKind[], weight: number])[] = [
  [[], 97],
  [[DocumentKind.INVOICE], 1.4],
  [[DocumentKind.POLICY], 0.6],
  [[DocumentKind.POLICY, DocumentKind.INVOICE], 1],
];

/** Creates all policies of the year, ordered by the start of their cover. */
export function makePolicies(
  enterprises: DemonstrationEnterprise[],
  institutions: DemonstrationInstitution[],
): DemonstrationPolicy[] {
  const chance = new Chance('policies');
  const market = institutions.map((institution) => [institution, institution.weight] as const);
  const contracts = enterprises.flatMap((enterprise) => makeContracts(chance, enterprise, market));
  return contracts
    .toSorted((one, other) => (one.startsOn < other.startsOn ? -1 : one.startsOn > other.startsOn ? 1 : 0))
    .map(({ institution, ...contract }, index) => ({
      institution,
      row: { ...contract, ...numbersOf(chance, institution, index + 1) },
      missingPapers: chance.weighted(missingPapers),
    }));
}

type Contract = Omit<SentPolicyRow, 'policyNo' | 'invoiceNo'> & {
  institution: DemonstrationInstitution;
  startsOn: string;
};

/** Creates each product at most once, because two of one product in one year would overlap. */
function makeContracts(
  chance: Chance,
  enterprise: DemonstrationEnterprise,
  market: readonly (readonly [DemonstrationInstitution, number])[],
): Contract[] {
  const usual = chance.weighted(market);
  const wanted = chance.weighted(counts);
  const chosen = new Set<(typeof products)[number][0]>();
  while (chosen.size < wanted) chosen.add(chance.weighted(products));
  return [...chosen].map(({ code, premium }) => {
    const startsOn = chance.day('2024-01-01', '2024-12-31');
    return {
      institution: chance.happens(75) ? usual : chance.weighted(market),
      creditCode: enterprise.creditCode,
      enterpriseName: enterprise.name,
      product: code,
      startsOn,
      endsOn: endOf(chance, startsOn),
      premium: premiumOf(chance, premium, enterprise.size),
    };
  });
}

/** Returns the last day: mostly a year, in either form that insurers write; sometimes a shorter term. */
function endOf(chance: Chance, startsOn: string): string {
  if (chance.happens(8)) return lastDayOfTerm(startsOn, chance.between(3, 11));
  const lastDay = lastDayOfTerm(startsOn, 12);
  return chance.happens(15) ? addDays(lastDay, 1) : lastDay;
}

function premiumOf(chance: Chance, ordinary: number, size: number): string {
  const yuan = Math.trunc((ordinary * size * chance.between(45, 175)) / 1000);
  const fen = chance.happens(50) ? 0 : chance.below(100);
  return formatYuan(BigInt(yuan) * 100n + BigInt(fen));
}

/**
 * Creates numbers. Most invoices are fully digital, with 20 digits; some still have a code of 10 digits and a number of
 * 8.
 */
function numbersOf(chance: Chance, { prefix }: DemonstrationInstitution, serial: number) {
  const digits = String(serial);
  return {
    policyNo: `${prefix}2024${digits.padStart(8, '0')}`,
    invoiceNo: chance.happens(15)
      ? `3500241130${digits.padStart(8, '0')}`
      : `24352${`7${digits.padStart(8, '0')}`.padStart(15, '0')}`,
  };
}
