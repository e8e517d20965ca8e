import { type FieldNode, getArgumentValues, type GraphQLField, type GraphQLResolveInfo } from 'graphql';
import { PostgresQueryCompiler, type RawBuilder, sql } from 'kysely';
import type { Context } from '../../../access/context.js';
import { NotPlanned, rowPlan, type RowPlan } from '../../../kernel/lists/planned-page.js';
import type { ObjectPlan } from './plan-selection.js';

/** The arguments of a field's resolver. */
interface Given {
  source?: unknown;
  variableValues: Record<string, unknown>;
  context: Context;
}

/** A root field of the document, whose resolver selects the rows. */
export class PlannedField {
  /** Its name in the answer, as JSON with a colon. */
  readonly key: string;
  readonly #field: GraphQLField<unknown, unknown>;
  readonly #node: FieldNode;

  constructor(field: GraphQLField<unknown, unknown>, node: FieldNode) {
    this.#field = field;
    this.#node = node;
    this.key = `${JSON.stringify(node.alias?.value ?? node.name.value)}:`;
  }

  /** Runs the resolver, with rows written by this plan. */
  find(rows: RowPlan, { source, variableValues, context }: Given): unknown {
    const field = this.#field;
    const args = getArgumentValues(field, this.#node, variableValues);
    const info = { fieldName: field.name, fieldNodes: [this.#node], returnType: field.type, variableValues };
    return rowPlan.run(rows, () => field.resolve?.(source, args, context, info as unknown as GraphQLResolveInfo));
  }
}

/** The plan of one root field: its resolver selects the rows, and PostgreSQL writes them. */
export abstract class RootPlan {
  /** Whether the field is read by a single statement. */
  abstract readonly isOneStatement: boolean;
  readonly #field: PlannedField;
  readonly #rows: RowPlan;

  protected constructor(field: GraphQLField<unknown, unknown>, node: FieldNode, rows: RowPlan) {
    this.#field = new PlannedField(field, node);
    this.#rows = rows;
  }

  /** Returns the JSON of the resolver's result. Throws `NotPlanned` if the result was not read by the plan. */
  protected abstract write(found: unknown): string | Promise<string>;

  /** Returns the field with its name as JSON. */
  async answer(
    variableValues: Record<string, unknown>,
    context: Context,
    beforeReading: RowPlan['beforeReading'],
  ): Promise<string> {
    const found = await this.#field.find({ ...this.#rows, beforeReading }, { variableValues, context });
    return this.#field.key + (await this.write(found));
  }
}

const compiler = new PostgresQueryCompiler();

/** The SQL of a row contains no values of a request, so its text is created once for the columns of a list. */
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
