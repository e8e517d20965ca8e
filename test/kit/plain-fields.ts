import { getNamedType, type GraphQLObjectType, isLeafType, isObjectType } from 'graphql';
import type { RelationExtension } from '../../src/database/schema/relation.js';
import type { Walker } from '../access/walker.js';

/** Yields each plain field of an object as a selection: `premium`, or `enterprise { region { name } }`. */
export function* plainFields(walker: Walker, type: GraphQLObjectType, depth: number): Generator<string> {
  for (const field of Object.values(type.getFields())) {
    if (!walker.mayRead(type, field) || field.args.length > 0) continue;
    const named = getNamedType(field.type);
    if (isLeafType(named)) yield field.name;
    const { relation } = field.extensions as RelationExtension;
    if (!relation || !isObjectType(named) || depth === 0) continue;
    for (const inner of plainFields(walker, named, depth - 1)) yield `${field.name} { ${inner} }`;
  }
}
