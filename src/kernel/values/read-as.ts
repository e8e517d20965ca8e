import { GraphQLError, type GraphQLScalarTypeConfig, Kind, print } from 'graphql';

/** The reading half of a scalar that is written as a string, whose one message says what form a value has: libraries say it in their own words. */
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

/** What a library refuses is undefined. */
export function unlessRefused<Value>(parse: (value: unknown) => Value, value: unknown): Value | undefined {
  try {
    return parse(value);
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}
