import {
  type DocumentNode,
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  type GraphQLSchema,
  Kind,
} from 'graphql';
import { type Bounded, checkBounds } from '../../kernel/bounds.js';
import { argumentsOfRead } from '../../kernel/read-arguments.js';
import { requireWritableArguments } from '../../kernel/text/text-arguments.js';
import { keyOf } from '../../kernel/values/global-id.js';
import { cursorOf, pageOfLines, type PlaceArguments } from '../memory/page-of-lines.js';
import type { RecipientLists } from '../memory/recipient-lists.js';
import { lineAt, type LineOrder, type ListNames, type ReleaseLines } from '../memory/release-lines.js';
import { countSelected, type LineFilter, selectLines } from '../memory/select-lines.js';
import { ByteWriter } from './byte-writer.js';
import { connectionFields, type Page, type Write, writeObject } from './write-page.js';

/** Returns the answer to `recipients` from memory; undefined if GraphQL has to answer, for example to refuse. */
export type CompiledList = (
  lists: RecipientLists,
  generation: number,
  variables: Record<string, unknown>,
) => Buffer | undefined;

interface Arguments extends PlaceArguments {
  noticeId: string;
  filter?: LineFilter | null;
  orderBy: LineOrder;
}

/**
 * Compiles an operation whose only field is `recipients`; undefined for any other operation, or if it has unknown
 * parts.
 */
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
      const sent = getArgumentValues(definition, field, coerced);
      checkBounds(definition.args as readonly Bounded[], sent);
      requireWritableArguments(definition.args, sent, 'en');
      values = argumentsOfRead(definition.args, sent, 'en') as unknown as Arguments;
    } catch {
      return undefined;
    }
    const notice = keyOf('PublicityNotice', values.noticeId);
    const list = notice ? lists.find(generation, notice) : undefined;
    const page = list && readPage(list.lines, values);
    return page && bytesOf(name, page, list.names, write);
  };
}

const writer = new ByteWriter();

function bytesOf(name: string, page: Page, names: ListNames, write: Write<Page>): Buffer {
  writer.clear();
  writer.text(`{"data":{${name}:`);
  write(page, names, writer);
  writer.text('}}\n');
  return writer.take();
}

function readPage(lines: ReleaseLines, { filter, orderBy, ...place }: Arguments): Page | undefined {
  // The states of lines are in memory only for a snapshot that was asked for them.
  const selection = selectLines(lines, filter ?? {});
  const page = selection && pageOfLines(lines, selection, orderBy, place);
  return (
    page && {
      lines: page.places.map((at) => lineAt(lines, at)),
      total: () => countSelected(lines, selection),
      cursor: (line) => cursorOf(line, orderBy),
      hasNext: page.hasNext,
      hasPrevious: page.hasPrevious,
    }
  );
}
