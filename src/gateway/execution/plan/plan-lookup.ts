import { type FieldNode, getNamedType, type GraphQLField, isNonNullType, isObjectType } from 'graphql';
import type { LookupExtension } from '../../../database/schema/relation.js';
import { NotPlanned, PlannedRow } from '../../../kernel/lists/planned-page.js';
import { requireWhole } from './leaf-sql.js';
import { RootPlan, rowWriter } from './plan-root.js';
import { type Fragments, ObjectPlan } from './plan-selection.js';

/** The plan of one object of the document, or null. */
export class LookupPlan extends RootPlan {
  readonly isOneStatement = true;

  static fits({ type, extensions }: GraphQLField<unknown, unknown>): boolean {
    return Boolean((extensions as LookupExtension).lookup) && !isNonNullType(type);
  }

  constructor(field: GraphQLField<unknown, unknown>, node: FieldNode, fragments: Fragments) {
    const type = getNamedType(field.type);
    if (!isObjectType(type)) throw new NotPlanned('Not an object');
    super(field, node, rowWriter(new ObjectPlan(type, node.selectionSet, fragments)));
  }

  protected write(found: unknown): string {
    if (found === null) return 'null';
    if (!(found instanceof PlannedRow)) throw new NotPlanned('The resolver finds no row');
    requireWhole(found.text);
    return found.text;
  }
}
