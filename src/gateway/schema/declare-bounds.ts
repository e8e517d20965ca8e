import { type GraphQLSchema, isInputObjectType, isInterfaceType, isObjectType, Kind } from 'graphql';
import { type Bound, type Bounded, boundOf, type Bounds } from '../../kernel/bounds.js';

type Target = Bounded & { extensions: { directives?: unknown[] } };

/**
 * Gives every argument and input field the limit that its module declares, or the default. The limit is printed in the
 * schema and checked before an operation starts. Throws if a declared limit matches nothing in the schema.
 */
export function declareBounds(schema: GraphQLSchema, bounds: Bounds): void {
  const unused = new Set(Object.keys(bounds));
  for (const [coordinate, target] of places(schema)) {
    unused.delete(coordinate);
    const bound = boundOf(target.type, bounds[coordinate]);
    if (!bound) continue;
    const { directives = [] } = target.extensions;
    target.extensions = { ...target.extensions, bound, directives: [...directives, constraint(bound)] };
  }
  if (unused.size > 0) throw new Error(`No argument or input field: ${[...unused].join(', ')}`);
}

/** Yields every place of the schema where a client sends a value. */
export function* places(schema: GraphQLSchema): Generator<[coordinate: string, target: Target]> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field as Target];
    } else if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        for (const argument of field.args) yield [`${type.name}.${field.name}(${argument.name}:)`, argument as Target];
      }
    }
  }
}

function constraint(bound: Bound) {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'constraint' },
    arguments: Object.entries(bound).map(([name, most]) => ({
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: name },
      value: { kind: Kind.INT, value: String(most) },
    })),
  } as const;
}
