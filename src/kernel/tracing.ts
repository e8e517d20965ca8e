import type { FastifyInstance } from 'fastify';

/** Whatever takes statements as `pg` does. */
export interface Connection {
  // oxlint-disable-next-line typescript/no-explicit-any -- pg declares a dozen overloads
  query: (...values: any[]) => any;
}

export type SpanAttributes = Record<string, string | undefined>;

/** The `traceparent` of the request that caused a piece of work and ended before it. */
export interface Origin {
  /** The work continues in that trace. */
  parent?: string | null | undefined;
  /** The work has a trace of its own, which names that one: it may come hours later, or answer for many requests. */
  link?: string | null | undefined;
}

/** What records spans where tracing is on: src/tracing, which is loaded only then. */
export interface Tracing {
  span: <T>(name: string, attributes: SpanAttributes, work: () => Promise<T>, origin?: Origin) => Promise<T>;
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

/** Does the work within a span of this name. Names and attributes are never values of clients or of the database. */
export function traced<T>(
  name: string,
  attributes: SpanAttributes,
  work: () => Promise<T>,
  origin?: Origin,
): Promise<T> {
  return current ? current.span(name, attributes, work, origin) : work();
}

export function traceRequests(app: FastifyInstance): void {
  current?.traceRequests(app);
}

export function traceStatements(connection: Connection): void {
  current?.traceStatements(connection);
}

/** The `traceparent` of the present work, to be kept with what it causes; null where traces are off. */
export function presentTrace(): string | null {
  return outgoingTrace()['traceparent'] ?? null;
}

export function outgoingTrace(): Record<string, string> {
  return current?.outgoing() ?? {};
}
