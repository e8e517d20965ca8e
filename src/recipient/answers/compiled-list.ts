import {
  type DocumentNode,
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  type GraphQLSchema,
  Kind,
} from 'graphql';
import { type Bounded, checkBounds } from '../../kernel/bounds.js';
import { keyOf } from '../../kernel/values/global-id.js';
import { normaliseCreditCode } from '../../kernel/values/credit-code.js';
import { lineAt, type LineOrder, type ListedLine, placeOfRank, type RecipientList } from '../recipient-list.js';
import type { RecipientLists } from '../recipient-lists.js';
import { countSelected, isSelected, type LineFilter, type Selection, selectLines } from '../select-lines.js';
import { ByteWriter } from './byte-writer.js';
import { connectionFields, type Page, type Write, writeObject } from './write-page.js';

/** Returns `recipients` from memory; undefined where GraphQL has to, for example to refuse. */
export type CompiledList = (
  lists: RecipientLists,
  generation: number,
  variables: Record<string, unknown>,
) => Buffer | undefined;

interface Arguments {
  noticeId: string;
  filter?: LineFilter | null;
  orderBy: LineOrder;
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** Compiles an operation whose only field is `recipients`; undefined for any other, and for what it does not know. */
export function compileList(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): CompiledList | undefined {
  const operation = getOperationAST(document, operationName);
  const [field, ...others] = operation?.selectionSet.selections ?? [];
  if (!operation || others.length > 0 || field?.kind !== Kind.FIELD || field.name.value !== 'recipients')
    return undefined;
  const definition = schema.getQueryType()?.getFields()['recipients'];
  const write = writeObject(field.selectionSet, connectionFields);
  if (!definition || !write || field.directives?.length) return undefined;
  const name = JSON.stringify(field.alias?.value ?? 'recipients');
  return (lists, generation, given) => {
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
    if (!coerced) return undefined;
    let values: Arguments;
    try {
      values = getArgumentValues(definition, field, coerced) as unknown as Arguments;
      checkBounds(definition.args as readonly Bounded[], { ...values });
    } catch {
      return undefined;
    }
    const notice = keyOf('PublicityNotice', values.noticeId);
    const list = notice ? lists.find(generation, notice) : undefined;
    const page = list && readPage(list, values);
    return page && bytesOf(name, page, list, write);
  };
}

const writer = new ByteWriter();

function bytesOf(name: string, page: Page, list: RecipientList, write: Write<Page>): Buffer {
  writer.clear();
  writer.text(`{"data":{${name}:`);
  write(page, list, writer);
  writer.text('}}\n');
  return writer.take();
}

const largestPage = 100;

/** The page, by the same cursors as the database's; undefined for anything that has to be refused. */
function readPage(list: RecipientList, values: Arguments): Page | undefined {
  const { first, after, last, before, orderBy } = values;
  const forward = last == null;
  const size = first ?? last ?? 20;
  if ((first != null && last != null) || size < 1 || size > largestPage) return undefined;
  if (forward ? before != null : after != null) return undefined;
  const filter = { ...values.filter };
  // What became of a line is not in memory.
  if (filter.statuses) return undefined;
  // Capitals beyond ASCII are PostgreSQL's to compare, and so is what it cannot hold.
  if (filter.name && /[^\x20-\x7e\u3000-\u9fff\uff01-\uff20\uff3b-\uffef]/.test(filter.name)) return undefined;
  if (filter.creditCode) filter.creditCode = normaliseCreditCode(filter.creditCode);
  const selection = selectLines(list, filter);
  const cursor = (forward ? after : before) ?? undefined;
  const bound = cursor === undefined ? undefined : positionOf(list, orderBy, cursor);
  if (cursor !== undefined && bound === undefined) return undefined;
  const [start, step] = forward ? [(bound ?? -1) + 1, 1] : [(bound ?? list.size) - 1, -1];
  const places = walk(list, selection, orderBy, start, step, size + 1);
  const more = places.length > size;
  if (more) places.pop();
  if (!forward) places.reverse();
  return {
    lines: places.map((place) => lineAt(list, place)),
    total: () => countSelected(list, selection),
    cursor: (line) => cursorOf(line, orderBy),
    hasNext: forward ? more : cursor !== undefined,
    hasPrevious: forward ? cursor !== undefined : more,
  };
}

/** The first selected places from a position of an order on, or back from it. */
function walk(
  { orders, size }: RecipientList,
  selection: Selection,
  order: LineOrder,
  start: number,
  step: number,
  most: number,
): number[] {
  const { places } = orders[order];
  const found: number[] = [];
  for (let position = start; position >= 0 && position < size && found.length < most; position += step) {
    const place = places[position] as number;
    if (isSelected(selection, place)) found.push(place);
  }
  return found;
}

function cursorOf({ rank, amount, name, creditCode }: ListedLine, order: LineOrder): string {
  const keys = { RANK: [rank], AMOUNT_ASC: [amount, rank], NAME: [name, rank], CREDIT_CODE: [creditCode] }[order];
  return Buffer.from(JSON.stringify([order, ...keys.map(String)])).toString('base64url');
}

/** The place in its order of the line of a cursor; undefined for one that names no line of the list as it is. */
function positionOf(list: RecipientList, order: LineOrder, cursor: string): number | undefined {
  let keys: unknown;
  try {
    keys = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
  if (!Array.isArray(keys) || keys[0] !== order) return undefined;
  const key = String(keys.at(-1));
  const place = order === 'CREDIT_CODE' ? list.creditCodes.placeOf(key) : placeOfRank(list, Number(key));
  if (place === undefined || cursorOf(lineAt(list, place), order) !== cursor) return undefined;
  return list.orders[order].positions[place];
}
