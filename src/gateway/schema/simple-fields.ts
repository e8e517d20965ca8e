import { type GraphQLSchema, isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { globalId, type GlobalIdExtension } from '../../kernel/values/global-id.js';

/** A field that is a property of its object is read as one, without a resolver of type-graphql around it. */
export function readSimply(): void {
  for (const field of getMetadataStorage().fields) {
    if (field.name === field.schemaName && !field.middlewares?.length) field.simple ??= true;
  }
}

/** Shows the uuid of each `@GlobalId` as an id that says its type. */
export function encodeGlobalIds(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!(field.extensions as GlobalIdExtension).globalId) continue;
      const key = field.name;
      field.resolve = (source: Record<string, string>) => globalId(type.name, source[key] as string);
    }
  }
}
