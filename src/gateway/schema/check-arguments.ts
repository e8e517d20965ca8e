import {
  defaultFieldResolver,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import type { AccessExtension } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { argumentsOfRead } from '../../kernel/read-arguments.js';
import { requireWritableArguments } from '../../kernel/text/text-arguments.js';
import { conditionForbidden } from '../../http/errors/errors.js';

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
  const restricted = declared.flatMap(conditionsOfSome);
  return (given: Values, context: Context): Values => {
    requireWritableArguments(declared, given, context.language);
    const args = reads ? argumentsOfRead(declared, given, context.language) : given;
    for (const condition of restricted) requireRole(condition, args, context);
    return args;
  };
}

/** A field of an input that only some roles may use. */
interface Condition {
  argument: string;
  type: string;
  field: GraphQLInputField;
}

function conditionsOfSome({ name, type }: GraphQLArgument): Condition[] {
  const input = getNamedType(type);
  if (!isInputObjectType(input)) return [];
  return Object.values(input.getFields())
    .filter(({ extensions }) => (extensions as AccessExtension).access)
    .map((field) => ({ argument: name, type: input.name, field }));
}

function requireRole({ argument, type, field }: Condition, args: Values, { viewer }: Context): void {
  const { access = [] } = field.extensions as AccessExtension;
  const given = (args[argument] as Values | undefined)?.[field.name];
  if (given === undefined || access.includes(viewer.role)) return;
  throw conditionForbidden(`${type}.${field.name}`, access, viewer.role);
}
