import { ConfigError } from '../kernel/errors/config-error.js';

export type TraceFormat = 'http/protobuf' | 'http/json';

/**
 * Reads the standard settings of traces; returns undefined where tracing is off, which is the default. The SDK reads
 * the other `OTEL_*` settings.
 */
export function traceFormat(environment: NodeJS.ProcessEnv): TraceFormat | undefined {
  const endpoint = environment['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] ?? environment['OTEL_EXPORTER_OTLP_ENDPOINT'];
  const exporter = environment['OTEL_TRACES_EXPORTER'] ?? (endpoint ? 'otlp' : 'none');
  if (environment['OTEL_SDK_DISABLED'] === 'true' || exporter === 'none') return undefined;
  if (exporter !== 'otlp') throw new ConfigError('OTEL_TRACES_EXPORTER: is `otlp` or `none`');
  const format =
    environment['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'] ?? environment['OTEL_EXPORTER_OTLP_PROTOCOL'] ?? 'http/protobuf';
  if (format === 'http/protobuf' || format === 'http/json') return format;
  throw new ConfigError('OTEL_EXPORTER_OTLP_PROTOCOL: is `http/protobuf` or `http/json`; gRPC is not supported');
}
