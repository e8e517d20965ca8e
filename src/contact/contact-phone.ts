import { type Refusal } from '../kernel/errors/refusal.js';
import { refuseContact } from './contact.refusals.js';

/** A company's phone number as an insurer's row gives it: a mobile number, or nothing and a warning. The number is not quoted. */
export function readContactPhone(given: string | null | undefined): { phone: string | null; warnings: Refusal[] } {
  const found = (given ?? '')
    .normalize('NFKC')
    .replaceAll(/[\s-]/g, '')
    .replace(/^(\+?86|0086)(?=1)/, '');
  if (found === '') return { phone: null, warnings: [] };
  if (/^1[3-9]\d{9}$/.test(found)) return { phone: found, warnings: [] };
  return { phone: null, warnings: [refuseContact('CONTACT_PHONE_INVALID', ['contactPhone'])] };
}
