import { type DocumentNode, type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { checkComplexity } from '../limits.js';
import { isShort } from './short-variables.js';
import { variableValues } from './variable-values.js';

/** Number of costs that are cached for each document. */
const mostCosts = 200;

/** Computes the cost of operations. Caches the cost of queries for variables of the same shape, if they are short. */
export class OperationCosts {
  readonly #schema: GraphQLSchema;
  readonly #costs = new WeakMap<DocumentNode, LRUCache<string, number>>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /**
   * Returns the cost of an operation. Checks the types of the variables each time. Throws OperationRefused, or
   * COMPLEXITY_EXCEEDED.
   */
  of(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    operationName: string | undefined,
    variables: Record<string, unknown>,
  ): number {
    const values = variableValues(this.#schema, operation, variables);
    const measure = () => checkComplexity(this.#schema, { document, operation, values });
    if (operation.operation === OperationTypeNode.MUTATION || !isShort(variables)) return measure();
    const key = `${operationName ?? ''} ${shapeOf(variables)}`;
    const known = this.#costs.get(document) ?? new LRUCache<string, number>({ max: mostCosts });
    const cost = known.get(key) ?? measure();
    known.set(key, cost);
    this.#costs.set(document, known);
    return cost;
  }
}

/** Texts that are longer, or have several words, may be checked for more than their length. */
const longestWord = 64;

/** Returns the variables in the form that limits and costs depend on: a single word is replaced by its length. */
function shapeOf(variables: Record<string, unknown>): string {
  return JSON.stringify(variables, (_, value: unknown) =>
    typeof value === 'string' && value.length <= longestWord && !/\s/.test(value) ? String([...value].length) : value,
  );
}
