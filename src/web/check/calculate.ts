import { formatYuan, parseYuan } from '../../kernel/values/yuan.js';

export interface Calculated {
  /** Premium × rate, rounded by the programme's rule. */
  line: string;
  /** The granted amount: at most the cap. */
  granted: string;
  /** Whether the cap reduced it. */
  capped: boolean;
}

/**
 * Computes one policy's subsidy in whole fen; undefined where the premium is not an amount. The rate has at most five
 * decimals.
 */
export function calculate(
  premium: string,
  rate: string,
  cap: string,
  productCap: string | null,
  rounding = 'HALF_UP',
): Calculated | undefined {
  const fen = parseYuan(premium.normalize('NFKC').replaceAll(/[\s,，]/g, ''));
  const caps = [cap, productCap].flatMap((amount) => (amount === null ? [] : [parseYuan(amount) ?? 0n]));
  if (fen === undefined) return undefined;
  const [whole = '0', part = ''] = rate.split('.');
  const parts = BigInt(whole + part.padEnd(5, '0'));
  const line = (fen * parts + (rounding === 'DOWN' ? 0n : 50_000n)) / 100_000n;
  const granted = caps.reduce((least, one) => (one < least ? one : least), line);
  return { line: formatYuan(line), granted: formatYuan(granted), capped: granted < line };
}
