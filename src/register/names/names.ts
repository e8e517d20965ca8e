import { foldName } from '../../kernel/text/fold-name.js';
import type { Vault } from '../../kernel/vault.js';

/** Compares names; width, case, brackets, blanks, middle dots and 繁体/简体 are ignored. */
export function isSameName(one: string, other: string): boolean {
  return foldName(one) === foldName(other);
}

const representativePlace = 'registered_company.representative';

/** Returns a digest of a person's name, which is stored for comparison and cannot be read. */
export function digestOfPerson(vault: Vault, name: string): string {
  return vault.digest(foldName(name), representativePlace);
}

/** 张三丰 → 张**. */
export function maskedPerson(name: string): string {
  const [first = '', ...rest] = name.normalize('NFKC').replaceAll(/\s/g, '');
  return first + '*'.repeat(rest.length);
}
