import type { FastifyInstance } from 'fastify';

/** Anything that runs statements like a `pg` connection. */
export interface Connection {
  // oxlint-disable-next-line typescript/no-explicit-any -- pg declares a dozen overloads
  query: (...values: any[]) => any;
}

export type SpanAttributes = Record<string, string | undefined>;

/** The `traceparent` of the request that caused some work and may have ended before it. */
export interface Origin {
  /** The work continues in that trace. */
  parent?: string | null | undefined;
  /** The work has a trace of its own that links to that one, because it may run hours later, or for many requests. */
  link?: string | null | undefined;
}

/** Records spans if tracing is on; implemented by src/tracing, which is loaded only then. */
export interface Tracing {
  span: <T>(name: string, attributes: SpanAttributes, work: () => Promise<T>, origin?: Origin) => Promise<T>;
  /** Records a span for each request, as a child of the client's span. */
  traceRequests: (app: FastifyInstance) => void;
  /** Records a span for each statement of a connection. */
  traceStatements: (connection: Connection) => void;
  /** Returns the headers that continue the current trace in a request to another service. */
  outgoing: () => Record<string, string>;
}

let current: Tracing | undefined;

/** Called once, before anything is opened; undefined turns tracing off. */
export function useTracing(tracing: Tracing | undefined): void {
  current = tracing;
}

/** Runs work in a span. Names and attributes never contain values of clients or of the database. */
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

/** Returns the `traceparent` of the current work, to be stored with what it causes; null if tracing is off. */
export function presentTrace(): string | null {
  return outgoingTrace()['traceparent'] ?? null;
}

export function outgoingTrace(): Record<string, string> {
  return current?.outgoing() ?? {};
}
