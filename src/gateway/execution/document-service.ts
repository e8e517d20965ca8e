import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  validate,
} from 'graphql';
import type { Client } from '../../http/limits/client-key.js';
import type { Documents, SentDocument } from '../../access/shared-services.js';
import type { Viewer } from '../../access/viewer.js';
import type { ContextFactory } from '../../http/request-context.js';
import type { Language } from '../../kernel/errors/refusal.js';
import { documentRules } from '../admission/documents/document-rules.js';
import type { OperationAdmission } from '../admission/operation-admission.js';
import { OperationRefused } from '../admission/operation-refused.js';
import { variableValues } from '../admission/variable-values.js';
import { checkComplexity } from '../limits.js';
import type { QueryExecutor } from './query-executor.js';

/** Executes documents for modules, with the same admission and executor as documents of clients. */
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
    return (await this.#admission.admit(client, sent).catch(throwFirst)).document;
  }

  check(document: DocumentNode, variables: Record<string, unknown>): void {
    const [fault] = validate(this.schema, document, documentRules);
    if (fault) throw new GraphQLError(fault.message, { extensions: { code: 'BAD_USER_INPUT' } });
    const operation = getOperationAST(document) as OperationDefinitionNode;
    try {
      const values = variableValues(this.schema, operation, variables);
      checkComplexity(this.schema, { document, operation, values });
    } catch (error) {
      throwFirst(error);
    }
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

/** Throws the fault itself, so that modules need not know OperationRefused. */
function throwFirst(error: unknown): never {
  throw error instanceof OperationRefused ? (error.errors[0] ?? error) : error;
}
