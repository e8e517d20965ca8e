import {
  type DocumentNode,
  getNamedType,
  getOperationAST,
  getVariableValues,
  type GraphQLOutputType,
  type GraphQLSchema,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { Context } from '../../../access/context.js';
import type { PassedOnExtension } from '../../../database/schema/relation.js';
import { ifPlanned, NotPlanned, NotPlannedNow, PlannedRow, type RowPlan } from '../../../kernel/lists/planned-page.js';
import { jsonList, jsonObject } from '../json-text.js';
import { requireWhole } from './leaf-sql.js';
import { fragmentsOf, isNeverPlanned } from './plan-document.js';
import { PlannedField, rowWriter } from './plan-root.js';
import { type Fragments, fieldsOf, ObjectPlan, type Selected } from './plan-selection.js';

/** Writes a member of an event's answer from the result of the resolver. */
type WriteMember = (given: Record<string, unknown>) => string;

/**
 * The plan for the answer to an event of a subscription. The program writes the event itself; PostgreSQL writes each
 * related object with all its relations in one statement.
 */
export class EventPlan {
  readonly #schema: GraphQLSchema;
  readonly #operation: OperationDefinitionNode;
  readonly #field: PlannedField;
  readonly #members: WriteMember[];
  /** By type of object. */
  readonly #rows = new Map<string, RowPlan>();
  #isUseless = false;

  /** Returns the plan; undefined for a document that needs resolvers. */
  static of(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): EventPlan | undefined {
    return ifPlanned(() => new EventPlan(schema, document, operationName));
  }

  private constructor(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined) {
    this.#schema = schema;
    this.#operation = getOperationAST(document, operationName) as OperationDefinitionNode;
    const [node, another] = this.#operation.selectionSet.selections;
    if (node?.kind !== Kind.FIELD || another || node.directives?.length) throw new NotPlanned('Not one plain field');
    const field = schema.getSubscriptionType()?.getFields()[node.name.value];
    if (!field || !(field.extensions as PassedOnExtension).passedOn)
      throw new NotPlanned('What it sends is more than what was found');
    const type = getNamedType(field.type);
    if (!isObjectType(type)) throw new NotPlanned('It sends no object');
    this.#field = new PlannedField(field, node);
    const fragments = fragmentsOf(document);
    this.#members = fieldsOf(type, node.selectionSet, fragments).map((one) =>
      this.#memberOf(type.name, one, fragments),
    );
    if (this.#rows.size === 0) throw new NotPlanned('It sends no object');
  }

  /** Whether PostgreSQL refused its statement, or a field needs more than columns. */
  get isUseless(): boolean {
    return this.#isUseless;
  }

  #memberOf(owner: string, { key, name, field, selections }: Selected, fragments: Fragments): WriteMember {
    const begin = `${JSON.stringify(key)}:`;
    if (name === '__typename') return () => begin + JSON.stringify(owner);
    if (!field || field.resolve) throw new NotPlanned(`${owner}.${name} is computed`);
    const type = getNamedType(field.type);
    if (isLeafType(type)) return (given) => begin + leafText(field.type, given[name]);
    if (!isObjectType(type) || this.#rows.has(type.name))
      throw new NotPlanned(`${owner}.${name} is no object of its own`);
    this.#rows.set(type.name, rowWriter(new ObjectPlan(type, selections, fragments)));
    return (given) => begin + rowText(field.type, given[name]);
  }

  /**
   * Returns the JSON of `data`. If it fails, resolvers must answer in another snapshot, because loaders cache rows of
   * this plan.
   */
  async write(event: unknown, variables: Record<string, unknown>, context: Context): Promise<string> {
    try {
      const given = await this.#resolve(event, variables, context);
      return jsonObject([this.#field.key + jsonObject(this.#members.map((write) => write(given)))]);
    } catch (error) {
      this.#isUseless ||= isNeverPlanned(error);
      throw error;
    }
  }

  async #resolve(event: unknown, variables: Record<string, unknown>, context: Context) {
    const { coerced } = getVariableValues(this.#schema, this.#operation.variableDefinitions ?? [], variables);
    if (!coerced) throw new NotPlannedNow('Variables that were not admitted');
    const rows = { byId: true, rowAsJson: this.#rowAsJson };
    const found = await this.#field.find(rows, { source: event, variableValues: coerced, context });
    if (typeof found !== 'object' || found === null) throw new NotPlannedNow('The resolver gives nothing');
    return found as Record<string, unknown>;
  }

  readonly #rowAsJson: RowPlan['rowAsJson'] = (columns, type = '') => {
    const row = this.#rows.get(type)?.rowAsJson(columns, type);
    if (!row) throw new NotPlanned(`${type} is not selected, or a field of it is no plain column`);
    return row;
  };
}

function leafText(type: GraphQLOutputType, value: unknown): string {
  if (isNonNullType(type)) {
    if (value === null || value === undefined) throw new NotPlannedNow('A required value is missing');
    return leafText(type.ofType, value);
  }
  if (value === null || value === undefined) return 'null';
  if (!isListType(type)) return JSON.stringify(isLeafType(type) ? type.serialize(value) : value);
  return jsonList((value as unknown[]).map((one) => leafText(type.ofType, one)));
}

function rowText(type: GraphQLOutputType, value: unknown): string {
  if (value === null && !isNonNullType(type)) return 'null';
  if (!(value instanceof PlannedRow)) throw new NotPlanned('The resolver passes on no row');
  requireWhole(value.text);
  return value.text;
}
