import { context, type Span, SpanKind, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';
import type { Tracing } from '../kernel/tracing.js';

/** Creates a span for each statement that a connection runs within a span. */
export function statementSpans(tracer: Tracer): Tracing['traceStatements'] {
  return (connection) => {
    const original = connection.query.bind(connection) as (...values: unknown[]) => unknown;
    connection.query = (...values: unknown[]): unknown => {
      if (!trace.getSpan(context.active())) return original(...values);
      const { name, attributes } = summaryOf(textOf(values[0]));
      const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes });
      try {
        const answer = original(...values);
        endWith(span, answer);
        return answer;
      } catch (error) {
        end(span, error);
        throw error;
      }
    };
  };
}

/** Ends the span with the result, which is a promise, or the stream that was passed as the statement. */
function endWith(span: Span, answer: unknown): void {
  if (answer instanceof Promise) {
    answer.then(
      () => end(span),
      (error: unknown) => end(span, error),
    );
  } else if (hasEvents(answer)) {
    answer.once('error', (error) => end(span, error));
    answer.once('close', () => end(span));
  } else {
    end(span);
  }
}

function hasEvents(answer: unknown): answer is NodeJS.EventEmitter {
  return typeof (answer as NodeJS.EventEmitter | undefined)?.once === 'function';
}

/** Records the code of the error, because the message may quote values. */
function end(span: Span, error?: unknown): void {
  if (error !== undefined) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttribute('db.response.status_code', String((error as { code?: unknown }).code ?? 'unknown'));
  }
  span.end();
}

function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  return String((statement as { text?: unknown } | undefined)?.text ?? '');
}

const mostTables = 5;
const comments = /--.*|\/\*[^]*?\*\//g;

/**
 * Returns the kind of a statement and its tables. Text after the first literal is ignored, so that no value can be
 * taken for a name.
 */
export function summaryOf(text: string) {
  const [beginning = ''] = text.replace(comments, ' ').split(/'|\$[a-z_]*\$/i, 1);
  const kind = /^\W*([a-z]+)/i.exec(beginning)?.[1]?.toLowerCase() ?? 'statement';
  const named = beginning.matchAll(/\b(?:from|join|into|update|copy)\s+"?(?!lateral\b)([a-z_]+)"?(?=[\s,;)]|$)/gi);
  const tables = [...new Set([...named].map(([, table]) => table as string))].slice(0, mostTables);
  const name = [kind, ...tables].join(' ');
  return {
    name,
    attributes: { 'db.system.name': 'postgresql', 'db.operation.name': kind, 'db.query.summary': name },
  };
}
