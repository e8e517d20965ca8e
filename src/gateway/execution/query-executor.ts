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

/** An admitted operation. */
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
  /** Null if PostgreSQL cannot write the document's answer. */
  plan: DocumentPlan | null | undefined;
  /** The same for answers to events. */
  eventPlan: EventPlan | null | undefined;
}

/** Compiling takes some milliseconds, which does not pay for a document that is used once. */
const usesBeforeCompiling = 3;

/**
 * Executes queries and answers to events. The access of a document is checked once, from the rules of all its fields.
 * For a viewer who may read all of them, PostgreSQL writes the answer if the document only has lists and look-ups;
 * otherwise it runs compiled, with resolvers without access checks. For all other viewers graphql-js executes it on the
 * guarded schema, which checks each field.
 */
export class QueryExecutor {
  readonly #guarded: GraphQLSchema;
  readonly #open: GraphQLSchema;
  /** Admission keeps a document while it is in use; this entry is dropped together with it. */
  readonly #known = new WeakMap<DocumentNode, Map<string | undefined, Known>>();
  /** The plan of the events in a snapshot, or null: its loaders cache rows of that plan only. */
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
    // type-graphql resolves the type of an object asynchronously, which graphql-jit does not support.
    if (known.uses === usesBeforeCompiling && !known.access.abstract)
      known.compiled = compile(this.#open, document, operationName);
    if (!known.compiled) return this.#run(this.#open, operation, context, event);
    const result = await known.compiled(event, context, variables);
    return result.errors ? { ...result, errors: result.errors.map(asGraphqlError) } : result;
  }

  /**
   * Answers an event, with others in the same snapshot. If PostgreSQL's answer fails, the caller has to execute it
   * again in a snapshot of its own.
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

  /**
   * Returns the plan by which PostgreSQL writes the answer: for a document of lists and look-ups whose viewer may read
   * every field.
   */
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
      // Mutations are checked for each field, and for four eyes.
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

/** Compiles a document; undefined for introspection, which graphql-js executes better. */
function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): Compiled | undefined {
  const text = document.loc?.source.body ?? '';
  if (/\b__(schema|type)\b/.test(text)) return undefined;
  const compiled = compileQuery(schema, document, operationName);
  if (!isCompiledQuery(compiled)) return undefined;
  // graphql-jit refuses an operation if a required variable with a default is missing.
  const defaults = defaultsOf(document, operationName);
  return async (event, context, variables) => compiled.query(event, context, { ...defaults, ...variables });
}

/** Returns the default values of variables, in the form in which a client would send them. */
function defaultsOf(document: DocumentNode, operationName: string | undefined): Variables {
  const { variableDefinitions = [] } = getOperationAST(document, operationName) ?? {};
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
}

/** Errors of compiled documents are not created by GraphQL's constructor and may lack extensions. */
function asGraphqlError({ message, path, locations, originalError }: GraphQLError): GraphQLError {
  const error = new GraphQLError(message, { path: path ?? null, originalError: originalError ?? null });
  return locations ? Object.defineProperty(error, 'locations', { value: locations, enumerable: true }) : error;
}
