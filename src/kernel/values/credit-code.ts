import { canonicalIdentifier } from './identifier.js';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** Result of checking the check characters of a unified social credit code (GB 32100-2015). */
export type CreditCodeVerdict = 'VALID' | 'EARLY' | 'INVALID';

/** Returns the canonical form of a code: upper case, without blanks, in half width. */
export function normaliseCreditCode(text: string): string {
  return canonicalIdentifier(text).toUpperCase();
}

/**
 * VALID if the check character is correct. EARLY if it is not, but the organisation code inside is: genuine early codes
 * of this province are like that, so they are accepted with a warning and looked up in the register.
 */
export function checkCreditCode(code: string): CreditCodeVerdict {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return 'INVALID';
  if (code[17] === creditCodeCheck(code.slice(0, 17))) return 'VALID';
  return code[16] === organisationCheck(code.slice(8, 16)) ? 'EARLY' : 'INVALID';
}

/** Returns the 18th character for the first 17. */
export function creditCodeCheck(body: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(body[index] as string), 0);
  return alphabet[(31 - (sum % 31)) % 31] as string;
}

/**
 * Returns the check character of an organisation code (GB 11714): MOD 11 over its eight characters, letters from A =
 * 10.
 */
export function organisationCheck(body: string): string {
  const sum = organisationWeights.reduce(
    (total, weight, index) => total + weight * parseInt(body[index] as string, 36),
    0,
  );
  const check = 11 - (sum % 11);
  if (check === 10) return 'X';
  return check === 11 ? '0' : String(check);
}
