import type { FastifyInstance } from 'fastify';

/** Whatever takes statements as `pg` does. */
export interface Connection {
  // oxlint-disable-next-line typescript/no-explicit-any -- pg declares a dozen overloads
  query: (...values: any[]) => any;
}

export type SpanAttributes = Record<string, string | undefined>;

/** What records spans where tracing is on: src/tracing, which is loaded only then. */
export interface Tracing {
  span: <T>(name: string, attributes: SpanAttributes, work: () => Promise<T>, parent?: string | null) => Promise<T>;
  /** Records a span for each request, as a child of the one that the client sent. */
  traceRequests: (app: FastifyInstance) => void;
  /** Records a span for each statement of a connection. */
  traceStatements: (connection: Connection) => void;
  /** The headers that make what is asked elsewhere a part of the current trace. */
  outgoing: () => Record<string, string>;
}

let current: Tracing | undefined;

/** Called once, before anything is opened; undefined turns tracing off. */
export function useTracing(tracing: Tracing | undefined): void {
  current = tracing;
}

/**
 * Does the work within a span of this name. Names and attributes are never values of clients or of the database.
 * `parent` is the `traceparent` of what caused the work, where that ended before.
 */
export function traced<T>(
  name: string,
  attributes: SpanAttributes,
  work: () => Promise<T>,
  parent?: string | null,
): Promise<T> {
  return current ? current.span(name, attributes, work, parent) : work();
}

export function traceRequests(app: FastifyInstance): void {
  current?.traceRequests(app);
}

export function traceStatements(connection: Connection): void {
  current?.traceStatements(connection);
}

export function outgoingTrace(): Record<string, string> {
  return current?.outgoing() ?? {};
}
