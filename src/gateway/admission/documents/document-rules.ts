import {
  type ASTNode,
  type ASTVisitor,
  GraphQLError,
  Kind,
  specifiedRules,
  type ValidationContext,
  ValuesOfCorrectTypeRule,
} from 'graphql';

type Step = ASTNode | readonly ASTNode[];
type Visit = (node: ASTNode, key: unknown, parent: Step, path: unknown, ancestors: readonly Step[]) => unknown;

/**
 * GraphQL's rule ValuesOfCorrectType, with messages that name the place of the wrong value, as messages about variables
 * do.
 */
function placedValues(context: ValidationContext): ASTVisitor {
  let place = '';
  const reportError = (error: GraphQLError) =>
    context.reportError(
      new GraphQLError(`At "${place}": ${error.message}`, {
        nodes: error.nodes ?? null,
        originalError: error.originalError ?? error,
        extensions: error.extensions,
      }),
    );
  const visitor = ValuesOfCorrectTypeRule(Object.create(context, { reportError: { value: reportError } }));
  const placed = (visit: Visit): Visit =>
    function visitPlaced(node, key, parent, path, ancestors) {
      place = placeOf([...ancestors, parent, node]);
      return visit(node, key, parent, path, ancestors);
    };
  return Object.fromEntries(Object.entries(visitor).map(([kind, visit]) => [kind, placed(visit as Visit)]));
}

/** Returns the path of a value: the field or variable, then argument, input fields and positions in lists. */
function placeOf(way: readonly Step[]): string {
  let place = '';
  way.forEach((step, depth) => {
    const next = way[depth + 1];
    if (isList(step)) {
      if (isListValue(way[depth - 1])) place += `[${step.indexOf(next as ASTNode)}]`;
    } else if (step.kind === Kind.FIELD || step.kind === Kind.DIRECTIVE) place = step.name.value;
    else if (step.kind === Kind.VARIABLE_DEFINITION) place = `$${step.variable.name.value}`;
    else if (step.kind === Kind.ARGUMENT || step.kind === Kind.OBJECT_FIELD) place += `.${step.name.value}`;
  });
  return place;
}

const isList = (step: Step): step is readonly ASTNode[] => Array.isArray(step);

const isListValue = (step: Step | undefined): boolean => step !== undefined && !isList(step) && step.kind === Kind.LIST;

/** The validation rules for documents. */
export const documentRules = specifiedRules.map((rule) => (rule === ValuesOfCorrectTypeRule ? placedValues : rule));
