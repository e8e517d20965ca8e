import { context, propagation, type Span, SpanKind, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';
import type { FastifyRequest } from 'fastify';
import type { Tracing } from '../kernel/tracing.js';

/**
 * Creates a span for each request, named by the pattern of its route, because paths contain search words, variables and
 * keys.
 */
export function requestSpans(tracer: Tracer): Tracing['traceRequests'] {
  const spans = new WeakMap<FastifyRequest, Span>();
  const within = (request: FastifyRequest, work: () => void) => {
    const span = spans.get(request);
    if (span) context.with(trace.setSpan(context.active(), span), work);
    else work();
  };
  const end = (request: FastifyRequest, status?: number) => {
    const span = spans.get(request);
    if (!span) return;
    spans.delete(request);
    if (status !== undefined) span.setAttribute('http.response.status_code', status);
    if (status === undefined || status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  };
  return (app) => {
    app.addHook('onRequest', (request, _, done) => {
      const { method, routeOptions, headers, id } = request;
      const route = routeOptions.url ?? 'unknown';
      const attributes = { 'http.request.method': method, 'http.route': route, 'mianshen.request_id': id };
      const parent = propagation.extract(context.active(), headers);
      spans.set(request, tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent));
      within(request, done);
    });
    // Without this, the parts of a body that arrive later would belong to the connection and not to the request.
    app.addHook('preValidation', (request, _, done) => within(request, done));
    app.addHook('onResponse', (request, reply, done) => {
      end(request, reply.statusCode);
      done();
    });
    app.addHook('onRequestAbort', (request, done) => {
      end(request);
      done();
    });
  };
}
