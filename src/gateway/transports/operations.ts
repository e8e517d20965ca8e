import type { FastifyBaseLogger } from 'fastify';
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  OperationTypeNode,
} from 'graphql';
import type { Context } from '../../access/context.js';
import { FollowedEvents } from '../../event/follow/followed-events.js';
import type { LiveFollower } from '../../event/follow/live-audience.js';
import { askedForAccount } from '../../access/shared-viewer.js';
import { Lane } from '../../database/connections/lane.js';
import type { Language } from '../../kernel/errors/refusal.js';
import type { FairGate } from '../../http/limits/gate/fair-gate.js';
import type { OperationAdmission, OperationRequest } from '../admission/operation-admission.js';
import { formatError, nameRequest, shownCode } from '../../http/errors/errors.js';
import { sayErrorIn } from '../../http/errors/say-error.js';
import { readAgain } from '../execution/read-again.js';
import type { Executed } from '../execution/query-executor.js';
import type { GraphqlParts } from './graphql-parts.js';
import type { ObservedOperation, Transport } from '../../http/observed-operation.js';
import type { Metrics } from '../metrics/metrics.js';
import { recordRefusals } from '../../http/errors/record-refusals.js';
import type { ContextFactory } from '../../http/request-context.js';
import { AnswerBatches } from './answer-batches.js';
import { liveResults, sendingEach } from './live-results.js';
import { type Audience, audienceOf, SharedAnswers } from './shared-answers.js';
import { type TextReceiver, UnderWay } from './text-receiver.js';
import { tracedOperation } from './trace-operation.js';
import { urgencyOfDocument } from './urgency.js';

/** Batches of answers that are under way at once, of all followers. */
const mostAnswers = 8;
/** The same of batches that are read in common snapshots, a few of which are open at once. */
const mostTogether = 256;

/**
 * How operations run that live longer than a request: over a socket, or as server-sent events. Apollo runs the others.
 */
export class LiveOperations {
  readonly #schema: GraphQLSchema;
  readonly #contexts: ContextFactory;
  readonly #admission: OperationAdmission;
  readonly #gate: FairGate;
  readonly #entrance: FairGate;
  readonly #format: ReturnType<typeof formatError>;
  readonly #executor: GraphqlParts['executor'];
  readonly #answers = new SharedAnswers();
  readonly #batches = new AnswerBatches();
  readonly #metrics: Metrics;
  readonly #transport: Transport;
  readonly #costs = new WeakMap<ExecutionArgs, number>();
  /** How clients name themselves. */
  readonly #clients = new WeakMap<object, string>();
  /** Documents whose answers were seen to depend on the account. */
  readonly #dependOnAccount = new WeakSet<DocumentNode>();
  /** Thousands may have to receive something of their own at the same moment, while others ask. */
  readonly #atOnce = new Lane({ name: 'answers to followers', size: mostAnswers, rank: 0 });
  readonly #together = new Lane({ name: 'answers that are read together', size: mostTogether, rank: 0 });

  constructor(parts: GraphqlParts, log: FastifyBaseLogger, transport: Transport) {
    const { schema, contexts, admission, gate, entrance, metrics, executor } = parts;
    this.#executor = executor;
    this.#metrics = metrics;
    this.#transport = transport;
    this.#schema = schema;
    this.#contexts = contexts;
    this.#admission = admission;
    this.#gate = gate;
    this.#entrance = entrance;
    this.#format = formatError(log);
  }

  /** Reads, checks and charges an operation when it is its client's turn; throws OperationRefused. */
  async admit(context: Context, request: OperationRequest, client?: string): Promise<ExecutionArgs> {
    const leave = await this.#entrance.enterFor(context);
    const { document, operationName, variables, cost } = await this.#admission.admit(context, request).finally(leave);
    const args = { schema: this.#schema, document, operationName, variableValues: variables, contextValue: context };
    this.#costs.set(args, cost);
    if (client !== undefined) this.#clients.set(context, client);
    return args;
  }

  /** Counts errors that end an operation before it began. */
  countRefused(errors: readonly GraphQLError[], operation?: string): void {
    this.#metrics.countErrors(errors.map(withCode), operation);
  }

  /** Executes a query or a mutation when it is its client's turn. */
  async run(args: ExecutionArgs): Promise<ExecutionResult> {
    const context = args.contextValue as Context;
    return withErrors(async () => {
      const urgency = urgencyOfDocument(context.viewer, args.document, args.operationName, this.#admission);
      const leave = await this.#gate.enterFor(context, urgency, this.#costs.get(args));
      const execute = () => this.execute(args);
      return this.#admission.quick.timed(args.document, this.#gate, execute).finally(leave);
    });
  }

  /** Each operation, and each event of a subscription, sees the database as it is then, with its own snapshot. */
  async execute(args: ExecutionArgs): Promise<ExecutionResult> {
    const begun = performance.now();
    const context = this.#contextOf(args);
    try {
      const result = await this.#inTrace(args, context, () =>
        this.#executor.execute(operationOf(args), context, args.rootValue),
      );
      const client = args.rootValue === undefined ? this.#clients.get(args.contextValue as Context) : sharedClient;
      this.#observe(args, { role: context.viewer.role, client }, performance.now() - begun, result);
      nameRequest(result.errors ?? [], context.requestId);
      await context.db.end();
      await recordRefusals(context, result.errors ?? []);
      return result;
    } finally {
      await context.db.finish();
    }
  }

  #inTrace(
    { document, operationName }: ExecutionArgs,
    context: Context,
    execute: () => Promise<ExecutionResult>,
  ): Promise<ExecutionResult> {
    return tracedOperation(getOperationAST(document, operationName), () => readAgain(context, execute));
  }

