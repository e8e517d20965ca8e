import type { FastifyBaseLogger } from 'fastify';
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
} from 'graphql';
import type { Context } from '../../../access/context.js';
import { FollowedEvents } from '../../../event/follow/followed-events.js';
import type { LiveFollower } from '../../../event/follow/live-audience.js';
import { formatError } from '../../../http/errors/errors.js';
import { localizeError } from '../../../http/errors/localize-error.js';
import type { Transport } from '../../../http/observed-operation.js';
import type { Language } from '../../../kernel/errors/refusal.js';
import type { OperationRequest } from '../../admission/well-formed-request.js';
import type { GraphqlParts } from '../graphql-parts.js';
import { urgencyOfDocument } from '../urgency.js';
import { AnswerTexts } from './answer-texts.js';
import { type Audience, audienceOf } from './audience.js';
import { EventAnswers } from './event-answers.js';
import { asResult, isOfClient, withCode } from './live-errors.js';
import { LiveExecution } from './live-execution.js';
import { liveResults, sendingEach } from './live-results.js';
import type { TextReceiver } from './text-receiver.js';
import { PendingResults } from './pending-results.js';

type Results = AsyncIterableIterator<ExecutionResult> | ExecutionResult;

/**
 * Admits and runs operations over a socket or as server-sent events, including subscriptions, which last longer than a
 * request.
 */
export class LiveOperations {
  readonly #parts: GraphqlParts;
  readonly #format: ReturnType<typeof formatError>;
  readonly #execution: LiveExecution;
  readonly #answers: EventAnswers;
  readonly #texts = new AnswerTexts();
  readonly #costs = new WeakMap<ExecutionArgs, number>();

  constructor(parts: GraphqlParts, log: FastifyBaseLogger, transport: Transport) {
    this.#parts = parts;
    this.#format = formatError(log);
    this.#execution = new LiveExecution(parts, transport);
    this.#answers = new EventAnswers(this.#execution, parts.contexts);
  }

  /** Waits for the client's turn, then parses, checks and charges an operation. Throws OperationRefused. */
  async admit(context: Context, request: OperationRequest, client?: string): Promise<ExecutionArgs> {
    const { schema, admission, entrance } = this.#parts;
    const leave = await entrance.enterFor(context);
    const { document, operationName, variables, cost } = await admission.admit(context, request).finally(leave);
    const args = { schema, document, operationName, variableValues: variables, contextValue: context };
    this.#costs.set(args, cost);
    if (client !== undefined) this.#execution.nameClient(context, client);
    return args;
  }

  /** Counts errors that end an operation before it began. */
  countRefused(errors: readonly GraphQLError[], operation?: string): void {
    this.#parts.metrics.countErrors(errors.map(withCode), operation);
  }

  /** Waits for the client's turn, then executes a query or a mutation. */
  async run(args: ExecutionArgs): Promise<ExecutionResult> {
    const { admission, gate } = this.#parts;
    const context = args.contextValue as Context;
    return asResult(async () => {
      const urgency = urgencyOfDocument(context.viewer, args.document, args.operationName, admission);
      const leave = await gate.enterFor(context, urgency, this.#costs.get(args));
      return admission.quick.timed(args.document, gate, () => this.#execution.execute(args)).finally(leave);
    });
  }

  async subscribe(args: ExecutionArgs): Promise<Results> {
    const source = await this.#sourceOf(args);
    if (!(Symbol.asyncIterator in source)) return source;
    const audience = audienceOf(args);
    return this.#resultsOf(source, (event) => this.#answers.answer(args, event, audience));
  }

  /**
   * Subscribes for a socket: each result is serialized once for all who get the same and passed to `receiver` as text.
   * Once the subscription has caught up with the log, it is served together with all others of its audience.
   */
  async subscribeInText(args: ExecutionArgs, receiver: TextReceiver): Promise<Results> {
    const source = await this.#sourceOf(args);
    if (!(Symbol.asyncIterator in source)) return source;
    const audience = audienceOf(args);
    const pending = new PendingResults();
    const results = this.#resultsOf(source, (event) => {
      pending.add();
      return this.#answers.answer(args, event, audience);
    });
    if (source instanceof FollowedEvents) source.deliverDirectly(this.#followerOf(args, audience, receiver, pending));
    return sendingEach(results, (result) => receiver.send(this.#textOf(args, result)).finally(() => pending.remove()));
  }

  #followerOf(args: ExecutionArgs, audience: Audience, receiver: TextReceiver, pending: PendingResults): LiveFollower {
    const answers = this.#answers;
    return {
      get audience() {
        return answers.keyOf(args, audience);
      },
      answer: async (event) => {
        const result = await answers.answerAll(args, event, audience);
        return result && !result.errors ? this.#textOf(args, result) : undefined;
      },
      deliver: (texts) => receiver.deliver(texts),
      free: (signal) => pending.none(signal),
    };
  }

  async #sourceOf(args: ExecutionArgs): Promise<AsyncIterable<unknown> | ExecutionResult> {
    const context = args.contextValue as Context;
    const source = await asResult(async () => {
      const leave = await this.#parts.entrance.enterFor(context);
      return createSourceEventStream(args).finally(leave);
    });
    const observed = this.#execution.observedOf(args);
    if (Symbol.asyncIterator in source) {
      this.#parts.metrics.subscribed(observed);
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
    return this.#texts.textOf(result, (error) => this.shown(error, language));
  }

  /** Returns an error as its client may see it. */
  shown(error: GraphQLError, language: Language): GraphQLFormattedError {
    const formatted = isOfClient(error)
      ? { ...error.toJSON(), extensions: { code: 'BAD_USER_INPUT' } }
      : error.toJSON();
    return localizeError(language, this.#format(formatted, error));
  }
}

/** Returns the part of a context that a subscription keeps while it lasts; each event gets a context of its own. */
function keptOf({ viewer, language, address }: Context): Pick<Context, 'viewer' | 'language' | 'address'> {
  return { viewer, language, address };
}
