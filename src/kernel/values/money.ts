import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { formatYuan, parseYuan } from './yuan.js';

export { formatYuan, parseYuan } from './yuan.js';

function parseMoney(value: unknown): string {
  const fen = typeof value === 'string' ? parseYuan(value) : undefined;
  if (fen === undefined) {
    throw new GraphQLError(
      `Money is a string of yuan with at most two decimals, as "12345.60"; found ${JSON.stringify(value)}`,
      { extensions: { code: 'BAD_USER_INPUT' } },
    );
  }
  return formatYuan(fen);
}

export const MoneyScalar = new GraphQLScalarType<string, string>({
  name: 'Money',
  description:
    'An exact amount in yuan (人民币元) as a decimal string with two digits, for example "12345.60". Never a float.',
  serialize: (value) => (typeof value === 'bigint' ? formatYuan(value) : String(value)),
  parseValue: parseMoney,
  parseLiteral: (node) => parseMoney(node.kind === Kind.STRING ? node.value : undefined),
});