  #contextOf({ contextValue, document, operationName }: ExecutionArgs): Context {
    const { viewer, language, address } = contextValue as Context;
    const writes = getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION;
    return this.#contexts.forOperation(viewer, language, { ip: address }, writes ? undefined : {});
  }

  #observe(args: ExecutionArgs, asker: Asker, milliseconds: number, { errors }: ExecutionResult): void {
    this.#metrics.observe(this.#observed(args, asker), milliseconds / 1_000, errors?.map(withCode));
  }

  #observed({ document, operationName }: ExecutionArgs, asker: Asker): ObservedOperation {
    const operation = getOperationAST(document, operationName);
    const [name, kind] = [operation?.name?.value, operation?.operation ?? 'none'];
    // Whose it is was counted when it was subscribed to.
    const read = asker.client === sharedClient ? undefined : document;
    return { operation: name, kind, ...asker, transport: this.#transport, document: read };
  }

  /** The answer to an event for all of an audience; for each account alone where it depends on the account. */
  async #answer(args: ExecutionArgs, event: object, { shared, own }: Audience): Promise<ExecutionResult> {
    if (shared === own) return this.#answerAlone(args, event, own);
    const result = await this.#answerAll(args, event, shared);
    return result ?? this.#answerAlone(args, event, own);
  }

  /** What everybody of a role, subject and scopes receives; undefined where it depends on the account, or not all went well. */
  async #answerAll(args: ExecutionArgs, event: object, shared: string): Promise<ExecutionResult | undefined> {
    if (this.#dependOnAccount.has(args.document)) return undefined;
    const result = await this.#answers.answer(event, shared, () => this.#asAnybody(args, event, shared));
    if (!result.errors) return result;
    if (result.errors.some(dependsOnAccount)) this.#dependOnAccount.add(args.document);
    return undefined;
  }

  /** Together with what is answered for others at the same moment; alone where one of them failed. */
  async #asAnybody(args: ExecutionArgs, event: object, shared: string): Promise<ExecutionResult> {
    const { viewer, language } = args.contextValue as Context;
    const open = () => this.#contexts.createShared(viewer, language, true);
    const result = await this.#batches.answer({ audience: shared, lane: this.#together, open }, (context) =>
      this.#answerEvent(args, event, context),
    );
    if (!result.errors || result.errors.some(dependsOnAccount)) return result;
    const context = this.#contexts.createShared(viewer, language, false);
    return this.#inTurn(() => this.#executeEvent(args, event, context).finally(() => context.db.finish()));
  }

  /** Together with the other events that the same account receives; alone where one of them failed. */
  #answerAlone(args: ExecutionArgs, event: object, own: string): Promise<ExecutionResult> {
    return this.#answers.answer(event, own, async () => {
      const open = () => this.#contextOf(args);
      const result = await this.#batches.answer({ audience: own, lane: this.#atOnce, open }, (context) =>
        this.#answerEvent(args, event, context),
      );
      if (!result.errors) return result;
      return this.#inTurn(() => this.execute({ ...args, rootValue: event }));
    });
  }

  async #inTurn(execute: () => Promise<ExecutionResult>): Promise<ExecutionResult> {
    const leave = await this.#atOnce.enter();
    return execute().finally(leave);
  }

  /** The answer to an event as resolvers give it; the caller ends the context. */
  #executeEvent(args: ExecutionArgs, event: object, context: Context): Promise<ExecutionResult> {
    return this.#observeEvent(args, context, () => this.#executor.execute(operationOf(args), context, event));
  }

  /** The same among others in a batch: written by PostgreSQL where it can. */
  #answerEvent(args: ExecutionArgs, event: object, context: Context): Promise<ExecutionResult> {
    return this.#observeEvent(args, context, () => this.#executor.answerEvent(operationOf(args), context, event));
  }

  async #observeEvent(
    args: ExecutionArgs,
    context: Context,
    execute: () => Promise<ExecutionResult>,
  ): Promise<ExecutionResult> {
    const begun = performance.now();
    const result = await this.#inTrace(args, context, execute);
    const asker = { role: context.viewer.role, client: sharedClient };
    // What failed is answered again, in the end for one account alone: that counts.
    if (!result.errors) this.#observe(args, asker, performance.now() - begun, result);
    return result;
  }

  async subscribe(args: ExecutionArgs): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
    const source = await this.#sourceOf(args);
    if (!(Symbol.asyncIterator in source)) return source;
    const audience = audienceOf(args);
    return this.#resultsOf(source, (event) => this.#answer(args, event, audience));
  }

  /**
   * Subscribes for a socket: each result is written once for all who get the same, and given to `receiver` as text. From when
   * it has all there is on, it is served together with all others of its audience.
   */
  async subscribeInText(
    args: ExecutionArgs,
    receiver: TextReceiver,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
    const source = await this.#sourceOf(args);
    if (!(Symbol.asyncIterator in source)) return source;
    const audience = audienceOf(args);
    const underWay = new UnderWay();
    const results = this.#resultsOf(source, (event) => {
      underWay.add();
      return this.#answer(args, event, audience);
    });
    if (source instanceof FollowedEvents) source.tellDirectly(this.#followerOf(args, audience, receiver, underWay));
    return sendingEach(results, (result) => receiver.send(this.#textOf(args, result)).finally(() => underWay.remove()));
  }

  #followerOf(
    args: ExecutionArgs,
    { shared, own }: Audience,
    receiver: TextReceiver,
    underWay: UnderWay,
  ): LiveFollower {
    const isAlone = () => shared === own || this.#dependOnAccount.has(args.document);
    return {
      get audience() {
        return isAlone() ? own : shared;
      },
      answer: async (event) => {
        const answer = isAlone() ? this.#answerAlone(args, event, own) : this.#answerAll(args, event, shared);
        const result = await answer;
        return result && !result.errors ? this.#textOf(args, result) : undefined;
      },
      deliver: (texts) => receiver.deliver(texts),
      free: (signal) => underWay.none(signal),
    };
  }

  async #sourceOf(args: ExecutionArgs): Promise<AsyncIterable<unknown> | ExecutionResult> {
    const context = args.contextValue as Context;
    const source = await withErrors(async () => {
      const leave = await this.#entrance.enterFor(context);
      return createSourceEventStream(args).finally(leave);
    });
    const observed = this.#observed(args, { role: context.viewer.role, client: this.#clients.get(context) });
    if (Symbol.asyncIterator in source) {
      this.#metrics.subscribed(observed);
      args.contextValue = keptOf(context);
    } else this.countRefused(source.errors ?? [], observed.operation);
    return source;
  }

  #resultsOf(source: AsyncIterable<unknown>, answer: (event: object) => Promise<ExecutionResult>) {
    return liveResults(
      source,
      (event) => answer(event as object),
      (error) => this.shown(error, 'en').extensions?.['code'],
    );
  }

  #textOf({ contextValue }: ExecutionArgs, result: ExecutionResult): string {
    const { language } = contextValue as Context;
    return this.#answers.textOf(result, (given) => this.#withErrorsShown(given, language));
  }

  #withErrorsShown(result: ExecutionResult, language: Language): unknown {
    return { ...result, ...(result.errors && { errors: result.errors.map((error) => this.shown(error, language)) }) };
  }

  /** An error as its client may see it. */
  shown(error: GraphQLError, language: Language): GraphQLFormattedError {
    const formatted = isOfClient(error)
      ? { ...error.toJSON(), extensions: { code: 'BAD_USER_INPUT' } }
      : error.toJSON();
    return sayErrorIn(language, this.#format(formatted, error));
  }
}

