/**
 * The subsidy of a programme, computed a second time in the simplest way there is: whole fen, one policy after the other.
 * It shares no line with the assessment, and knows nothing of SQL.
 */
export interface ModelRules {
  enterpriseCapFen: bigint;
  productCapFen: bigint | null;
  budgetFen: bigint | null;
  /** Rates in percent, for the products P0, P1, … */
  ratesPercent: bigint[];
  roundDown: boolean;
  /** Most of the base that all public money may cover, in percent. */
  ceilingPercent: bigint | null;
}

export interface ModelPolicy {
  company: number;
  product: number;
  premiumFen: bigint;
  refundedFen: bigint;
  otherFundingFen: bigint;
  /** Kept out: blocked, or failed in a spot check. */
  keptOut: boolean;
}

export interface ModelGrant {
  calculated: bigint;
  granted: bigint;
}

export function subsidyOf(rules: ModelRules, policy: ModelPolicy): bigint {
  if (policy.keptOut) return 0n;
  const base = policy.premiumFen - policy.refundedFen;
  if (base <= 0n) return 0n;
  const hundredths = base * (rules.ratesPercent[policy.product] as bigint);
  const earned = rules.roundDown ? hundredths / 100n : (hundredths + 50n) / 100n;
  if (rules.ceilingPercent === null) return earned;
  const room = (base * rules.ceilingPercent) / 100n - policy.otherFundingFen;
  return smaller(earned, room > 0n ? room : 0n);
}

export function grantsOf(rules: ModelRules, policies: ModelPolicy[], codes: string[]): Map<number, ModelGrant> {
  const capped = new Map<number, ModelGrant>();
  for (const company of new Set(policies.map((policy) => policy.company))) {
    const own = policies.filter((policy) => policy.company === company);
    const calculated = sum(own.map((policy) => subsidyOf(rules, policy)));
    if (calculated > 0n) capped.set(company, { calculated, granted: cappedOf(rules, own) });
  }
  return shareBudget(rules, capped, codes);
}

function cappedOf(rules: ModelRules, policies: ModelPolicy[]): bigint {
  const products = new Set(policies.map((policy) => policy.product));
  const allowed = [...products].map((product) => {
    const amount = sum(
      policies.filter((policy) => policy.product === product).map((policy) => subsidyOf(rules, policy)),
    );
    return rules.productCapFen === null ? amount : smaller(amount, rules.productCapFen);
  });
  return smaller(sum(allowed), rules.enterpriseCapFen);
}

function shareBudget(
  { budgetFen }: ModelRules,
  capped: Map<number, ModelGrant>,
  codes: string[],
): Map<number, ModelGrant> {
  const total = sum([...capped.values()].map(({ granted }) => granted));
  if (budgetFen === null || total <= budgetFen) return capped;
  const shares = [...capped].map(([company, { calculated, granted }]) => ({
    company,
    calculated,
    granted: (granted * budgetFen) / total,
    remainder: (granted * budgetFen) % total,
  }));
  let left = budgetFen - sum(shares.map((share) => share.granted));
  shares.sort((one, other) => {
    if (one.remainder !== other.remainder) return one.remainder > other.remainder ? -1 : 1;
    return (codes[one.company] as string) < (codes[other.company] as string) ? -1 : 1;
  });
  for (const share of shares) {
    if (left === 0n) break;
    share.granted += 1n;
    left -= 1n;
  }
  return new Map(shares.map(({ company, calculated, granted }) => [company, { calculated, granted }]));
}

function sum(amounts: bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

function smaller(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
