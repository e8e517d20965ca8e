import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { Role } from '../../src/access/role.js';
import type { AccessExtension } from '../../src/access/access.js';

/** Writes, from the schema alone, everything that a role may ask of a type. A new field is walked as soon as it is there. */
export class Walker {
  readonly #schema: GraphQLSchema;
  readonly #role: Role;
  readonly #written = new Map<string, string>();

  constructor(schema: GraphQLSchema, role: Role) {
    this.#schema = schema;
    this.#role = role;
  }

  mayRead(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): boolean {
    const { access } = field.extensions as AccessExtension;
    const { access: ofType } = type.extensions as AccessExtension;
    const roles = access ?? ofType;
    return !roles || roles.includes(this.#role);
  }

  /** Everything below a type, `depth` objects deep, no type twice on the way down; empty for a leaf. */
  selectionOf(output: GraphQLOutputType, depth: number, above: string[] = []): string {
    const place = [getNamedType(output).name, depth, ...above].join();
    const selection = this.#written.get(place) ?? this.#write(output, depth, above);
    this.#written.set(place, selection);
    return selection;
  }

  #write(output: GraphQLOutputType, depth: number, above: string[]): string {
    const type = getNamedType(output);
    if (isLeafType(type)) return '';
    if (isAbstractType(type)) {
      const possible = this.#schema.getPossibleTypes(type);
      return `{ __typename ${possible.map((one) => `... on ${one.name} ${this.#fieldsOf(one, depth, above, one.name)}`).join(' ')} }`;
    }
    return isObjectType(type) ? this.#fieldsOf(type, depth, above) : '{ __typename }';
  }

  #fieldsOf(type: GraphQLObjectType, depth: number, above: string[], alias?: string): string {
    const fields = Object.values(type.getFields()).flatMap((field) => {
      const named = getNamedType(field.type);
      const wrapping = /(Connection|Edge)$/.test(named.name);
      if (!this.mayRead(type, field) || field.args.some(isRequiredArgument)) return [];
      if (!isLeafType(named) && (above.includes(named.name) || (depth <= 0 && !wrapping))) return [];
      if (field.name === 'edges' && alias === undefined) return ['edges { cursor }'];
      const below = this.selectionOf(field.type, wrapping ? depth : depth - 1, [...above, type.name]);
      const few = field.args.some(({ name }) => name === 'first') ? '(first: 5)' : '';
      return [`${alias ? `${alias}_${field.name}: ` : ''}${field.name}${few} ${below}`];
    });
    return `{ __typename ${fields.join(' ')} }`;
  }
}

/** All that an answer says: its text, and what its ids and cursors hold. */
export function wordsOf(answer: unknown): string {
  const text = JSON.stringify(answer) ?? '';
  const opaque = text.match(/"[A-Za-z0-9_-]{8,}"/g) ?? [];
  return [text, ...opaque.map((word) => Buffer.from(word.slice(1, -1), 'base64url').toString())].join('\n');
}
