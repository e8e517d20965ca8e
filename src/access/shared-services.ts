import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyBaseLogger } from 'fastify';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { Language } from '../kernel/errors/refusal.js';
import type { Sandboxes } from '../kernel/sandboxes.js';
import { Vault } from '../kernel/vault.js';
import { Authenticator } from './token/authenticator.js';
import type { OutsideProvider } from './token/outside-provider.js';
import { regionFinder } from './region-finder.js';
import type { Viewer } from './viewer.js';
import { Revocations } from './token/revocations.js';

/** A document that a client sent, with its variables. */
export interface SentDocument {
  query: string;
  variables: Record<string, unknown>;
}

/** What executes GraphQL documents, for work that continues after the request that sent one. */
export interface Documents {
  /** Reads, checks and charges a document as one that is executed at once; throws what its client receives. */
  admit: (client: { viewer: Viewer; address: string }, sent: SentDocument) => Promise<DocumentNode>;
  /** Checks a document that was made from an admitted one: its types, and what one execution costs. */
  check: (document: DocumentNode, variables: Record<string, unknown>) => void;
  readonly schema: GraphQLSchema;
  /** Executes a query as a viewer, in a snapshot of its own, with the rights that they have now. */
  execute: (
    document: DocumentNode,
    variables: Record<string, unknown>,
    viewer: Viewer,
    language: Language,
  ) => Promise<ExecutionResult>;
}

/**
 * Services outside the gateway. The module that asks one declares it (`declare module '../access/shared-services.js'`), so
 * that the context of a request knows it and access knows no later module; undefined where none is connected.
 */
// oxlint-disable-next-line typescript/no-empty-interface -- filled by the modules
export interface OutsideServices {}

/** What keeps secrets and decides who may come in; one of each for a gateway. */
export interface SharedServices extends OutsideServices {
  vault: Vault;
  revocations: Revocations;
  authenticator: Authenticator;
  /** Signs the tokens of those who sign in here. */
  tokenKey: Uint8Array;
  /** Days after which the scans of a decided request are deleted. */
  identityPaperDays: number;
  /** How many tries a proof of work takes at most. */
  proofTries: number;
  /** Executes documents for work in the background; absent where no gateway runs. */
  documents?: Documents;
  /** Gateways for those who build clients; absent in production and in such a gateway. */
  sandboxes?: Sandboxes;
}

export interface SharedServiceOptions extends OutsideServices {
  vault?: Vault;
  proofTries?: number;
  identityPaperDays?: number;
  /** Providers whose tokens are accepted. */
  outside?: OutsideProvider[];
  log?: FastifyBaseLogger;
}

export function sharedServicesOf(
  em: EntityManager,
  tokenKey: Uint8Array,
  { vault, proofTries = 2, identityPaperDays = 30, outside = [], log, ...outsideServices }: SharedServiceOptions = {},
): SharedServices {
  const revocations = new Revocations(em, log);
  return {
    ...outsideServices,
    vault: vault ?? Vault.derivedFrom(tokenKey),
    revocations,
    tokenKey,
    proofTries,
    identityPaperDays,
    authenticator: new Authenticator(tokenKey, outside, { revocations, findRegion: regionFinder(em) }, log),
  };
}
