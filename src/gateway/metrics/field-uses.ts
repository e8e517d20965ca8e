import {
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  isInputObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { Counter } from 'prom-client';
import type { BoundedLabels } from './bounded-labels.js';

/** Maximum number of series in one gateway; further combinations of field and client are not counted. */
const mostSeries = 20_000;

/**
 * Counts which fields, arguments and input fields each client uses: it shows which clients a removal would break. A
 * document is analysed once; each operation then only increments counters.
 */
export class FieldUses {
  readonly #schema: GraphQLSchema;
  readonly #clients: BoundedLabels;
  readonly #of = new WeakMap<DocumentNode, readonly string[]>();
  readonly #uses = new Map<string, Map<string, number>>();
  #series = 0;

  constructor(schema: GraphQLSchema, clients: BoundedLabels) {
    this.#schema = schema;
    this.#clients = clients;
  }

  /** Counts the fields of an operation that was executed for this client. */
  count(document: DocumentNode, client: string | undefined): void {
    const name = this.#clients.of(client);
    const uses = this.#uses.get(name) ?? new Map<string, number>();
    this.#uses.set(name, uses);
    for (const coordinate of this.#coordinatesOf(document)) {
      const before = uses.get(coordinate);
      if (before === undefined && (this.#series += 1) > mostSeries) continue;
      uses.set(coordinate, (before ?? 0) + 1);
    }
  }

  /** Returns the counter, which is filled only when metrics are requested. */
  metric(): Counter<'field' | 'client'> {
    const all = this.#uses;
    return new Counter({
      name: 'mianshen_graphql_field_uses_total',
      help: 'Operations that asked for a field, an argument or an input field (its coordinate in the schema), by client (x-client-name)',
      labelNames: ['field', 'client'],
      registers: [],
      collect() {
        this.reset();
        for (const [client, uses] of all) for (const [field, count] of uses) this.inc({ field, client }, count);
      },
    });
  }

  #coordinatesOf(document: DocumentNode): readonly string[] {
    const known = this.#of.get(document);
    if (known) return known;
    const read = coordinatesOf(this.#schema, document);
    this.#of.set(document, read);
    return read;
  }
}

/**
 * Returns the schema coordinates in a document, without repetition: `Claim.status`, `Query.claims(filter:)`,
 * `ClaimFilter.status`.
 */
function coordinatesOf(schema: GraphQLSchema, document: DocumentNode): string[] {
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  const field = () => `${types.getParentType()?.name}.${types.getFieldDef()?.name}`;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => void (name.value.startsWith('__') || found.add(field())),
      Argument: ({ name }) => void (types.getDirective() || found.add(`${field()}(${name.value}:)`)),
      ObjectField: ({ name }) => {
        const parent = getNamedType(types.getParentInputType());
        if (isInputObjectType(parent)) found.add(`${parent.name}.${name.value}`);
      },
    }),
  );
  return [...found];
}
