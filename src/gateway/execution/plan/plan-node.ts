import {
  type FieldNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLSchema,
  isListType,
  isObjectType,
} from 'graphql';
import { ifPlanned, NotPlannedNow, PlannedRow, type RowPlan } from '../../../kernel/lists/planned-page.js';
import { jsonList } from '../json-text.js';
import { requireWhole } from './leaf-sql.js';
import { RootPlan, rowWriter } from './plan-root.js';
import { type Fragments, ObjectPlan } from './plan-selection.js';

/** The plan of objects by id: each id contains a type, and each type is written as its fragments select. */
export class NodePlan extends RootPlan {
  readonly isOneStatement: boolean;

  static fits({ type }: GraphQLField<unknown, unknown>): boolean {
    return getNamedType(type).name === 'Node';
  }

  constructor(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>, node: FieldNode, fragments: Fragments) {
    super(field, node, rowsOfTypes(schema, node, fragments));
    // The ids of a list may have several types.
    this.isOneStatement = !isListType(getNullableType(field.type));
  }

  protected write(found: unknown): string {
    if (Array.isArray(found)) return jsonList(found.map((one) => this.write(one)));
    if (found === null) return 'null';
    if (!(found instanceof PlannedRow)) throw new NotPlannedNow('The resolver finds no row');
    requireWhole(found.text);
    return found.text;
  }
}

/** Returns plans that are created when the first object of a type is requested. */
function rowsOfTypes(schema: GraphQLSchema, { selectionSet }: FieldNode, fragments: Fragments): RowPlan {
  const plans = new Map<string, RowPlan | undefined>();
  const planOf = (name: string): RowPlan | undefined => {
    const type = schema.getType(name);
    if (!isObjectType(type)) return undefined;
    return ifPlanned(() => rowWriter(new ObjectPlan(type, selectionSet, fragments)));
  };
  return {
    byId: true,
    rowAsJson: (columns, type = '') => {
      if (!plans.has(type)) plans.set(type, planOf(type));
      return plans.get(type)?.rowAsJson(columns, type);
    },
  };
}
