import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Context } from '../../access/context.js';
import type { Viewer } from '../../access/viewer.js';
import type { Language } from '../../kernel/errors/refusal.js';
import { formatError, noteRequestId } from '../../http/errors/errors.js';
import { recordRefusals } from '../../http/errors/record-refusals.js';
import { localizeError } from '../../http/errors/localize-error.js';
import type { CostReport } from '../../http/limits/cost-report.js';
import { graphqlMediaType } from '../../http/graphql-media-type.js';
import type { AdmittedOperation, OperationAdmission } from '../admission/operation-admission.js';
import { isShort } from '../admission/short-variables.js';
import { clientNameOf } from '../../http/observed-operation.js';
import type { Metrics } from '../metrics/metrics.js';
import { readAgain } from './read-again.js';
import type { QueryExecutor } from './query-executor.js';
import type { SharedReads } from './shared-reads.js';

const beginning = Buffer.from('{"data":');
const endOf = (cost: CostReport) => `,"extensions":${JSON.stringify({ cost })}}\n`;

type SchemaAnswers = OperationAdmission['schemaAnswers'];

/** A query and its viewer. */
export interface AskedQuery {
  operation: AdmittedOperation;
  viewer: Viewer;
  language: Language;
  cost: CostReport;
  /**
   * Whether any answer that is read from now on is recent enough; otherwise it must include the position that the
   * client sent.
   */
  isShared: boolean;
  /** The name of the current snapshot, if it was requested when the query arrived. */
  snapshot: Promise<string | undefined> | undefined;
  /** Opens the context of this request, once. */
  open: () => Context;
}

/** Answers queries over HTTP with the same statuses, headers and errors as Apollo uses for mutations. */
export class QueryAnswers {
  readonly #executor: QueryExecutor;
  readonly #shared: SharedReads;
  readonly #metrics: Metrics;
  readonly #schemaAnswers: SchemaAnswers;
  readonly #log: FastifyBaseLogger;
  readonly #format: ReturnType<typeof formatError>;

  constructor(
    executor: QueryExecutor,
    shared: SharedReads,
    metrics: Metrics,
    schemaAnswers: SchemaAnswers,
    log: FastifyBaseLogger,
  ) {
    this.#shared = shared;
    this.#schemaAnswers = schemaAnswers;
    this.#executor = executor;
    this.#metrics = metrics;
    this.#log = log;
    this.#format = formatError(log);
  }

  /** Returns the body of the answer, and sets its headers. */
  async answer(request: FastifyRequest, reply: FastifyReply, asked: AskedQuery): Promise<string | Buffer> {
    const begun = performance.now();
    const { operation, viewer, cost } = asked;
    const known = operation.schemaAnswerKey && this.#schemaAnswers.get(operation.schemaAnswerKey);
    if (known) {
      this.#observe(request, operation, viewer, performance.now() - begun, undefined);
      return this.#compose(request, reply.header('x-cache', 'hit'), known, cost);
    }
    const written = await this.#write(asked);
    if (written instanceof Buffer) {
      this.#observe(request, operation, viewer, performance.now() - begun, undefined);
      return this.#composeKept(request, reply.header('x-cache', 'hit'), written, cost);
    }
    const { members, shown } =
      written === undefined ? await this.#execute(reply, asked) : { members: `"data":${written}` };
    this.#observe(request, operation, viewer, performance.now() - begun, shown);
    if (operation.schemaAnswerKey && !shown) this.#schemaAnswers.set(operation.schemaAnswerKey, members);
    return this.#compose(request, reply, members, cost);
  }

  /** Returns the answer for members that are already JSON text, with its cost. */
  #compose(request: FastifyRequest, reply: FastifyReply, members: string, cost: CostReport): string {
    reply.type(graphqlMediaType(request));
    return `{${members}${endOf(cost)}`;
  }

  #composeKept(request: FastifyRequest, reply: FastifyReply, data: Buffer, cost: CostReport): Buffer {
    reply.type(graphqlMediaType(request));
    return Buffer.concat([beginning, data, Buffer.from(endOf(cost))]);
  }

  /**
   * Returns `data` as PostgreSQL wrote it, without parsing it (bytes if it was cached); undefined if resolvers are
   * needed.
   */
  async #write(asked: AskedQuery): Promise<string | Buffer | undefined> {
    const { operation, viewer, language, isShared, snapshot, open } = asked;
    const plan = this.#executor.planOf(operation, viewer);
    if (!plan) return undefined;
    const { variables } = operation;
    if (isShared && !plan.dependsOnAccount && isShort(variables)) {
      const shared = await this.#shared.read(plan, variables, viewer, language, snapshot);
      if (!plan.dependsOnAccount) return shared;
    }
    const context = open();
    const own = await plan.write(variables, context);
    // Resolvers read in a snapshot of their own.
    await context.db.end();
    return own;
  }

  async #execute(reply: FastifyReply, { operation, open }: AskedQuery) {
    const context = open();
    const { data, errors = [] } = await readAgain(context, () => this.#executor.execute(operation, context));
    await context.db.end();
    const shown = errors.length > 0 ? await this.#refuse(reply, errors, context) : undefined;
    const text = JSON.stringify({ ...(shown && { errors: shown }), data });
    return { members: text.slice(1, -1), shown };
  }

  #observe(
    { headers }: FastifyRequest,
    { operation, document }: AdmittedOperation,
    viewer: Viewer,
    milliseconds: number,
    errors: GraphQLFormattedError[] | undefined,
  ): void {
    const named = { operation: operation.name?.value, kind: 'query', role: viewer.role, client: clientNameOf(headers) };
    this.#metrics.observe({ ...named, document, transport: 'http' }, milliseconds / 1_000, errors);
  }

  async #refuse(reply: FastifyReply, errors: readonly GraphQLError[], context: Context) {
    noteRequestId(errors, context.requestId);
    // The answer is still correct without the record, but operators must know that the refusal is missing in the event
    // log.
    await recordRefusals(context, errors).catch((error: unknown) =>
      this.#log.error({ err: error, account: context.viewer.accountId }, 'A refusal could not be recorded'),
    );
    for (const { extensions } of errors) {
      const { status } = (extensions['http'] ?? {}) as { status?: number };
      if (status !== undefined) reply.code(status);
    }
    const shown = errors.map((error) => localizeError(context.language, this.#shown(error)));
    const busy = shown.find(({ extensions }) => extensions?.['code'] === 'UNAVAILABLE');
    if (busy) reply.code(503).header('retry-after', String(busy.extensions?.['retryAfter']));
    return shown;
  }

  #shown(error: GraphQLError): GraphQLFormattedError {
    const { code = 'INTERNAL_SERVER_ERROR' } = error.extensions;
    return this.#format({ ...error.toJSON(), extensions: { ...error.extensions, code } }, error);
  }
}
