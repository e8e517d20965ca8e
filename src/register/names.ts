import type { Vault } from '../kernel/vault.js';

/** Full-width brackets and stray spaces do not make another name. */
export function comparableName(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s/g, '');
}

export function isSameName(one: string, other: string): boolean {
  return comparableName(one) === comparableName(other);
}

const representativePlace = 'registered_company.representative';

/** What is kept of a person's name: enough to compare with, nothing to read. */
export function digestOfPerson(vault: Vault, name: string): string {
  return vault.digest(comparableName(name), representativePlace);
}

/** 张三丰 → 张**. */
export function maskedPerson(name: string): string {
  const [first = '', ...rest] = comparableName(name);
  return first + '*'.repeat(rest.length);
}
