/**
 * Computes a stored proposal a second time from its stored inputs, in another way than the first time: whole fen in
 * BigInt, one policy after the other, no SQL.
 */

export interface StoredRules {
  enterpriseCap: string;
  budget: string | null;
  rounding: string;
  fundingCeiling: string | null;
  productCaps: Record<string, string | null>;
}

export interface StoredLine {
  policyId: string;
  creditCode: string;
  product: string;
  base: string;
  rate: string;
  otherFunding: string;
  ceilingCut: string;
  subsidy: string;
}

export interface StoredGrant {
  creditCode: string;
  calculated: string;
  productCut: string;
  capCut: string;
  budgetCut: string;
  granted: string;
  /** The amount granted by earlier lists of the programme, and the used part of the product caps. */
  priorGranted: string;
  priorProducts: Record<string, string>;
}

/**
 * A policy that was excluded while the revision was computed, or that the revision left out as excluded; with the
 * reason.
 */
export interface KeptOut {
  policyId: string;
  reason: string;
}

export interface StoredExclusions {
  /**
   * From the records of exclusions: those that were certainly in force, and those made or ended at the same instant,
   * which may have been.
   */
  inForce: KeptOut[];
  mayHaveBeenInForce: KeptOut[];
  /** From the left-out policies of the revision. */
  leftOut: KeptOut[];
}

/** A result that differs: its place, the stored value and the computed one. */
export interface Difference {
  place: string;
  stored: string;
  computed: string;
}

const shareScale = 100_000n;

function fenOf(yuan: string): bigint {
  const [whole = '0', fraction = ''] = yuan.split('.');
  return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0').slice(0, 2));
}

function shareOf(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole) * shareScale + BigInt(fraction.padEnd(5, '0').slice(0, 5));
}

const yuanOf = (fen: bigint) => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
const smaller = (one: bigint, other: bigint) => (one < other ? one : other);
const sum = (amounts: Iterable<bigint>) => [...amounts].reduce((total, amount) => total + amount, 0n);

export function replay(rules: StoredRules, lines: StoredLine[], grants: StoredGrant[]): Difference[] {
  const subsidies = lines.map((line) => ({ line, ...subsidyOf(rules, line) }));
  const wrongLines = subsidies.flatMap(({ line, fen, ceilingCut }) => [
    ...differs(`policy ${line.policyId}`, line.subsidy, fen),
    ...differs(`policy ${line.policyId}, cut of the ceiling`, line.ceilingCut, ceilingCut),
  ]);
  return [...wrongLines, ...wrongGrants(grants, shareBudget(rules, capAll(rules, subsidies, priorOf(grants))))];
}

/**
 * Checks that each excluded policy has no line and is left out for exactly this reason, and that no other policy is.
 */
export function replayExclusions(
  { inForce, mayHaveBeenInForce, leftOut }: StoredExclusions,
  lines: Pick<StoredLine, 'policyId'>[],
): Difference[] {
  const counted = new Set(lines.map(({ policyId }) => policyId));
  const keyOf = ({ policyId, reason }: KeptOut) => `${policyId} ${reason}`;
  const listed = new Set(leftOut.map(keyOf));
  const known = new Set([...inForce, ...mayHaveBeenInForce].map(keyOf));
  const counting = inForce
    .filter((one) => counted.has(one.policyId) || !listed.has(keyOf(one)))
    .map(({ policyId, reason }) => {
      return { place: `policy ${policyId}`, stored: counted.has(policyId) ? 'counted' : 'no reason', computed: reason };
    });
  const unfounded = leftOut
    .filter((one) => !known.has(keyOf(one)))
    .map(({ policyId, reason }) => ({ place: `policy ${policyId}`, stored: reason, computed: 'no such reason' }));
  return [...counting, ...unfounded];
}

function differs(place: string, stored: string, computed: bigint): Difference[] {
  return fenOf(stored) === computed ? [] : [{ place, stored, computed: yuanOf(computed) }];
}

interface Subsidy {
  fen: bigint;
  ceilingCut: bigint;
}

