import { type ExecutionArgs, type ExecutionResult, getOperationAST, OperationTypeNode } from 'graphql';
import type { Context } from '../../../access/context.js';
import { noteRequestId } from '../../../http/errors/errors.js';
import { recordRefusals } from '../../../http/errors/record-refusals.js';
import type { ObservedOperation, Transport } from '../../../http/observed-operation.js';
import type { ContextFactory } from '../../../http/request-context.js';
import type { Executed, QueryExecutor } from '../../execution/query-executor.js';
import { readAgain } from '../../execution/read-again.js';
import type { Metrics } from '../../metrics/metrics.js';
import type { GraphqlParts } from '../graphql-parts.js';
import { tracedOperation } from '../trace-operation.js';
import { withCode } from './live-errors.js';

interface Asker {
  role: string;
  client: string | undefined;
}

/** Client label of an answer that is shared by subscribers of several clients. */
const sharedClient = 'shared';

/** Executes operations, or answers the events of subscriptions, with tracing and metrics. */
export class LiveExecution {
  readonly #contexts: ContextFactory;
  readonly #executor: QueryExecutor;
  readonly #metrics: Metrics;
  readonly #transport: Transport;
  /** The name that each client gave. */
  readonly #clients = new WeakMap<object, string>();

  constructor({ contexts, executor, metrics }: GraphqlParts, transport: Transport) {
    this.#contexts = contexts;
    this.#executor = executor;
    this.#metrics = metrics;
    this.#transport = transport;
  }

  nameClient(context: Context, client: string): void {
    this.#clients.set(context, client);
  }

  /** Executes a query or mutation in a snapshot of its own, which is taken now. */
  async execute(args: ExecutionArgs): Promise<ExecutionResult> {
    const begun = performance.now();
    const context = this.contextOf(args);
    try {
      const result = await this.#inTrace(args, context, () =>
        this.#executor.execute(operationOf(args), context, args.rootValue),
      );
      const client = args.rootValue === undefined ? this.#clients.get(args.contextValue as Context) : sharedClient;
      this.#observe(args, { role: context.viewer.role, client }, performance.now() - begun, result);
      noteRequestId(result.errors ?? [], context.requestId);
      await context.db.end();
      await recordRefusals(context, result.errors ?? []);
      return result;
    } finally {
      await context.db.finish();
    }
  }

  /** Answers an event with resolvers; the caller ends the context. */
  executeEvent(args: ExecutionArgs, event: object, context: Context): Promise<ExecutionResult> {
    return this.#observeEvent(args, context, () => this.#executor.execute(operationOf(args), context, event));
  }

  /** Answers an event in a batch; PostgreSQL writes the answer if it can. */
  answerEvent(args: ExecutionArgs, event: object, context: Context): Promise<ExecutionResult> {
    return this.#observeEvent(args, context, () => this.#executor.answerEvent(operationOf(args), context, event));
  }

  contextOf({ contextValue, document, operationName }: ExecutionArgs): Context {
    const { viewer, language, address } = contextValue as Context;
    const writes = getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION;
    return this.#contexts.forOperation(viewer, language, { ip: address }, writes ? undefined : {});
  }

  /** Returns the labels of an operation for metrics, with the client. */
  observedOf(args: ExecutionArgs): ObservedOperation {
    const context = args.contextValue as Context;
    return this.#observed(args, { role: context.viewer.role, client: this.#clients.get(context) });
  }

  #inTrace(
    { document, operationName }: ExecutionArgs,
    context: Context,
    execute: () => Promise<ExecutionResult>,
  ): Promise<ExecutionResult> {
    return tracedOperation(getOperationAST(document, operationName), () => readAgain(context, execute));
  }

  async #observeEvent(
    args: ExecutionArgs,
    context: Context,
    execute: () => Promise<ExecutionResult>,
  ): Promise<ExecutionResult> {
    const begun = performance.now();
    const result = await this.#inTrace(args, context, execute);
    const asker = { role: context.viewer.role, client: sharedClient };
    // An answer with errors is answered again, finally for one account alone: that attempt is counted.
    if (!result.errors) this.#observe(args, asker, performance.now() - begun, result);
    return result;
  }

  #observe(args: ExecutionArgs, asker: Asker, milliseconds: number, { errors }: ExecutionResult): void {
    this.#metrics.observe(this.#observed(args, asker), milliseconds / 1_000, errors?.map(withCode));
  }

  #observed({ document, operationName }: ExecutionArgs, asker: Asker): ObservedOperation {
    const operation = getOperationAST(document, operationName);
    const [name, kind] = [operation?.name?.value, operation?.operation ?? 'none'];
    // The fields of the subscribing client were counted when it subscribed.
    const read = asker.client === sharedClient ? undefined : document;
    return { operation: name, kind, ...asker, transport: this.#transport, document: read };
  }
}

function operationOf({ document, operationName, variableValues }: ExecutionArgs): Executed {
  return { document, operationName: operationName ?? undefined, variables: variableValues ?? {} };
}
