import { type FieldNode, getArgumentValues, type GraphQLField, type GraphQLResolveInfo } from 'graphql';
import { PostgresQueryCompiler, type RawBuilder, sql } from 'kysely';
import type { Context } from '../../access/context.js';
import { NotPlanned, rowPlan, type RowPlan } from '../../kernel/lists/planned-page.js';
import type { ObjectPlan } from './plan-selection.js';

/** One field of the document: its resolver says which rows, and PostgreSQL writes them. */
export abstract class RootPlan {
  /** Whether one statement is all that the field reads. */
  abstract readonly isOneStatement: boolean;
  readonly #field: GraphQLField<unknown, unknown>;
  readonly #node: FieldNode;
  readonly #rows: RowPlan;

  protected constructor(field: GraphQLField<unknown, unknown>, node: FieldNode, rows: RowPlan) {
    this.#field = field;
    this.#node = node;
    this.#rows = rows;
  }

  /** The JSON of what the resolver found; it throws `NotPlanned` where that was not read by the plan. */
  protected abstract write(found: unknown): string | Promise<string>;

  /** The field by its name, as JSON. */
  async answer(
    variableValues: Record<string, unknown>,
    context: Context,
    beforeReading: RowPlan['beforeReading'],
  ): Promise<string> {
    const field = this.#field;
    const args = getArgumentValues(field, this.#node, variableValues);
    const info = { fieldName: field.name, fieldNodes: [this.#node], returnType: field.type, variableValues };
    const found: unknown = await rowPlan.run({ ...this.#rows, beforeReading }, () =>
      field.resolve?.(undefined, args, context, info as unknown as GraphQLResolveInfo),
    );
    const key = this.#node.alias?.value ?? this.#node.name.value;
    return `${JSON.stringify(key)}:${await this.write(found)}`;
  }
}

const compiler = new PostgresQueryCompiler();

/** The SQL of a row has no values of the request in it, so its text is made once for the columns of a list. */
export function rowWriter(plan: ObjectPlan): RowPlan {
  const texts = new WeakMap<ReadonlySet<string>, RawBuilder<unknown>>();
  return {
    rowAsJson: (columns) => {
      const known = texts.get(columns);
      if (known) return known;
      if ([...plan.needs].some((property) => !columns.has(property))) return undefined;
      const row = plan.asJson((property) => sql.ref(`page.${property}`));
      const { sql: text, parameters } = compiler.compileQuery(row.toOperationNode(), { queryId: 'row' });
      if (parameters.length > 0) throw new NotPlanned('A relation with values of its own');
      const made = sql.raw(text);
      texts.set(columns, made);
      return made;
    },
  };
}