function subsidyOf({ rounding, fundingCeiling }: StoredRules, { base, rate, otherFunding }: StoredLine): Subsidy {
  const product = fenOf(base) * shareOf(rate);
  const earned = rounding === 'DOWN' ? product / shareScale : (product + shareScale / 2n) / shareScale;
  if (fundingCeiling === null) return { fen: earned, ceilingCut: 0n };
  const room = (fenOf(base) * shareOf(fundingCeiling)) / shareScale - fenOf(otherFunding);
  const fen = smaller(earned, room > 0n ? room : 0n);
  return { fen, ceilingCut: earned - fen };
}

interface Amounts {
  calculated: bigint;
  productCut: bigint;
  capCut: bigint;
  budgetCut: bigint;
  granted: bigint;
}

const nothing: Amounts = { calculated: 0n, productCut: 0n, capCut: 0n, budgetCut: 0n, granted: 0n };

type Prior = Pick<StoredGrant, 'priorGranted' | 'priorProducts'>;

function priorOf(grants: StoredGrant[]): (creditCode: string) => Prior {
  const stored = new Map(grants.map((grant) => [grant.creditCode, grant]));
  return (creditCode) => stored.get(creditCode) ?? { priorGranted: '0', priorProducts: {} };
}

/** Returns the rest of a cap after earlier lists. */
const leftOf = (cap: string, used: string | undefined) => {
  const left = fenOf(cap) - fenOf(used ?? '0');
  return left > 0n ? left : 0n;
};

function capAll(
  rules: StoredRules,
  subsidies: { line: StoredLine; fen: bigint }[],
  prior: (creditCode: string) => Prior,
): Map<string, Amounts> {
  const companies = new Map<string, Map<string, bigint>>();
  for (const { line, fen } of subsidies) {
    const products = companies.get(line.creditCode) ?? new Map<string, bigint>();
    products.set(line.product, (products.get(line.product) ?? 0n) + fen);
    companies.set(line.creditCode, products);
  }
  const capped = [...companies].map(([code, products]): [string, Amounts] => {
    const { priorGranted, priorProducts } = prior(code);
    const allowed = [...products].map(([product, fen]) => {
      const cap = rules.productCaps[product] ?? null;
      return cap === null ? fen : smaller(fen, leftOf(cap, priorProducts[product]));
    });
    const [calculated, afterProducts] = [sum(products.values()), sum(allowed)];
    const granted = smaller(afterProducts, leftOf(rules.enterpriseCap, priorGranted));
    const cuts = { productCut: calculated - afterProducts, capCut: afterProducts - granted, budgetCut: 0n };
    return [code, { calculated, ...cuts, granted }];
  });
  return new Map(capped);
}

/**
 * Applies one factor to all amounts and rounds down to the fen; the remaining fen go to the largest remainders, ties by
 * credit code.
 */
function shareBudget({ budget }: StoredRules, capped: Map<string, Amounts>): Map<string, Amounts> {
  const total = sum([...capped.values()].map(({ granted }) => granted));
  const available = budget === null ? total : fenOf(budget);
  if (total <= available) return capped;
  const shares = [...capped].map(([code, amounts]) => ({
    code,
    amounts,
    granted: (amounts.granted * available) / total,
    remainder: (amounts.granted * available) % total,
  }));
  const left = Number(available - sum(shares.map(({ granted }) => granted)));
  const favoured = shares.toSorted(
    (one, other) =>
      Number(other.remainder > one.remainder) - Number(other.remainder < one.remainder) ||
      (one.code < other.code ? -1 : 1),
  );
  for (const share of favoured.slice(0, left)) share.granted += 1n;
  return new Map(
    shares.map(({ code, amounts, granted }) => [code, { ...amounts, budgetCut: amounts.granted - granted, granted }]),
  );
}

function wrongGrants(stored: StoredGrant[], computed: Map<string, Amounts>): Difference[] {
  const known = new Set(stored.map(({ creditCode }) => creditCode));
  const missing = [...computed]
    .filter(([code]) => !known.has(code))
    .map(([code, { granted }]) => ({ place: `enterprise ${code}`, stored: 'nothing', computed: yuanOf(granted) }));
  const wrong = stored.flatMap((grant) => {
    const amounts = computed.get(grant.creditCode) ?? nothing;
    const names = ['calculated', 'productCut', 'capCut', 'budgetCut', 'granted'] as const;
    return names.flatMap((name) => differs(`enterprise ${grant.creditCode}, ${name}`, grant[name], amounts[name]));
  });
  return [...missing, ...wrong];
}
