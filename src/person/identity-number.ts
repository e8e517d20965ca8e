import { isDay } from '../kernel/values/dates.js';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';

/**
 * Checks whether a text is a resident identity number (GB 11643): region, date of birth, serial number, and a check
 * character by ISO 7064 MOD 11-2.
 */
export function isIdentityNumber(text: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return false;
  const birth = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  return isDay(birth) && text[17] === identityNumberCheck(text.slice(0, 17));
}

/** Returns the 18th character for the first 17. */
export function identityNumberCheck(body: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return checks[sum % 11] as string;
}
