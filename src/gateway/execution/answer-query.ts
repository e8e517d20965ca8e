import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Context } from '../../access/context.js';
import { formatError, nameRequest } from '../../http/errors.js';
import { recordRefusals } from '../../http/record-refusals.js';
import { sayErrorIn } from '../../http/say-error.js';
import type { CostReport } from '../../http/limits/cost-report.js';
import { graphqlMediaType } from '../../http/graphql-media-type.js';
import type { AdmittedOperation, OperationAdmission } from '../admission/operation-admission.js';
import type { Metrics } from '../metrics/metrics.js';
import { readAgain } from './read-again.js';
import type { QueryExecutor } from './query-executor.js';

type SchemaAnswers = OperationAdmission['schemaAnswers'];

/** Returns queries over HTTP, as Apollo answers the mutations: same statuses, same headers, same errors. */
export class QueryAnswers {
  readonly #executor: QueryExecutor;
  readonly #metrics: Metrics;
  readonly #schemaAnswers: SchemaAnswers;
  readonly #log: FastifyBaseLogger;
  readonly #format: ReturnType<typeof formatError>;

  constructor(executor: QueryExecutor, metrics: Metrics, schemaAnswers: SchemaAnswers, log: FastifyBaseLogger) {
    this.#schemaAnswers = schemaAnswers;
    this.#executor = executor;
    this.#metrics = metrics;
    this.#log = log;
    this.#format = formatError(log);
  }

  async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    operation: AdmittedOperation,
    context: Context,
    cost: CostReport,
  ): Promise<FastifyReply> {
    const begun = performance.now();
    const known = operation.schemaAnswerKey && this.#schemaAnswers.get(operation.schemaAnswerKey);
    if (known) return this.#send(request, reply, known, cost);
    const written = await this.#executor.write(operation, context);
    const { data, errors = [] } =
      written === undefined ? await readAgain(context, () => this.#executor.execute(operation, context)) : {};
    await context.db.end();
    const shown = errors.length > 0 ? await this.#refuse(reply, errors, context) : undefined;
    this.#observe(request, operation, context, performance.now() - begun, shown);
    // What PostgreSQL wrote is put in without being read.
    const text =
      written === undefined ? JSON.stringify({ ...(shown && { errors: shown }), data }) : `{"data":${written}}`;
    if (operation.schemaAnswerKey && !shown) this.#schemaAnswers.set(operation.schemaAnswerKey, text);
    return this.#send(request, reply, text, cost);
  }

  /** Sends an answer that is text already, with what it cost. */
  #send(request: FastifyRequest, reply: FastifyReply, text: string, cost: CostReport): FastifyReply {
    reply.type(graphqlMediaType(request));
    return reply.send(`${text.slice(0, -1)},"extensions":${JSON.stringify({ cost })}}\n`);
  }

  #observe(
    { headers }: FastifyRequest,
    { operation }: AdmittedOperation,
    { viewer }: Context,
    milliseconds: number,
    errors: GraphQLFormattedError[] | undefined,
  ): void {
    const client = headers['x-client-name'] as string | undefined;
    const named = { operation: operation.name?.value, kind: 'query', role: viewer.role, client };
    this.#metrics.observe({ ...named, transport: 'http' }, milliseconds / 1_000, errors);
  }

  async #refuse(reply: FastifyReply, errors: readonly GraphQLError[], context: Context) {
    nameRequest(errors, context.requestId);
    // The answer says no more than it did; that the refusal is not in the event log has to be known.
    await recordRefusals(context, errors).catch((error: unknown) =>
      this.#log.error({ err: error, account: context.viewer.accountId }, 'A refusal could not be recorded'),
    );
    for (const { extensions } of errors) {
      const { status } = (extensions['http'] ?? {}) as { status?: number };
      if (status !== undefined) reply.code(status);
    }
    const shown = errors.map((error) => sayErrorIn(context.language, this.#shown(error)));
    const busy = shown.find(({ extensions }) => extensions?.['code'] === 'UNAVAILABLE');
    if (busy) reply.code(503).header('retry-after', String(busy.extensions?.['retryAfter']));
    return shown;
  }

  #shown(error: GraphQLError): GraphQLFormattedError {
    const { code = 'INTERNAL_SERVER_ERROR' } = error.extensions;
    return this.#format({ ...error.toJSON(), extensions: { ...error.extensions, code } }, error);
  }
}
