import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger, FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import type { Viewer } from '../../../access/viewer.js';
import { languageOf } from '../../../http/accept-language.js';
import type { Language } from '../../../kernel/errors/refusal.js';
import { formatError, shownCode } from '../../../http/errors/errors.js';
import type { Client } from '../../../http/limits/client-key.js';
import { costReport, sendRateLimit } from '../../../http/limits/cost-report.js';
import { whenSent } from '../../../http/limits/when-sent.js';
import { localizeError } from '../../../http/errors/localize-error.js';
import { once } from '../../../kernel/once.js';
import type { AdmittedOperation } from '../../admission/operation-admission.js';
import { OperationRefused } from '../../admission/operation-refused.js';
import { QueryAnswers } from '../../execution/answer-query.js';
import type { KeptAnswers } from '../../execution/kept-answers.js';
import { SharedReads } from '../../execution/shared-reads.js';
import { acceptsJson, answerRefused } from '../graphql-answer.js';
import type { GraphqlParts } from '../graphql-parts.js';
import { readOperation, refusedRequest } from '../operation-request.js';
import { tracedOperation } from '../trace-operation.js';
import { urgencyOfRequest } from '../urgency.js';
import { wantedBy } from './database-position.js';
import type { ApolloExecution } from './apollo-execution.js';

/**
 * Milliseconds before a client gets the answer that it is rate limited: clients that retry at once then send fewer
 * requests.
 */
const refusalPause = 200;

/** Handles the HTTP requests of one gateway, from the token to the answer. */
export class GraphqlRequests {
  readonly #parts: GraphqlParts;
  readonly #apollo: ApolloExecution;
  readonly #kept: KeptAnswers;
  readonly #queries: QueryAnswers;
  readonly #shown: ReturnType<typeof formatError>;
  readonly #viewers = new WeakMap<FastifyRequest, Viewer>();

  constructor(log: FastifyBaseLogger, parts: GraphqlParts, apollo: ApolloExecution) {
    const { contexts, metrics, admission, executor, kept } = parts;
    const open = (viewer: Viewer, language: Language) => contexts.createShared(viewer, language);
    const shared = new SharedReads(open, kept);
    this.#kept = kept;
    this.#parts = parts;
    this.#apollo = apollo;
    this.#queries = new QueryAnswers(executor, shared, metrics, admission.schemaAnswers, log);
    this.#shown = formatError(log);
  }

  /** Authenticates a request, before anything else of it is read. */
  async begin(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    this.#viewers.set(request, await this.#parts.contexts.viewerOf(request));
    if (isLarge(request)) await delayRefusal(() => this.#parts.budget.requireSome(this.#clientOf(request)));
    reply.header('cache-control', 'no-store');
  }

  /** Charges the client for a body that cannot be read. */
  async chargeFault(request: FastifyRequest, error: FastifyError): Promise<void> {
    if (!this.#viewers.has(request) || (error.statusCode ?? 500) >= 500) return;
    const client = this.#clientOf(request);
    this.#parts.admission.chargeUnreadable(client);
    await this.#parts.budget.pause(client);
  }

  sendRateLimit(request: FastifyRequest, reply: FastifyReply): void {
    if (this.#viewers.has(request)) sendRateLimit(reply, this.#parts.budget, this.#clientOf(request));
  }

  async answer(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const client = this.#clientOf(request);
    const { admission } = this.#parts;
    const snapshot = this.#kept.askEarly();
    const place = await this.#enter(request, client);
    try {
      const operation = await admission.admit(client, readOperation(admission, request, client));
      requireMethod(request, operation);
      await place.pay(operation.cost);
      return await this.#execute(request, reply, client, operation, snapshot);
    } catch (error) {
      if (!(error instanceof OperationRefused)) throw error;
      if (error.isRateLimited) {
        place.leave();
        await sleep(refusalPause);
      }
      return this.#refuse(request, reply, error);
    } finally {
      whenSent(reply, () => place.leave());
    }
  }

  async #enter(request: FastifyRequest, client: Client): Promise<Place> {
    const { admission, early, gate } = this.#parts;
    const urgency = urgencyOfRequest(client.viewer, request.method === 'GET' ? request.query : request.body, admission);
    const enter = (cost?: number) => gate.enterFor(client, urgency, cost);
    let leave = early.placeOf(request.raw) ?? (await enter());
    return {
      leave: () => leave(),
      async pay(cost) {
        if (!gate.isCostly(cost)) return;
        leave();
        leave = await enter(cost);
      },
    };
  }

  async #execute(
    request: FastifyRequest,
    reply: FastifyReply,
    client: Client,
    operation: AdmittedOperation,
    snapshot: Promise<string | undefined> | undefined,
  ): Promise<unknown> {
    const { contexts, budget, admission, gate } = this.#parts;
    const { viewer } = client;
    const kind = operation.operation.operation;
    const language = languageOf(request.headers['accept-language']);
    const wanted = kind === OperationTypeNode.QUERY ? wantedBy(request) : undefined;
    const cost = costReport(budget, client, operation.cost);
    const open = once(() => contexts.forOperation(viewer, language, request, wanted));
    if (kind === OperationTypeNode.QUERY && acceptsJson(request)) {
      const isShared = wanted?.position === undefined;
      const asked = { operation, viewer, language, cost, isShared, snapshot, open };
      const answer = () => tracedOperation(operation.operation, () => this.#queries.answer(request, reply, asked));
      // The time of a cached answer does not show how long the query takes.
      return admission.quick.timed(operation.document, gate, answer, (sent) => typeof sent === 'string');
    }
    const asked = { context: open(), cost };
    return tracedOperation(operation.operation, () => this.#apollo.execute(request, reply, operation, asked));
  }

  #refuse(request: FastifyRequest, reply: FastifyReply, error: OperationRefused) {
    const language = languageOf(request.headers['accept-language']);
    this.#parts.metrics.countErrors(error.errors.map((fault) => ({ extensions: { code: shownCode(fault) } })));
    return answerRefused(request, reply, error, (fault) => localizeError(language, this.#shown(fault.toJSON(), fault)));
  }

  #clientOf(request: FastifyRequest): Client {
    return { viewer: this.#viewers.get(request) as Viewer, address: request.ip };
  }
}

/** The place of a request among those that are executed at the same time. */
interface Place {
  leave: () => void;
  /** Makes a costly operation wait until nothing else of its client is running. */
  pay: (cost: number) => Promise<void>;
}

async function delayRefusal(check: () => void): Promise<void> {
  try {
    check();
  } catch (error) {
    await sleep(refusalPause);
    throw error;
  }
}

/**
 * Whether a request is too large to be read before the budget is checked. A small one is always read, since it may be
 * answered from memory.
 */
function isLarge({ headers }: FastifyRequest): boolean {
  return Number(headers['content-length'] ?? 0) > 4_096 || headers['transfer-encoding'] !== undefined;
}

function requireMethod({ method }: FastifyRequest, { operation }: AdmittedOperation): void {
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
    throw refusedRequest(
      400,
      'A subscription runs over a WebSocket at /graphql, or as server-sent events at /graphql/stream',
    );
  }
  if (method === 'GET' && operation.operation === OperationTypeNode.MUTATION) {
    throw refusedRequest(405, 'A mutation is sent with POST');
  }
}
