import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';

/** The least that an argument takes; an id names nothing that there is. */
export function literalOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literalOf(type.ofType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]?.name as string;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map((field) => `${field.name}: ${literalOf(field.type)}`).join(', ')} }`;
  }
  const { name } = getNamedType(type);
  const samples: Record<string, string> = {
    Int: '1',
    Boolean: 'true',
    Date: '"2025-01-01"',
    Money: '"1.00"',
    Decimal: '"0.5"',
    JSON: '{}',
  };
  return samples[name] ?? (name === 'DateTime' ? '"2025-01-01T00:00:00Z"' : '"x"');
}

/** An operation with the least that its arguments take, which asks for nothing of its answer. */
export function documentOf(kind: string, field: GraphQLField<unknown, unknown>): string {
  const given = field.args.filter((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined);
  const list = given.map((argument) => `${argument.name}: ${literalOf(argument.type)}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  return `${kind} { ${field.name}${list && `(${list})`}${selection} }`;
}
