import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyBaseLogger } from 'fastify';
import { Vault } from '../kernel/vault.js';
import { Authenticator } from './authenticator.js';
import type { OutsideProvider } from './outside-provider.js';
import type { PersonRegister } from '../person/person-register.js';
import type { CompanyRegister } from '../register/company-register.js';
import { Revocations } from './revocations.js';

/** What keeps secrets and tells who may come in; one of each for a gateway. */
export interface Keepers {
  vault: Vault;
  revocations: Revocations;
  authenticator: Authenticator;
  /** Signs the tokens of those who sign in here. */
  tokenKey: Uint8Array;
  /** Who confirms people; absent where no register is configured. */
  people: PersonRegister | undefined;
  /** The register that answers for single companies; undefined where companies come by lists alone. */
  companies: CompanyRegister | undefined;
  /** How many tries a proof of work takes at most. */
  proofTries: number;
}

export interface KeeperOptions {
  companies?: CompanyRegister;
  vault?: Vault;
  people?: PersonRegister;
  proofTries?: number;
  outside?: OutsideProvider[];
  log?: FastifyBaseLogger;
}

export function keepersOf(em: EntityManager, tokenKey: Uint8Array, options: KeeperOptions = {}): Keepers {
  const revocations = new Revocations(em, options.log);
  return {
    vault: options.vault ?? Vault.derivedFrom(tokenKey),
    revocations,
    tokenKey,
    companies: options.companies,
    people: options.people,
    proofTries: options.proofTries ?? 2,
    authenticator: new Authenticator(tokenKey, options.outside ?? [], revocations, options.log),
  };
}
