import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { literalOf } from '../access/literals.js';

/** Values that exist, by the name of the argument that takes them; `idempotencyKey` is different each time. */
export type Known = Record<string, string>;

let keys = 0;

/** A document that calls an operation with required arguments only, taken from what exists where that is known. */
export function callOf(kind: string, field: GraphQLField<unknown, unknown>, known: Known, selection: string): string {
  const given = field.args.filter((argument) => isRequiredArgument(argument) || argument.name in known);
  const list = given.map(({ name, type }) => `${name}: ${valueOf(type, name, known)}`).join(', ');
  const below = isLeafType(getNamedType(field.type)) ? '' : selection;
  return `${kind} { ${field.name}${list && `(${list})`} ${below} }`;
}

function valueOf(type: GraphQLInputType, name: string, known: Known): string {
  if (isNonNullType(type)) return valueOf(type.ofType, name, known);
  if (isListType(type)) return `[${valueOf(type.ofType, name.replace(/s$/, ''), known)}]`;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isRequiredInputField(field) || field.name in known,
    );
    return `{ ${fields.map((field) => `${field.name}: ${valueOf(field.type, field.name, known)}`).join(', ')} }`;
  }
  if (name === 'idempotencyKey') return `"key ${(keys += 1)}"`;
  const value = known[name];
  return value === undefined || isEnumType(type) ? literalOf(type) : JSON.stringify(value);
}
