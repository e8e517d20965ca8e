import { foldName } from '../../kernel/text/fold-name.js';
import type { Vault } from '../../kernel/vault.js';

/** Width, case, brackets, blanks, middle dots and 繁体/简体 do not make another name. */
export function isSameName(one: string, other: string): boolean {
  return foldName(one) === foldName(other);
}

const representativePlace = 'registered_company.representative';

/** What is kept of a person's name: enough to compare with, nothing to read. */
export function digestOfPerson(vault: Vault, name: string): string {
  return vault.digest(foldName(name), representativePlace);
}

/** 张三丰 → 张**. */
export function maskedPerson(name: string): string {
  const [first = '', ...rest] = name.normalize('NFKC').replaceAll(/\s/g, '');
  return first + '*'.repeat(rest.length);
}
