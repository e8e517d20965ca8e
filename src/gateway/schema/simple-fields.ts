import { type GraphQLSchema, isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { globalId, type GlobalIdExtension } from '../../kernel/values/global-id.js';

/** Makes fields that are plain properties be read directly, without a type-graphql resolver. */
export function readPlainFieldsDirectly(): void {
  for (const field of getMetadataStorage().fields) {
    if (field.name === field.schemaName && !field.middlewares?.length) field.simple ??= true;
  }
}

/** Encodes the uuid of each `@GlobalId` field as a global id that contains the type. */
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
