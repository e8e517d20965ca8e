import { context, propagation, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { Tracing } from '../kernel/tracing.js';

/** A span around a piece of work. Of an error it records that there was one: messages may quote values. */
export function spanWithin(tracer: Tracer): Tracing['span'] {
  return (name, attributes, work, traceparent) => {
    const parent = traceparent ? propagation.extract(context.active(), { traceparent }) : context.active();
    return tracer.startActiveSpan(name, { attributes }, parent, async (span) => {
      try {
        return await work();
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
  };
}

/** `traceparent` and `tracestate` of the current span. */
export function outgoing(): Record<string, string> {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
}
