import type { IncomingHttpHeaders } from 'node:http';
import type { DocumentNode } from 'graphql';

/** The transport of an operation. */
export type Transport = 'http' | 'socket' | 'sse';

/** An operation that was answered. */
export interface ObservedOperation {
  operation: string | undefined;
  kind: string;
  role: string;
  /** Name of the client from `X-Client-Name`. */
  client: string | undefined;
  transport: Transport;
  /** Undefined if the document could not be read. */
  document: DocumentNode | undefined;
}

/** Is notified of every operation, including those that are answered without GraphQL. */
export interface OperationObserver {
  observe: (operation: ObservedOperation, seconds: number) => void;
}

/** Returns the name that a client gives itself. */
export function clientNameOf(headers: IncomingHttpHeaders): string | undefined {
  return headers['x-client-name'] as string | undefined;
}
