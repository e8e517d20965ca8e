import { type DocumentNode, type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { checkComplexity } from '../limits.js';
import { isShort } from './short-variables.js';
import { variableValues } from './variable-values.js';

/** For each document the costs of so many different variables are kept, where these are short. */
const mostCosts = 200;

/** What reading costs with variables of the same shape is found out once. */
export class OperationCosts {
  readonly #schema: GraphQLSchema;
  readonly #costs = new WeakMap<DocumentNode, LRUCache<string, number>>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** Whether the variables fit their types is checked each time. Throws OperationRefused, COMPLEXITY_EXCEEDED. */
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

/** Longer texts, and those of several words, may be bounded by more than their length. */
const longestWord = 64;

/** Variables as far as bounds and costs can distinguish them: of one word, its length. */
function shapeOf(variables: Record<string, unknown>): string {
  return JSON.stringify(variables, (_, value: unknown) =>
    typeof value === 'string' && value.length <= longestWord && !/\s/.test(value) ? String([...value].length) : value,
  );
}
