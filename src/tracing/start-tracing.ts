import { diag, DiagLogLevel, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { useTracing } from '../kernel/tracing.js';
import { requestSpans } from './request-spans.js';
import { outgoing, spanWithin } from './spans.js';
import { statementSpans } from './statement-spans.js';
import type { TraceFormat } from './tracing-settings.js';

/** Starts tracing for this process; returns a function that sends the remaining spans and stops it. */
export function startTracing(format: TraceFormat): () => Promise<void> {
  diag.setLogger(lineLogger, DiagLogLevel.WARN);
  const exporter = format === 'http/json' ? new JsonExporter() : new ProtobufExporter();
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'mianshen' }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register({ propagator: new W3CTraceContextPropagator() });
  const tracer = trace.getTracer('mianshen');
  useTracing({
    span: spanWithin(tracer),
    traceRequests: requestSpans(tracer),
    traceStatements: statementSpans(tracer),
    outgoing,
  });
  return async () => {
    useTracing(undefined);
    await provider.shutdown();
  };
}

/** A failure to send traces is written to the log, and is not a fault of the gateway. */
const line = (level: number) => (msg: string) => {
  process.stdout.write(`${JSON.stringify({ level, time: Date.now(), msg: `Traces: ${msg}` })}\n`);
};
const lineLogger = { error: line(50), warn: line(40), info: line(30), debug: line(20), verbose: line(10) };
