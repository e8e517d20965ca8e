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
// Its ES module imports graphql's .mjs files: a second copy of graphql beside the one that Node gives everybody else.
import { type ComplexityEstimator, createComplexityRule } from 'graphql-query-complexity/cjs';
import { type Bounded, checkBounds } from '../kernel/bounds.js';

/** What one request may ask for, in fields: a page counts its fields as often as it has rows. */
export const largestComplexity = 20_000;

/** Beside its fields, an operation costs its way to the database; a mutation a transaction, one after the other. */
const operationCost: Record<string, number> = { Query: 20, Mutation: 500, Subscription: 20 };

/** Counting rows reads all of them. */
const costOfCount = 100;

/** Reading a value of the variables, checking it and asking the database for it: a part of what a field costs. */
const costOfValue = 0.5;

/** How long the lists are in which the schema describes itself, about, and how often a type has a type within it. */
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
/** One type alone may be `Query`, with its hundred operations. */
const factorOfOneType = 12;
/** Introspection is answered from memory: its fields cost a fraction of one that is fetched. */
const schemaDiscount = 10;
/** How much dearer an answer about the schema is: this process alone computes it, while it serves nobody else. */
const schemaFactor = 10;
/** What one operation may ask of the schema, in the same unit: the whole of it once. Nothing else is done meanwhile. */
const largestSchemaCost = 10_000;

/** Counts a field, and checks the bounds of its arguments on the way: both happen before anything is executed. */
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
  (extensions['cost'] as number | undefined) ?? (oncePerPage.has(name) ? costOfCount : 1);

/** The selections of the fragments of a document, by name. */
type Fragments = Record<string, readonly SelectionNode[]>;

interface Measuring {
  fragments: Fragments;
  /** What the operation asks of the schema. */
  schemaCost: number;
}

/** What is read once for a page, however many rows it has. */
const oncePerPage = new Set(['totalCount', 'sumsByStatus']);

/** A page is counted and summed once, however many rows it has: its list pays for that, since what is in it is paid for each row. */
function countCost(list: GraphQLField<unknown, unknown>, node: FieldNode, fragments: Fragments): number {
  const type = getNamedType(list.type);
  if (!isObjectType(type) || !isConnection(type.name)) return 0;
  const fields = [...oncePerPage].flatMap((name) => type.getFields()[name] ?? []);
  const selections = node.selectionSet?.selections ?? [];
  return fields.reduce((sum, field) => sum + costOf(field) * countsIn(field.name, selections, fragments), 0);
}

/** Those that a directive leaves out are counted too. */
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
  /** Those of its variables, each of its type. */
  values: Record<string, unknown>;
}

/** What an operation costs; what it asks of the schema counts more, since it stops everything else while it is answered. */
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

/** How many values a client sends as variables: each element of a list, each field of an input. */
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

/** Values have their types already: the library would find that out once more for all of them. */
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
