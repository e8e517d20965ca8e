import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const yuan = /^(0|[1-9]\d{0,11})(?:\.(\d{1,2}))?$/;

/** Reads an amount in yuan, as text, into fen; undefined where it is not one. */
export function parseYuan(text: string): bigint | undefined {
  const match = yuan.exec(text);
  if (!match) return undefined;
  return BigInt(match[1] as string) * 100n + BigInt((match[2] ?? '').padEnd(2, '0'));
}

/** Writes fen as yuan with two digits: 1234560n → "12345.60". */
export function formatYuan(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

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
