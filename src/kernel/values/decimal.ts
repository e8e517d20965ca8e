import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const decimal = /^-?\d{1,15}(\.\d{1,10})?$/;

function parseDecimal(value: unknown): string {
  if (typeof value === 'string' && decimal.test(value)) return value;
  throw new GraphQLError(
    `A decimal is text with a point and at most ten decimals, as "0.5"; found ${JSON.stringify(value)}`,
    { extensions: { code: 'BAD_USER_INPUT' } },
  );
}

export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'An exact decimal number as text, for rates and percentages, for example "0.5". Never a float.',
  serialize: String,
  parseValue: parseDecimal,
  parseLiteral: (node) => parseDecimal(node.kind === Kind.STRING ? node.value : undefined),
});
