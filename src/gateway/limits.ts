import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  TypeInfo,
  ValidationContext,
} from 'graphql';
// The ES module of this library imports the .mjs files of graphql: a second copy beside the one that all other code
// uses.
import { type ComplexityEstimator, createComplexityRule } from 'graphql-query-complexity/cjs';
import { type Bounded, checkBounds } from '../kernel/bounds.js';

/** Maximum complexity of one request, in fields. The fields of a page count once for each row. */
export const largestComplexity = 20_000;

/**
 * Cost of each root field, beside its fields: a round trip to the database. Mutations run one after another, each in a
 * transaction.
 */
const operationCost: Record<string, number> = { Query: 20, Mutation: 500, Subscription: 20 };

/** Counting rows reads all of them. */
const costOfCount = 100;
const costOfBoundedCount = 30;

/** Cost of reading and checking one value of the variables and of asking the database for it, in fields. */
const costOfValue = 0.5;

/** Approximate length of each list in the introspection schema; for `ofType`, how often a type wraps another one. */
const schemaLists: Record<string, number> = {
  types: 510,
  fields: 5,
  inputFields: 2,
  enumValues: 2,
  args: 1,
  ofType: 0.5,
  interfaces: 0.5,
  possibleTypes: 3,
  directives: 20,
};
/** A single type may be `Query`, which has a hundred operations. */
const factorOfOneType = 12;
/** Introspection is answered from memory: its fields cost a fraction of a field that is fetched from the database. */
const schemaDiscount = 10;
/** Factor for an answer about the schema: this process alone computes it, and serves nobody else meanwhile. */
const schemaFactor = 10;
/** Maximum cost of introspection in one operation, in the same unit: the whole schema once. It blocks the process. */
const largestSchemaCost = 10_000;

/** Returns the cost of a field, and checks the limits of its arguments. Both happen before execution. */
const countFields: ComplexityEstimator = ({ args, childComplexity, type, field, node, context }) => {
  checkBounds(field.args as readonly Bounded[], args);
  if (type.name.startsWith('__')) return 1 + childComplexity * (schemaLists[field.name] ?? 1);
  if (field.name.startsWith('__')) {
    const factor = field.name === '__type' ? factorOfOneType : 1;
    const cost = 1 + Math.ceil((childComplexity * factor) / schemaDiscount);
    (context as Measuring).schemaCost += cost;
    return cost;
  }
  if (isConnection(type.name) && oncePerPage.has(field.name)) return 0;
  const own =
    (operationCost[type.name] ?? 0) + costOf(field) + countCost(field, node, (context as Measuring).fragments);
  return own + childComplexity * rowsOf(String(field.type), args);
};

const isConnection = (type: string): boolean => /Connection!?$/.test(type);
const costOf = ({ extensions, name }: GraphQLField<unknown, unknown>): number =>
  (extensions['cost'] as number | undefined) ?? oncePerPage.get(name) ?? 1;

/** The selections of the fragments of a document, by name. */
type Fragments = Record<string, readonly SelectionNode[]>;

interface Measuring {
  fragments: Fragments;
  /** Cost of the introspection in this operation. */
  schemaCost: number;
}

/** Fields that are computed once for a page, regardless of its rows, with their cost where their module declares no other. */
const oncePerPage = new Map([
  ['totalCount', costOfCount],
  ['boundedCount', costOfBoundedCount],
  ['sumsByStatus', costOfCount],
]);

/**
 * Returns the cost of counts and sums of a page. It is added to the list field, because the cost of fields inside a
 * page is multiplied by its rows.
 */
function countCost(list: GraphQLField<unknown, unknown>, node: FieldNode, fragments: Fragments): number {
  const type = getNamedType(list.type);
  if (!isObjectType(type) || !isConnection(type.name)) return 0;
  const fields = [...oncePerPage.keys()].flatMap((name) => type.getFields()[name] ?? []);
  const selections = node.selectionSet?.selections ?? [];
  return fields.reduce((sum, field) => sum + costOf(field) * countsIn(field.name, selections, fragments), 0);
}

/** Counts selections of a field in all fragments. Fields that a directive skips are counted, too. */
function countsIn(
  field: string,
  selections: readonly SelectionNode[],
  fragments: Fragments,
  within: readonly string[] = [],
): number {
  const counts = selections.map((selection): number => {
    if (selection.kind === Kind.FIELD) return selection.name.value === field ? 1 : 0;
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return countsIn(field, selection.selectionSet.selections, fragments, within);
    const name = selection.name.value;
    return within.includes(name) ? 0 : countsIn(field, fragments[name] ?? [], fragments, [...within, name]);
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

function fragmentsOf({ definitions }: DocumentNode): Fragments {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map(({ name, selectionSet }) => [name.value, selectionSet.selections]));
}

function rowsOf(type: string, args: Record<string, unknown>): number {
  const asked = isConnection(type) ? (args['first'] ?? args['last'] ?? 20) : ((args['ids'] as [])?.length ?? 1);
  return Math.min(Math.max(Number(asked), 1), 100);
}

export interface Measured {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** The variables, coerced to their types. */
  values: Record<string, unknown>;
}

/**
 * Returns the cost of an operation. Introspection has a higher weight, because it blocks the process. Throws
 * COMPLEXITY_EXCEEDED.
 */
export function checkComplexity(schema: GraphQLSchema, measured: Measured): number {
  const context: Measuring = { fragments: fragmentsOf(measured.document), schemaCost: 0 };
  const complexity = measure(schema, measured, context);
  const { schemaCost } = context;
  if (complexity > largestComplexity) {
    throw new GraphQLError(
      `This asks for ${complexity} fields; the most is ${largestComplexity}. Ask for fewer rows (\`first\`) or fewer lists within lists.`,
      tooComplex(complexity, largestComplexity),
    );
  }
  if (schemaCost > largestSchemaCost) {
    throw new GraphQLError(
      `This asks for ${schemaCost} parts of the schema; the most is ${largestSchemaCost}. Ask for it once, or take it from \`GET /schema.graphql\`.`,
      tooComplex(schemaCost, largestSchemaCost),
    );
  }
  return complexity + schemaCost * (schemaFactor - 1) + Math.floor(valuesIn(measured.values) * costOfValue);
}

/** Counts the values that a client sends as variables: each element of a list and each field of an input. */
function valuesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  let count = 0;
  for (const part of Array.isArray(value) ? value : Object.values(value)) {
    count += typeof part === 'string' ? 1 : valuesIn(part);
  }
  return count;
}

const tooComplex = (complexity: number, limit: number) => ({
  extensions: { code: 'COMPLEXITY_EXCEEDED', complexity, limit, http: { status: 400 } },
});

/** Sets the coerced variables directly: otherwise the library would coerce them a second time. */
function measure(schema: GraphQLSchema, { document, operation, values }: Measured, context: Measuring): number {
  const errors: GraphQLError[] = [];
  const validation = new ValidationContext(schema, document, new TypeInfo(schema), (error) => errors.push(error));
  const rule = createComplexityRule({ maximumComplexity: Infinity, estimators: [countFields], context })(validation);
  rule.variableValues = values;
  try {
    const complexity = rule.nodeComplexity(operation, schema.getRootType(operation.operation) ?? undefined);
    if (errors[0]) throw errors[0];
    return complexity;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new GraphQLError(error.message, {
      nodes: error.nodes,
      originalError: error,
      extensions: { code: 'BAD_USER_INPUT', ...error.extensions, http: { status: 400 } },
    });
  }
}
