import {
  type GraphQLField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** Returns the type without its outer `!`. */
export const nullable = (type: GraphQLInputType) => (isNonNullType(type) ? type.ofType : type) as GraphQLInputType;

/** Returns a value of the type with the wanted values at some paths; undefined where none is needed. */
export function valueOf(type: GraphQLInputType, want: Map<string, unknown>, at = ''): unknown {
  if (want.has(at)) return want.get(at);
  if (isNonNullType(type)) return valueOf(type.ofType, want, at) ?? plainOf(type.ofType, want, at);
  const inside = [...want.keys()].some((key) => key.startsWith(`${at}.`));
  return inside ? plainOf(type, want, at) : undefined;
}

const plain: Record<string, unknown> = {
  Int: 1,
  Float: 1,
  Boolean: true,
  Date: '2025-01-01',
  DateTime: '2025-01-01T00:00:00Z',
  Money: '1.00',
  Decimal: '0.5',
  JSON: {},
};

export function plainOf(type: GraphQLInputType, want: Map<string, unknown>, at: string): unknown {
  if (isListType(type)) return [valueOf(type.ofType, want, at) ?? plainOf(nullable(type.ofType), want, at)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return plain[String(type)] ?? 'x';
  const fields = Object.values(type.getFields()).map((field) => [
    field.name,
    valueOf(field.type, want, `${at}.${field.name}`),
  ]);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as object;
}

/**
 * Returns the variables of a call of this field, with their declarations and arguments; `suffix` makes their names
 * unique.
 */
export function callOf(field: GraphQLField<unknown, unknown>, want: Map<string, unknown>, suffix = '') {
  const values = field.args.map((one) => [`${one.name}${suffix}`, valueOf(one.type, want, one.name)] as const);
  const passed = field.args.map(({ name }) => `${name}: $${name}${suffix}`).join(', ');
  return {
    declared: field.args.map(({ name, type }) => `$${name}${suffix}: ${String(type)}`),
    passed: passed && `(${passed})`,
    variables: Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Record<string, unknown>,
  };
}
