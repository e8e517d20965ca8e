import {
  DirectiveLocation,
  GraphQLDirective,
  GraphQLError,
  type GraphQLInputType,
  GraphQLInt,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** Maximum size of a value that a client sends. */
export interface Bound {
  /** Characters of a text; for JSON, characters of its serialized form. */
  maxLength?: number;
  maxItems?: number;
}

/** Limits by schema coordinate: `SubmitPoliciesInput.rows`, or `Query.node(id:)` for an argument. */
export type Bounds = Record<string, Bound>;

/** Defaults where a module declares no limit. */
const usualText = 2_000;
const usualItems = 1_000;
const ofScalar: Record<string, number> = { ID: 200, Money: 30, Decimal: 30, Date: 10, DateTime: 40, JSON: 20_000 };

export const constraintDirective = new GraphQLDirective({
  name: 'constraint',
  description: 'How large a value may be. A larger one is refused with BAD_USER_INPUT before any work begins.',
  locations: [DirectiveLocation.ARGUMENT_DEFINITION, DirectiveLocation.INPUT_FIELD_DEFINITION],
  args: {
    maxLength: {
      type: GraphQLInt,
      description: 'Characters of a text; of JSON, the characters in which it is written.',
    },
    maxItems: { type: GraphQLInt, description: 'Items of a list.' },
  },
});

/** An argument or an input field. */
export interface Bounded {
  name: string;
  type: GraphQLInputType;
  extensions: { bound?: Bound };
}

/** Returns the limit for a value of this type; undefined if the type has its own limits. */
export function boundOf(type: GraphQLInputType, declared: Bound = {}): Bound | undefined {
  const list = listOf(type);
  if (list) return { maxItems: declared.maxItems ?? usualItems, ...boundOf(list, declared) };
  const { name } = named(type);
  if (name === 'String') return { maxLength: declared.maxLength ?? usualText };
  const length = ofScalar[name];
  return length === undefined ? undefined : { maxLength: declared.maxLength ?? length };
}

/** Throws BAD_USER_INPUT for the first value beyond its limit, with the path of the value. */
export function checkBounds(places: readonly Bounded[], values: Record<string, unknown>, at: string[] = []): void {
  for (const place of places) {
    const value = values[place.name];
    if (value !== undefined && value !== null) check(place.type, value, place.extensions.bound, [...at, place.name]);
  }
}

function check(type: GraphQLInputType, value: unknown, bound: Bound | undefined, at: string[]): void {
  const list = listOf(type);
  if (list && Array.isArray(value)) {
    requireAtMost(value.length, bound?.maxItems, 'items', at);
    checkItems(list, value, bound, at);
    return;
  }
  const plain = named(type);
  if (isInputObjectType(plain)) {
    checkBounds(Object.values(plain.getFields()) as Bounded[], value as Record<string, unknown>, at);
  } else if (bound?.maxLength !== undefined)
    requireAtMost(lengthOf(plain.name, value), bound.maxLength, 'characters', at);
}

/** Usually there are up to ten thousand short texts, so a path is only built for an item that needs a check. */
function checkItems(type: GraphQLInputType, items: unknown[], bound: Bound | undefined, at: string[]): void {
  for (const [index, item] of items.entries()) {
    if (item === null || (typeof item === 'string' && item.length <= (bound?.maxLength ?? 0))) continue;
    check(type, item, bound, [...at, String(index)]);
  }
}

function lengthOf(type: string, value: unknown): number {
  if (type === 'JSON') return JSON.stringify(value).length;
  return typeof value === 'string' ? value.length : 0;
}

function requireAtMost(found: number, most: number | undefined, unit: string, at: string[]): void {
  if (most === undefined || found <= most) return;
  throw new GraphQLError(`\`${at.join('.')}\` may have ${most} ${unit}; found ${found}`, {
    extensions: { code: 'BAD_USER_INPUT', argument: at, limit: most, found, http: { status: 400 } },
  });
}

function listOf(type: GraphQLInputType): GraphQLInputType | undefined {
  const nullable = isNonNullType(type) ? type.ofType : type;
  return isListType(nullable) ? nullable.ofType : undefined;
}

function named(type: GraphQLInputType) {
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (isListType(nullable)) throw new Error('A list has no name');
  return nullable;
}
