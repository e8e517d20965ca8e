import { GraphQLError, type GraphQLScalarTypeConfig, Kind, print } from 'graphql';

/**
 * The parsing half of a scalar that is written as a string. It has one message, which describes the expected form,
 * instead of the messages of libraries.
 */
export function readAs<Value>(
  form: (found: string) => string,
  parse: (value: unknown) => Value | undefined,
): Pick<GraphQLScalarTypeConfig<Value, unknown>, 'parseValue' | 'parseLiteral'> {
  const read = (value: unknown, found: string) => {
    const parsed = parse(value);
    if (parsed !== undefined) return parsed;
    throw new GraphQLError(form(found), { extensions: { code: 'BAD_USER_INPUT' } });
  };
  return {
    parseValue: (value) => read(value, JSON.stringify(value)),
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined, print(node)),
  };
}

/** Returns undefined if the library refuses the value. */
export function unlessRefused<Value>(parse: (value: unknown) => Value, value: unknown): Value | undefined {
  try {
    return parse(value);
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}