/** What is needed of a context to answer an event: subscriptions keep it for as long as they last, each event gets its own. */
function keptOf({ viewer, language, address }: Context): Pick<Context, 'viewer' | 'language' | 'address'> {
  return { viewer, language, address };
}

interface Asker {
  role: string;
  client: string | undefined;
}

/** An event is answered once for all who follow it, whatever they call themselves. */
const sharedClient = 'shared';

/** What graphql-js itself refuses before it runs anything is the client's fault. */
function isOfClient(error: GraphQLError): boolean {
  return !error.originalError && !error.path && !error.extensions['code'];
}

function withCode(error: GraphQLError): { extensions: { code: string } } {
  return { extensions: { code: isOfClient(error) ? 'BAD_USER_INPUT' : shownCode(error) } };
}

function operationOf({ document, operationName, variableValues }: ExecutionArgs): Executed {
  return { document, operationName: operationName ?? undefined, variables: variableValues ?? {} };
}

/** Whatever an operation throws is an error of that operation. */
async function withErrors<Result>(work: () => Promise<Result>): Promise<Result | ExecutionResult> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof GraphQLError) return { errors: [thrown] };
    const originalError = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { errors: [new GraphQLError(originalError.message, { originalError })] };
  }
}

function dependsOnAccount({ originalError }: GraphQLError): boolean {
  return askedForAccount(originalError);
}
