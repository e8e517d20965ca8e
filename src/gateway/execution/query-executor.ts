import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  valueFromASTUntyped,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Context } from '../../access/context.js';
import type { Viewer } from '../../access/viewer.js';
import { openSchemaOf } from '../schema/schema.js';
import { accessOf, type DocumentAccess, mayReadAll } from './document-access.js';
import { DocumentPlan } from './plan/plan-document.js';
import { EventPlan } from './plan/plan-event.js';
import { WrittenResult } from './written-result.js';

/** An operation that admission let pass. */
export interface Executed {
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
}

type Variables = Executed['variables'];
type Compiled = (event: unknown, context: Context, variables: Variables) => Promise<ExecutionResult>;

interface Known {
  access: DocumentAccess;
  uses: number;
  compiled: Compiled | undefined;
  /** Null for a document whose answer PostgreSQL cannot write. */
  plan: DocumentPlan | null | undefined;
  /** The same of what is sent of an event. */
  eventPlan: EventPlan | null | undefined;
}

/** To compile a document costs some milliseconds, which one that comes once does not give back. */
const usesBeforeCompiling = 3;

/**
 * Executes queries, and what subscriptions send of an event. The access of a document is decided once, from the rules
 * of all its fields. For a reader who may read every one of them PostgreSQL writes the answer, if the document has lists
 * only, or it runs compiled, on resolvers without access checks. For everybody else graphql-js executes it on the guarded
 * schema, which refuses field by field.
 */
export class QueryExecutor {
  readonly #guarded: GraphQLSchema;
  readonly #open: GraphQLSchema;
  /** Admission keeps a document as long as it is in use, and what is known of it goes with it. */
  readonly #known = new WeakMap<DocumentNode, Map<string | undefined, Known>>();
  /** How the events of a snapshot are answered: what its loaders hold is of that plan, or of none. */
  readonly #decided = new WeakMap<Context, EventPlan | null>();

  constructor(schema: GraphQLSchema) {
    this.#guarded = schema;
    this.#open = openSchemaOf(schema);
  }

  async execute(operation: Executed, context: Context, event?: unknown): Promise<ExecutionResult> {
    const { document, operationName, variables } = operation;
    const known = this.#knownOf(operation);
    if (!mayReadAll(known.access, context.viewer)) return this.#run(this.#guarded, operation, context, event);
    known.uses += 1;
    // type-graphql gives the type of an object later, and graphql-jit does not wait for it.
    if (known.uses === usesBeforeCompiling && !known.access.abstract)
      known.compiled = compile(this.#open, document, operationName);
    if (!known.compiled) return this.#run(this.#open, operation, context, event);
    const result = await known.compiled(event, context, variables);
    return result.errors ? { ...result, errors: result.errors.map(asGraphqlError) } : result;
  }

  /**
   * What a subscription sends of an event, with others in the same snapshot. Where PostgreSQL writes it and that fails,
   * it is to be executed again in a snapshot of its own.
   */
  async answerEvent(operation: Executed, context: Context, event: unknown): Promise<ExecutionResult> {
    const plan = this.#decided.get(context) ?? this.#decide(operation, context);
    if (!plan) return this.execute(operation, context, event);
    try {
      return new WrittenResult(await plan.write(event, operation.variables, context));
    } catch (error) {
      const originalError = error instanceof Error ? error : new Error(String(error));
      return { errors: [new GraphQLError(originalError.message, { originalError })] };
    }
  }

  #decide(operation: Executed, context: Context): EventPlan | null {
    if (this.#decided.has(context)) return null;
    const plan = this.#eventPlanOf(operation, context.viewer);
    this.#decided.set(context, plan);
    return plan;
  }

  #eventPlanOf(operation: Executed, viewer: Viewer): EventPlan | null {
    const known = this.#knownOf(operation);
    if (known.eventPlan === null || !mayReadAll(known.access, viewer)) return null;
    known.eventPlan ??= EventPlan.of(this.#open, operation.document, operation.operationName) ?? null;
    if (known.eventPlan?.isUseless) known.eventPlan = null;
    return known.eventPlan;
  }

  /** How PostgreSQL writes the answer: for a document of lists and look-ups whose reader may see every field of it. */
  planOf(operation: Executed, viewer: Viewer): DocumentPlan | undefined {
    const known = this.#knownOf(operation);
    if (known.plan === null || !mayReadAll(known.access, viewer)) return undefined;
    known.plan ??= DocumentPlan.of(this.#open, operation.document, operation.operationName) ?? null;
    if (known.plan?.isUseless) known.plan = null;
    return known.plan ?? undefined;
  }

  async #run(
    schema: GraphQLSchema,
    { document, operationName, variables: variableValues }: Executed,
    contextValue: Context,
    rootValue: unknown,
  ): Promise<ExecutionResult> {
    return execute({ schema, document, operationName, variableValues, contextValue, rootValue });
  }

  #knownOf({ document, operationName }: Executed): Known {
    const operations = this.#known.get(document) ?? new Map<string | undefined, Known>();
    this.#known.set(document, operations);
    const writes = getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION;
    const known = operations.get(operationName) ?? {
      // Whatever writes is checked field by field, as are four eyes.
      access: writes ? nobody : accessOf(this.#guarded, document),
      uses: 0,
      compiled: undefined,
      plan: undefined,
      eventPlan: undefined,
    };
    operations.set(operationName, known);
    return known;
  }
}

const nobody: DocumentAccess = { roles: [], scopes: [], abstract: false };

/** Undefined for what graphql-js executes better: what the schema says of itself. */
function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): Compiled | undefined {
  const text = document.loc?.source.body ?? '';
  if (/\b__(schema|type)\b/.test(text)) return undefined;
  const compiled = compileQuery(schema, document, operationName);
  if (!isCompiledQuery(compiled)) return undefined;
  // graphql-jit refuses an operation without a variable that is required and has a default.
  const defaults = defaultsOf(document, operationName);
  return async (event, context, variables) => compiled.query(event, context, { ...defaults, ...variables });
}

/** The values of variables that a client does not send, as it would send them. */
function defaultsOf(document: DocumentNode, operationName: string | undefined): Variables {
  const { variableDefinitions = [] } = getOperationAST(document, operationName) ?? {};
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
}

/** Errors of compiled documents are not made by GraphQL's own constructor and may lack their extensions. */
function asGraphqlError({ message, path, locations, originalError }: GraphQLError): GraphQLError {
  const error = new GraphQLError(message, { path: path ?? null, originalError: originalError ?? null });
  return locations ? Object.defineProperty(error, 'locations', { value: locations, enumerable: true }) : error;
}
