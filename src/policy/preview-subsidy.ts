import { formatYuan } from '../kernel/money.js';

/**
 * What a premium would earn at a rate, rounded half up to the fen: a preview for the sender, before refunds and the cap.
 * The amount that counts is the assessment's.
 */
export function previewSubsidy(premiumFen: bigint, rate: string): string {
  const [whole = '0', fraction = ''] = rate.split('.');
  const scale = 10n ** BigInt(fraction.length);
  const product = premiumFen * BigInt(whole + fraction);
  return formatYuan((2n * product + scale) / (2n * scale));
}
