import {
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { type RawBuilder, sql } from 'kysely';
import type { OwnerProperty, RelatedRows, Relation, RelationExtension } from '../../../database/schema/relation.js';
import type { GlobalIdExtension } from '../../../kernel/values/global-id.js';
import { NotPlanned } from '../../../kernel/lists/planned-page.js';
import { leafAsJson, requiredOr } from './leaf-sql.js';

export type Fragments = Record<string, FragmentDefinitionNode>;

/** One field of a selection, by its name in the answer. */
export interface Selected {
  key: string;
  field: GraphQLField<unknown, unknown> | undefined;
  name: string;
  selections: SelectionSetNode | undefined;
}

/**
 * Returns the selected fields of an object type. Throws `NotPlanned` for a field that has arguments or depends on a
 * variable.
 */
export function fieldsOf(type: GraphQLObjectType, set: SelectionSetNode | undefined, fragments: Fragments): Selected[] {
  const found = (set?.selections ?? []).flatMap((selection) => spread(type, selection, fragments));
  if (new Set(found.map(({ key }) => key)).size < found.length) throw new NotPlanned('A field is selected twice');
  return found;
}

function spread(type: GraphQLObjectType, selection: SelectionNode, fragments: Fragments): Selected[] {
  if (selection.directives?.length) throw new NotPlanned('A directive');
  if (selection.kind === Kind.FIELD) {
    const { name, alias, arguments: args, selectionSet } = selection;
    if (args?.length) throw new NotPlanned(`Arguments of ${name.value}`);
    return [
      {
        key: alias?.value ?? name.value,
        name: name.value,
        field: type.getFields()[name.value],
        selections: selectionSet,
      },
    ];
  }
  const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
  if (!fragment) throw new NotPlanned('An unknown fragment');
  const condition = fragment.typeCondition?.name.value;
  const applies = !condition || condition === type.name || type.getInterfaces().some(({ name }) => name === condition);
  return applies ? fieldsOf(type, fragment.selectionSet, fragments) : [];
}

/** PostgreSQL truncates longer names. */
const longestName = 63;

/**
 * The SQL of an object, as `row_to_json` writes it. Its leaves are properties of the owner, its objects are related
 * rows.
 */
export class ObjectPlan {
  readonly needs = new Set<string>();
  readonly #members: { key: string; value: (owner: OwnerProperty) => RawBuilder<unknown> }[];
  /** Depth of nesting; the rows of each depth have their own alias. */
  readonly #depth: number;

  constructor(type: GraphQLObjectType, set: SelectionSetNode | undefined, fragments: Fragments, depth = 0) {
    this.#depth = depth;
    this.#members = fieldsOf(type, set, fragments).map((selected) => {
      if (Buffer.byteLength(selected.key) > longestName) throw new NotPlanned('A long alias');
      return { key: selected.key, value: this.#valueOf(type, selected, fragments) };
    });
  }

  #valueOf(type: GraphQLObjectType, { name, field, selections }: Selected, fragments: Fragments) {
    if (name === '__typename') return () => sql`${sql.lit(type.name)}::text`;
    if (!field) throw new NotPlanned(`${type.name}.${name}`);
    const { relation, globalId } = field.extensions as RelationExtension & GlobalIdExtension;
    if (relation) return this.#related(field, relation, selections, fragments);
    if (!isLeafType(getNamedType(field.type)) || (field.resolve && !globalId))
      throw new NotPlanned(`${type.name}.${name} is computed`);
    const write = leafAsJson(type, field);
    if (!write) throw new NotPlanned(`${type.name}.${name} has no plain value`);
    this.needs.add(name);
    return (owner: OwnerProperty) => write(owner(name));
  }

  #related(
    { type, name }: GraphQLField<unknown, unknown>,
    relation: Relation,
    selections: SelectionSetNode | undefined,
    fragments: Fragments,
  ) {
    const object = getNamedType(type);
    if (!isObjectType(object) || isListType(getNullableType(type)) !== relation.many)
      throw new NotPlanned(`${name} is not what its relation says`);
    const plan = new ObjectPlan(object, selections, fragments, this.#depth + 1);
    const own = `related${this.#depth + 1}`;
    for (const property of relation.needs) this.needs.add(property);
    const required = isNonNullType(type);
    return (owner: OwnerProperty) => relatedAsJson(plan, relation.rows(owner, own), relation.many, required);
  }

  /** Returns the SQL for the JSON of one object with these properties. */
  asJson(owner: OwnerProperty): RawBuilder<unknown> {
    const members = this.#members.map(({ key, value }) => sql`${value(owner)} as ${sql.id(key)}`);
    return sql`(select row_to_json(object) from (select ${sql.join(members)}) as object)`;
  }
}

function relatedAsJson(plan: ObjectPlan, rows: RelatedRows, many: boolean, required: boolean): RawBuilder<unknown> {
  const { select, from, where, orderBy } = rows;
  const missing = [...plan.needs].filter((property) => !Object.hasOwn(select, property));
  if (missing.length > 0) throw new NotPlanned(`Not among the columns of a relation: ${missing.join(', ')}`);
  const json = plan.asJson((property) => select[property] as RawBuilder<unknown>);
  if (!many) {
    const one = sql`(select ${json} from ${from} where ${where})`;
    return required ? requiredOr(one) : one;
  }
  const order = orderBy ? sql`order by ${orderBy}` : sql``;
  return sql`(select coalesce(json_agg(${json} ${order}), '[]'::json) from ${from} where ${where})`;
}
