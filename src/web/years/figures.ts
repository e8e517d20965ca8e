import { formatYuan, parseYuan } from '../../kernel/values/yuan.js';
import type { YearOfList } from './years-api.js';

export interface Figures {
  recipientCount: number;
  totalAmount: string;
}

const none: Figures = { recipientCount: 0, totalAmount: '0.00' };

/** Returns the figures of a city, or of the province. */
export function figuresOf({ facets }: YearOfList, city: string | undefined): Figures {
  if (!city) return facets;
  const found = facets.cities.find(({ key }) => key === city);
  return found ? { recipientCount: found.recipientCount, totalAmount: found.totalAmount ?? '0.00' } : none;
}

/** Returns the number of eligible companies of a city, or of the province. */
export function eligibleOf({ eligibleEnterprises }: YearOfList, city: string | undefined): number {
  const counted = eligibleEnterprises.filter(({ region }) => !city || region?.code === city);
  return counted.reduce((sum, { count }) => sum + count, 0);
}

const fenOf = (amount: string) => parseYuan(amount) as bigint;

export function sumOf(amounts: string[]): string {
  return formatYuan(amounts.reduce((sum, amount) => sum + fenOf(amount), 0n));
}

/** Returns the yuan for each company, rounded half up to the fen. */
export function averageOf(amount: string, count: number): string {
  if (count === 0) return '0.00';
  const companies = BigInt(count);
  return formatYuan((fenOf(amount) * 2n + companies) / (companies * 2n));
}

export function shareOf(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`;
}
