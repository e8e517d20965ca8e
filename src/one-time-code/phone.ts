import { Refused } from '../kernel/errors/refusal.js';
import type { Vault } from '../kernel/vault.js';
import { refuseCode } from './one-time-code.refusals.js';

/** Returns a mainland mobile number; throws a refusal that names the field. */
export function requirePhone(text: string, path: string[] = ['phone']): string {
  if (/^1[3-9]\d{9}$/.test(text)) return text;
  throw new Refused(refuseCode('PHONE_INVALID', path));
}

/** Returns a digest that finds an account by its number without storing the number readably. */
export function phoneDigest(vault: Vault, phone: string): string {
  return vault.digest(phone, 'phone');
}

export function addressDigest(vault: Vault, address: string): string {
  return vault.digest(address, 'address');
}
