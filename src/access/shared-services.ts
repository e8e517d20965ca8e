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

/** A document of a client, with its variables. */
export interface SentDocument {
  query: string;
  variables: Record<string, unknown>;
}

/** Executes GraphQL documents for work that continues after the request that sent them. */
export interface Documents {
  /**
   * Parses, checks and charges a document as if it were executed at once. Throws the error that the client receives.
   */
  admit: (client: { viewer: Viewer; address: string }, sent: SentDocument) => Promise<DocumentNode>;
  /** Checks a document that was derived from an admitted one: its types, and the cost of one execution. */
  check: (document: DocumentNode, variables: Record<string, unknown>) => void;
  readonly schema: GraphQLSchema;
  /** Executes a query as a viewer in its own snapshot, with the rights that the viewer has now. */
  execute: (
    document: DocumentNode,
    variables: Record<string, unknown>,
    viewer: Viewer,
    language: Language,
  ) => Promise<ExecutionResult>;
}

/**
 * External services. The module that uses one declares it (`declare module '../access/shared-services.js'`), so that
 * the context has its type and access does not import a later module. Undefined if it is not connected.
 */
// oxlint-disable-next-line typescript/no-empty-interface -- filled by the modules
export interface OutsideServices {}

/** Services that keep secrets and authenticate viewers; one of each for a gateway. */
export interface SharedServices extends OutsideServices {
  vault: Vault;
  revocations: Revocations;
  authenticator: Authenticator;
  /** The key that signs the gateway's own tokens. */
  tokenKey: Uint8Array;
  /** Days after which the scanned papers of a decided request are deleted. */
  identityPaperDays: number;
  /** Maximum number of attempts to find a proof of work. */
  proofTries: number;
  /** Executes documents for background work; absent if no gateway runs. */
  documents?: Documents;
  /** Creates sandboxes for developers of clients; absent in production and in a sandbox. */
  sandboxes?: Sandboxes;
}

export interface SharedServiceOptions extends OutsideServices {
  vault?: Vault;
  proofTries?: number;
  identityPaperDays?: number;
  /** External providers whose tokens are accepted. */
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
