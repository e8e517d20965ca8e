import type { Vault } from '../kernel/vault.js';
import { digestOfPerson, maskedPerson } from './names/names.js';
import { registeredPhonePlace } from './registered-company.js';

interface ReadEntry {
  entry: Record<string, unknown> | undefined;
}

const phonePlace = 'registered_company.phone_digest';

/**
 * Replaces the private data of an entry: the legal representative by a masked name and a digest, the phone number by a
 * digest and the encrypted number.
 */
export function sealPerson<Row extends ReadEntry>(vault: Vault, row: Row): Row & { sealedPhone: string | null } {
  if (!row.entry) return { ...row, sealedPhone: null };
  const { representativeName, phone, ...entry } = row.entry as Record<string, string>;
  const person = representativeName && {
    representative: maskedPerson(representativeName),
    representativeDigest: digestOfPerson(vault, representativeName),
  };
  const called = phone && { phoneDigest: vault.digest(phone, phonePlace) };
  const sealedPhone = phone ? vault.seal(phone, registeredPhonePlace) : null;
  return { ...row, entry: { ...entry, ...person, ...called }, sealedPhone };
}
