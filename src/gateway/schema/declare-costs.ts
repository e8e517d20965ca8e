import { type ConstDirectiveNode, type GraphQLSchema, isObjectType, Kind } from 'graphql';
import type { Costs } from '../../kernel/costs.js';

/**
 * Gives each field the cost that its module declares. The cost is printed in the schema and counted before execution.
 */
export function declareCosts(schema: GraphQLSchema, costs: Costs): void {
  for (const [coordinate, cost] of Object.entries(costs)) {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    if (!field) throw new Error(`No field: ${coordinate}`);
    const directives = (field.extensions['directives'] ?? []) as ConstDirectiveNode[];
    field.extensions = { ...field.extensions, cost, directives: [...directives, weight(cost)] };
  }
}

function weight(cost: number): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'cost' },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'weight' },
        value: { kind: Kind.INT, value: String(cost) },
      },
    ],
  };
}
