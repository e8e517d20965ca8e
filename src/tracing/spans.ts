import { type Context, context, type Link, propagation, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';
import type { Tracing } from '../kernel/tracing.js';

/** Runs work within a span. For an error it records only that there was one, because messages may quote values. */
export function spanWithin(tracer: Tracer): Tracing['span'] {
  return (name, attributes, work, { parent, link } = {}) => {
    const origin = parent ? contextOf(parent) : context.active();
    return tracer.startActiveSpan(name, { attributes, links: linksTo(link) }, origin, async (span) => {
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

function contextOf(traceparent: string): Context {
  return propagation.extract(context.active(), { traceparent });
}

function linksTo(traceparent: string | null | undefined): Link[] {
  const span = traceparent ? trace.getSpanContext(contextOf(traceparent)) : undefined;
  return span ? [{ context: span }] : [];
}

/** Returns `traceparent` and `tracestate` of the current span. */
export function outgoing(): Record<string, string> {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
}
