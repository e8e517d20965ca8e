import {
  type DocumentNode,
  getOperationAST,
  getVariableValues,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import type { Context } from '../../../access/context.js';
import { askedForAccount } from '../../../access/shared-viewer.js';
import { ifPlanned, NotPlanned } from '../../../kernel/lists/planned-page.js';
import { jsonObject } from '../json-text.js';
import { ListPlan } from './plan-list.js';
import { NodePlan } from './plan-node.js';
import { LookupPlan } from './plan-lookup.js';
import type { RootPlan } from './plan-root.js';
import type { Fragments } from './plan-selection.js';

let plans = 0;

/**
 * The plan of a document that only selects lists and single objects. PostgreSQL answers each of them in one statement
 * with all relations of its rows, and writes JSON that is sent unchanged.
 */
export class DocumentPlan {
  /** Identifies this plan. */
  readonly number = (plans += 1);
  readonly #schema: GraphQLSchema;
  readonly #operation: OperationDefinitionNode;
  readonly #parts: RootPlan[];
  #isUseless = false;
  #dependsOnAccount = false;

  /** Returns the plan; undefined for a document that needs resolvers. */
  static of(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined) {
    return ifPlanned(() => new DocumentPlan(schema, document, operationName));
  }

  private constructor(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined) {
    this.#schema = schema;
    this.#operation = getOperationAST(document, operationName) as OperationDefinitionNode;
    const fragments = fragmentsOf(document);
    this.#parts = this.#operation.selectionSet.selections.map((selection) => this.#partOf(selection, fragments));
    // Loaders read all ids of a request together, regardless of the selection of each.
    if (this.#parts.length > 1 && this.#parts.some((part) => part instanceof NodePlan))
      throw new NotPlanned('Objects by their ids beside something else');
  }

  #partOf(selection: SelectionNode, fragments: Fragments): RootPlan {
    if (selection.kind !== Kind.FIELD || selection.directives?.length) throw new NotPlanned('Not a plain field');
    const field = this.#schema.getQueryType()?.getFields()[selection.name.value];
    if (!field) throw new NotPlanned('Not a field of its own');
    if (NodePlan.fits(field)) return new NodePlan(this.#schema, field, selection, fragments);
    return new (LookupPlan.fits(field) ? LookupPlan : ListPlan)(field, selection, fragments);
  }

  /** Whether PostgreSQL refused a statement of this plan, or a field needs more than columns. */
  get isUseless(): boolean {
    return this.#isUseless;
  }

  /** Whether its answer was found to depend on the account. */
  get dependsOnAccount(): boolean {
    return this.#dependsOnAccount;
  }

  /** Whether it looks up one object by key. */
  get isByKey(): boolean {
    return this.#parts.length === 1 && this.#parts[0] instanceof LookupPlan;
  }

  /**
   * Returns the JSON of `data`; undefined if resolvers are needed after all, to report a client's fault or a fault of
   * the database. `isOnly` means that nothing else is read in the snapshot.
   */
  async write(variables: Record<string, unknown>, context: Context, isOnly = true): Promise<string | undefined> {
    try {
      return await this.#answer(variables, context, isOnly);
    } catch (error) {
      if (error instanceof TypeError || error instanceof SyntaxError) throw error;
      this.#isUseless ||= isNeverPlanned(error);
      this.#dependsOnAccount ||= askedForAccount(error);
      return undefined;
    }
  }

  async #answer(variables: Record<string, unknown>, context: Context, isOnly: boolean): Promise<string | undefined> {
    const { coerced } = getVariableValues(this.#schema, this.#operation.variableDefinitions ?? [], variables);
    if (!coerced) return undefined;
    const [only] = this.#parts;
    // The end of the snapshot is sent together with the only statement.
    const endWithIt = isOnly && this.#parts.length === 1 && only?.isOneStatement;
    const beforeReading = endWithIt ? () => context.db.endAfterNext() : undefined;
    return jsonObject(await Promise.all(this.#parts.map((part) => part.answer(coerced, context, beforeReading))));
  }
}

export function fragmentsOf({ definitions }: DocumentNode): Fragments {
  return Object.fromEntries(
    definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
}

/** Whether PostgreSQL refused the statement itself (class 42), so that no other values can succeed. */
export function isNeverPlanned(error: unknown): boolean {
  return error instanceof NotPlanned || String((error as { code?: unknown }).code).startsWith('42');
}
