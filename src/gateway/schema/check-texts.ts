import { defaultFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import type { Context } from '../../access/context.js';
import { requireWritableArguments } from '../../kernel/text/text-arguments.js';

/** Makes every field with arguments check their texts before its resolver runs. */
export function checkTexts(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.args.length === 0) continue;
      const { args: declared, resolve = defaultFieldResolver, subscribe } = field;
      const check = (given: Record<string, unknown>, { language }: Context) =>
        requireWritableArguments(declared, given, language);
      field.resolve = (source, args: Record<string, unknown>, context: Context, info) => {
        check(args, context);
        return resolve(source, args, context, info);
      };
      if (!subscribe) continue;
      field.subscribe = (source, args: Record<string, unknown>, context: Context, info) => {
        check(args, context);
        return subscribe(source, args, context, info);
      };
    }
  }
}
