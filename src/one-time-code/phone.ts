import { Refused } from '../kernel/errors/refusal.js';
import type { Vault } from '../kernel/vault.js';
import { refuseCode } from './one-time-code.refusals.js';

/** A mainland mobile number, or the refusal that names the field. */
export function requirePhone(text: string, path: string[] = ['phone']): string {
  if (/^1[3-9]\d{9}$/.test(text)) return text;
  throw new Refused(refuseCode('PHONE_INVALID', path));
}

/** Finds an account by its number without the number being readable. */
export function phoneDigest(vault: Vault, phone: string): string {
  return vault.digest(phone, 'phone');
}

export function addressDigest(vault: Vault, address: string): string {
  return vault.digest(address, 'address');
}
