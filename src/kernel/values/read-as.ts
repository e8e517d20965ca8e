import { GraphQLError, type GraphQLScalarTypeConfig, Kind, print, type ValueNode } from 'graphql';

/** The reading half of a scalar, whose one message says what form a value has: libraries say it in their own words. */
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
    parseLiteral: (node) => read(literalOf(node), print(node)),
  };
}

function literalOf(node: ValueNode): unknown {
  if (node.kind === Kind.STRING) return node.value;
  return node.kind === Kind.INT ? Number(node.value) : undefined;
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
