import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';
import type { Context } from '../../../access/context.js';
import type { Replicas } from '../../../database/replicas/replicas.js';
import { formatError, noteRequestId } from '../../../http/errors/errors.js';
import type { CostReport } from '../../../http/limits/cost-report.js';
import { recordRefusals } from '../../../http/errors/record-refusals.js';
import { localizeError } from '../../../http/errors/localize-error.js';
import type { AdmittedOperation } from '../../admission/operation-admission.js';
import type { GraphqlParts } from '../graphql-parts.js';
import { positionHeader } from './database-position.js';

/** Cost of the operation of each request, by its snapshot, because Apollo passes on a copy of the context. */
type Costs = WeakMap<Context['db'], CostReport>;

/** Executes mutations with Apollo, and every other operation that `execution/` does not answer. */
export class ApolloExecution {
  readonly #apollo: ApolloServer<Context>;
  readonly #costs: Costs;

  private constructor(apollo: ApolloServer<Context>, costs: Costs) {
    this.#apollo = apollo;
    this.#costs = costs;
  }

  static async start(log: FastifyBaseLogger, parts: GraphqlParts): Promise<ApolloExecution> {
    const { schema, metrics, admission, replicas } = parts;
    const costs: Costs = new WeakMap();
    const apollo = new ApolloServer<Context>({
      schema,
      introspection: true,
      includeStacktraceInErrorResponses: false,
      // Access depends on bearer tokens only, never on cookies, so a forged cross-site request has no access.
      csrfPrevention: false,
      // Admission has parsed, validated and cached every document before Apollo executes it.
      persistedQueries: false,
      documentStore: {
        get: async (key) => admission.documents.admitted(key.slice(key.lastIndexOf(':') + 1)),
        set: async () => undefined,
        delete: async () => false,
      },
      formatError: formatError(log),
      plugins: [metrics.plugin(), requestEnd(log, replicas, costs), ApolloServerPluginCacheControlDisabled()],
      stopOnTerminationSignals: false,
    });
    await apollo.start();
    return new ApolloExecution(apollo, costs);
  }

  async execute(
    request: FastifyRequest,
    reply: FastifyReply,
    { query, operationName, variables }: AdmittedOperation,
    { context, cost }: { context: Context; cost: CostReport },
  ): Promise<string> {
    this.#costs.set(context.db, cost);
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers))
      if (value !== undefined) headers.set(name, String(value));
    const answer = await this.#apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: 'POST',
        headers,
        search: '',
        body: { query, variables, ...(operationName && { operationName }) },
      },
      context: async () => context,
    });
    for (const [name, value] of answer.headers) reply.header(name, value);
    reply.code(answer.status ?? 200);
    if (answer.body.kind === 'complete') return answer.body.string;
    throw new Error('Apollo answered in parts, which the schema does not offer');
  }

  stop(): Promise<void> {
    return this.#apollo.stop();
  }
}

/** Ends the database snapshot before the answer is sent, and records refusals after that. */
const requestEnd = (
  log: FastifyBaseLogger,
  replicas: Replicas | undefined,
  costs: Costs,
): ApolloServerPlugin<Context> => ({
  requestDidStart: async ({ contextValue }) => {
    const refused: GraphQLError[] = [];
    return {
      didEncounterErrors: async ({ errors }) => {
        noteRequestId(errors, contextValue.requestId);
        refused.push(...errors);
      },
      willSendResponse: async ({ response: { http, body } }) => {
        if (body.kind === 'single') {
          const { singleResult } = body;
          const errors = singleResult.errors?.map((error) => localizeError(contextValue.language, error));
          Object.assign(singleResult, { extensions: { cost: costs.get(contextValue.db) }, ...(errors && { errors }) });
        }
        await contextValue.db.end();
        // The answer is still correct without the record, but operators must know that the refusal is missing in the
        // event log.
        await recordRefusals(contextValue, refused).catch((error: unknown) =>
          log.error({ err: error, account: contextValue.viewer.accountId }, 'A refusal could not be recorded'),
        );
        const position = await replicas?.position();
        if (position !== undefined) http.headers.set(positionHeader, String(position));
        const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
        const busy = errors.find(({ extensions }) => extensions?.['code'] === 'UNAVAILABLE');
        if (!busy) return;
        http.status = 503;
        http.headers.set('retry-after', String(busy.extensions?.['retryAfter']));
      },
    };
  },
});
