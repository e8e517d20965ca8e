import type { FastifyBaseLogger } from 'fastify';
import {
  createSourceEventStream,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  print,
  validate,
} from 'graphql';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { formatError, nameRequest } from '../http/errors.js';
import { checkComplexity, readDocument } from './limits.js';
import { recordRefusals } from '../http/record-refusals.js';
import type { ContextFactory } from '../http/request-context.js';

/** Milliseconds for which the answer to an event serves the others that wait for it. */
const answerHolds = 1_000;

/** What a client sends, over whatever it sends it. */
export interface OperationRequest {
  query: string;
  variables?: Record<string, unknown> | null;
  operationName?: string | null;
}

/**
 * How operations run that live longer than a request: over a socket, or as server-sent events. Apollo runs the others.
 */
export class LiveOperations {
  readonly #schema: GraphQLSchema;
  readonly #contexts: ContextFactory;
  readonly #format: ReturnType<typeof formatError>;
  readonly #answers = new WeakMap<object, Map<string, Promise<ExecutionResult>>>();

  constructor(schema: GraphQLSchema, contexts: ContextFactory, log: FastifyBaseLogger) {
    this.#schema = schema;
    this.#contexts = contexts;
    this.#format = formatError(log);
  }

  /** What is wrong with an operation before anything of it runs. */
  check({ query, variables, operationName }: OperationRequest): GraphQLError[] | undefined {
    try {
      const document = readDocument(query);
      const faults = validate(this.#schema, document);
      if (faults.length > 0) return [...faults];
      checkComplexity(this.#schema, document, variables ?? {}, operationName ?? undefined);
      return undefined;
    } catch (error) {
      if (error instanceof GraphQLError) return [error];
      throw error;
    }
  }

  /** Each operation, and each event of a subscription, sees the database as it is then, with its own snapshot. */
  async execute(args: ExecutionArgs): Promise<ExecutionResult> {
    const { viewer, language, address } = args.contextValue as Context;
    const context = this.#contexts.create(viewer, language, { ip: address });
    try {
      const result = await execute({ ...args, contextValue: context });
      nameRequest(result.errors ?? [], context.requestId);
      await context.db.end();
      await recordRefusals(context, result.errors ?? []);
      return result;
    } finally {
      await context.db.end();
    }
  }

  async subscribe(args: ExecutionArgs): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
    const source = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in source)) return source;
    const events = source[Symbol.asyncIterator]();
    const results: AsyncIterableIterator<ExecutionResult> = {
      next: async () => {
        const event = await events.next();
        if (event.done) return { done: true, value: undefined };
        return { done: false, value: await this.#answer({ ...args, rootValue: event.value }) };
      },
      return: async () => {
        await events.return?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]: () => results,
    };
    return results;
  }

  /** What one event says to everybody who asked the same without a token is found out once for all of them. */
  #answer(args: ExecutionArgs): Promise<ExecutionResult> {
    const { viewer, language } = args.contextValue as Context;
    if (viewer.role !== Role.PUBLIC) return this.execute(args);
    const event = args.rootValue as object;
    const { document, variableValues, operationName } = args;
    const asked = JSON.stringify([language, print(document), variableValues, operationName]);
    const answers = this.#answers.get(event) ?? new Map<string, Promise<ExecutionResult>>();
    this.#answers.set(event, answers);
    const known = answers.get(asked);
    if (known) return known;
    const answer = this.execute(args);
    answers.set(asked, answer);
    // Whoever hears of it later is told how things are then.
    setTimeout(() => answers.delete(asked), answerHolds).unref();
    return answer;
  }

  /** An error as its client may see it. */
  shown(error: GraphQLError): GraphQLFormattedError {
    // What graphql-js itself refuses before it runs anything is the client's fault.
    const ofClient = !error.originalError && !error.path && !error.extensions['code'];
    const formatted = ofClient ? { ...error.toJSON(), extensions: { code: 'BAD_USER_INPUT' } } : error.toJSON();
    return this.#format(formatted, error);
  }
}
