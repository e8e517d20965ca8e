import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { Language } from '../kernel/errors/refusal.js';
import type { Viewer } from './viewer.js';

/** A document that a client sent, with its variables. */
export interface SentDocument {
  query: string;
  variables: Record<string, unknown>;
}

/** What executes GraphQL documents, for work that goes on after the request that sent one. */
export interface Documents {
  /** Reads, checks and charges a document as one that is executed at once; throws what its client is told. */
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
