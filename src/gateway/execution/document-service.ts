import { type DocumentNode, GraphQLError, type GraphQLSchema, validate } from 'graphql';
import type { Client } from '../../http/limits/client-key.js';
import type { Documents, SentDocument } from '../../access/shared-services.js';
import type { Viewer } from '../../access/viewer.js';
import type { ContextFactory } from '../../http/request-context.js';
import type { Language } from '../../kernel/errors/refusal.js';
import { type OperationAdmission, OperationRefused } from '../admission/operation-admission.js';
import { checkComplexity } from '../limits.js';
import type { QueryExecutor } from './query-executor.js';

/** Executes documents for modules, through the same admission and executor as those that clients send. */
export class DocumentService implements Documents {
  readonly schema: GraphQLSchema;
  readonly #contexts: ContextFactory;
  readonly #admission: OperationAdmission;
  readonly #executor: QueryExecutor;

  constructor(
    schema: GraphQLSchema,
    contexts: ContextFactory,
    { admission, executor }: { admission: OperationAdmission; executor: QueryExecutor },
  ) {
    this.schema = schema;
    this.#contexts = contexts;
    this.#admission = admission;
    this.#executor = executor;
  }

  async admit(client: Client, sent: SentDocument): Promise<DocumentNode> {
    try {
      return (await this.#admission.admit(client, sent)).document;
    } catch (error) {
      throw error instanceof OperationRefused ? (error.errors[0] ?? error) : error;
    }
  }

  check(document: DocumentNode, variables: Record<string, unknown>): void {
    const [fault] = validate(this.schema, document);
    if (fault) throw new GraphQLError(fault.message, { extensions: { code: 'BAD_USER_INPUT' } });
    checkComplexity(this.schema, document, variables);
  }

  async execute(document: DocumentNode, variables: Record<string, unknown>, viewer: Viewer, language: Language) {
    const context = this.#contexts.forOperation(viewer, language, {});
    try {
      const result = await this.#executor.execute({ document, operationName: undefined, variables }, context);
      await context.db.end();
      return result;
    } finally {
      await context.db.finish();
    }
  }
}
