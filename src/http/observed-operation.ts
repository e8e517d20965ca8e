import type { IncomingHttpHeaders } from 'node:http';
import type { DocumentNode } from 'graphql';

/** How an operation reached the gateway. */
export type Transport = 'http' | 'socket' | 'sse';

/** An operation that was answered. */
export interface ObservedOperation {
  operation: string | undefined;
  kind: string;
  role: string;
  /** As the client names itself in `X-Client-Name`. */
  client: string | undefined;
  transport: Transport;
  /** Undefined where it could not be read. */
  document: DocumentNode | undefined;
}

/** Is notified of every operation, also of those that are answered without GraphQL. */
export interface OperationObserver {
  observe: (operation: ObservedOperation, seconds: number) => void;
}

/** How a client names itself. */
export function clientNameOf(headers: IncomingHttpHeaders): string | undefined {
  return headers['x-client-name'] as string | undefined;
}
