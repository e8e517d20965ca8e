import { type Refusal } from '../kernel/errors/refusal.js';
import { refuseContact } from './contact.refusals.js';

/**
 * Reads a company's phone number from an insurer's row: a mobile number, or null and a warning. The warning does not
 * quote the number.
 */
export function readContactPhone(given: string | null | undefined): { phone: string | null; warnings: Refusal[] } {
  const found = (given ?? '')
    .normalize('NFKC')
    .replaceAll(/[\s-]/g, '')
    .replace(/^(\+?86|0086)(?=1)/, '');
  if (found === '') return { phone: null, warnings: [] };
  if (/^1[3-9]\d{9}$/.test(found)) return { phone: found, warnings: [] };
  return { phone: null, warnings: [refuseContact('CONTACT_PHONE_INVALID', ['contactPhone'])] };
}
