import {
  type FieldNode,
  getArgumentValues,
  getNamedType,
  type GraphQLField,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../access/context.js';
import { columnOf, plainColumnsOf, tableOf } from '../../database/columns.js';
import type { Lookup, LookupExtension } from '../../database/relation.js';
import { allOf } from '../../kernel/list-statement.js';
import { NotPlanned, type RowPlan } from '../../kernel/planned-page.js';
import { requireWritableArguments } from '../../kernel/text-arguments.js';
import { type Fragments, ObjectPlan } from './plan-selection.js';

/** What the row is called in its statement. */
const own = 'found';

/** One object of the document: the only row with some values. */
export class LookupPlan {
  readonly isOneStatement = true;
  readonly #field: GraphQLField<unknown, unknown>;
  readonly #node: FieldNode;
  readonly #lookup: Lookup;
  /** The statement up to its conditions. */
  readonly #statement: RawBuilder<unknown>;

  /** Undefined for a field that is no look-up. */
  static of(field: GraphQLField<unknown, unknown>, node: FieldNode, fragments: Fragments): LookupPlan | undefined {
    const { lookup } = field.extensions as LookupExtension;
    return lookup && new LookupPlan(field, node, lookup, fragments);
  }

  private constructor(field: GraphQLField<unknown, unknown>, node: FieldNode, lookup: Lookup, fragments: Fragments) {
    const type = getNamedType(field.type);
    if (!isObjectType(type) || isNonNullType(field.type)) throw new NotPlanned('Not an object that may be missing');
    const columns = plainColumnsOf(lookup.entity(), own);
    const plan = new ObjectPlan(type, node.selectionSet, fragments);
    const unknown = [...plan.needs].filter((property) => !Object.hasOwn(columns, property));
    if (unknown.length > 0) throw new NotPlanned(`Not among the columns: ${unknown.join(', ')}`);
    this.#field = field;
    this.#node = node;
    this.#lookup = lookup;
    const json = plan.asJson((property) => columns[property] as RawBuilder<unknown>);
    this.#statement = sql`select (${json})::text as row from ${sql.id(tableOf(lookup.entity()))} as ${sql.id(own)}`;
  }

  /** The object by its name, as JSON; null where there is none that the viewer may see. */
  async answer(
    variableValues: Record<string, unknown>,
    context: Context,
    beforeReading: RowPlan['beforeReading'],
  ): Promise<string> {
    const key = this.#node.alias?.value ?? this.#node.name.value;
    const args = getArgumentValues(this.#field, this.#node, variableValues);
    // A refusal is said by the resolver, as for any other error.
    requireWritableArguments(this.#field.args, args, context.language);
    const equals = this.#lookup.equals(args as never);
    const text = equals ? await this.#read(equals, context, beforeReading) : 'null';
    return `${JSON.stringify(key)}:${text}`;
  }

  async #read(
    equals: Record<string, unknown>,
    context: Context,
    beforeReading: RowPlan['beforeReading'],
  ): Promise<string> {
    const em = await context.db.read();
    const conditions = Object.entries(equals).map(
      ([property, value]) => sql`${sql.id(own, columnOf(this.#lookup.entity(), property))} = ${value}`,
    );
    await beforeReading?.();
    const { rows } = await sql<{ row: string }>`${this.#statement} where ${allOf(conditions)} limit 2`.execute(
      em.getKysely(),
    );
    return rows.length === 1 ? (rows[0]?.row ?? 'null') : 'null';
  }
}
