import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyBaseLogger } from 'fastify';
import { Vault } from '../kernel/vault.js';
import { Authenticator } from './token/authenticator.js';
import type { OutsideProvider } from './token/outside-provider.js';
import type { Verification } from '../person/person-register.js';
import type { PayeeCheck } from '../payment/payees/payee-check.js';
import type { CompanyRegister } from '../register/company-register.js';
import { regionFinder } from './region-finder.js';
import type { Documents } from './documents.js';
import { Revocations } from './token/revocations.js';

/** What keeps secrets and tells who may come in; one of each for a gateway. */
export interface SharedServices {
  vault: Vault;
  revocations: Revocations;
  authenticator: Authenticator;
  /** Signs the tokens of those who sign in here. */
  tokenKey: Uint8Array;
  /** How people are verified; undefined where nobody is. */
  people: Verification;
  /** Days after which the scans of a decided request are deleted. */
  identityPaperDays: number;
  /** The register that answers for single companies; undefined where companies come by lists alone. */
  companies: CompanyRegister | undefined;
  /** Asks a bank about accounts before they are paid; undefined where none is connected. */
  payees: PayeeCheck | undefined;
  /** How many tries a proof of work takes at most. */
  proofTries: number;
  /** Executes documents for work in the background; absent where no gateway runs. */
  documents?: Documents;
}

export interface SharedServiceOptions {
  payees?: PayeeCheck;
  companies?: CompanyRegister;
  vault?: Vault;
  proofTries?: number;
  people?: Verification;
  identityPaperDays?: number;
  outside?: OutsideProvider[];
  log?: FastifyBaseLogger;
}

export function sharedServicesOf(
  em: EntityManager,
  tokenKey: Uint8Array,
  options: SharedServiceOptions = {},
): SharedServices {
  const revocations = new Revocations(em, options.log);
  return {
    vault: options.vault ?? Vault.derivedFrom(tokenKey),
    revocations,
    tokenKey,
    companies: options.companies,
    payees: options.payees,
    people: options.people,
    proofTries: options.proofTries ?? 2,
    identityPaperDays: options.identityPaperDays ?? 30,
    authenticator: new Authenticator(
      tokenKey,
      options.outside ?? [],
      { revocations, findRegion: regionFinder(em) },
      options.log,
    ),
  };
}
