import { GraphQLScalarType } from 'graphql';
import { readAs } from './read-as.js';

const decimal = /^-?\d{1,15}(\.\d{1,10})?$/;

function parseDecimal(value: unknown): string | undefined {
  return typeof value === 'string' && decimal.test(value) ? value : undefined;
}

export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'An exact decimal number as text, for rates and percentages, for example "0.5". Never a float.',
  serialize: String,
  ...readAs((found) => `Write a number with at most ten decimals as a string, as "0.5"; found ${found}`, parseDecimal),
});
