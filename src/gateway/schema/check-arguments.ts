import {
  defaultFieldResolver,
  type GraphQLArgument,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import type { Context } from '../../access/context.js';
import { argumentsOfRead } from '../../kernel/read-arguments.js';
import { requireWritableArguments } from '../../kernel/text/text-arguments.js';

type Values = Record<string, unknown>;

/**
 * Makes every field with arguments check them before its resolver runs, and those that read give their resolver no
 * null. Every way of execution calls the resolver that is set here.
 */
export function checkArguments(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.args.length === 0) continue;
      const { resolve = defaultFieldResolver, subscribe } = field;
      const read = argumentsReader(field.args, type !== schema.getMutationType());
      field.resolve = (source, args: Values, context: Context, info) =>
        resolve(source, read(args, context), context, info);
      if (!subscribe) continue;
      field.subscribe = (source, args: Values, context: Context, info) =>
        subscribe(source, read(args, context), context, info);
    }
  }
}

function argumentsReader(declared: readonly GraphQLArgument[], reads: boolean) {
  return (given: Values, context: Context): Values => {
    requireWritableArguments(declared, given, context.language);
    return reads ? argumentsOfRead(declared, given, context.language) : given;
  };
}
