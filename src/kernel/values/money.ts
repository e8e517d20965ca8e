import { GraphQLScalarType } from 'graphql';
import { readAs } from './read-as.js';
import { formatYuan, parseYuan } from './yuan.js';

export { formatYuan, parseYuan } from './yuan.js';

function parseMoney(value: unknown): string | undefined {
  const fen = typeof value === 'string' ? parseYuan(value) : undefined;
  return fen === undefined ? undefined : formatYuan(fen);
}

export const MoneyScalar = new GraphQLScalarType<string, string>({
  name: 'Money',
  description:
    'An exact amount in yuan (人民币元) as a decimal string with two digits, for example "12345.60". Never a float.',
  serialize: (value) => (typeof value === 'bigint' ? formatYuan(value) : String(value)),
  ...readAs((found) => `Write yuan with at most two decimals as a string, as "12345.60"; found ${found}`, parseMoney),
});
