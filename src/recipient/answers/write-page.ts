import { type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import { type BoundedCount, boundedCountOf } from '../../kernel/lists/bounded-count.js';
import type { ListedLine, Names, RecipientList } from '../memory/release-lines.js';
import { ByteWriter } from './byte-writer.js';

/** A page of a list in memory. */
export interface Page {
  lines: ListedLine[];
  /** Counts all rows, only when selected. */
  total: () => number;
  cursor: (line: ListedLine) => string;
  hasNext: boolean;
  hasPrevious: boolean;
}

/** Writes one value into the answer. */
export type Write<Value> = (value: Value, list: RecipientList, out: ByteWriter) => void;

type Fields<Value> = Record<string, (node: FieldNode) => Write<Value> | undefined>;

/** Returns a writer for a field that is written as text, independent of the selection below it. */
function plain<Value>(text: (value: Value) => string): () => Write<Value> {
  return () => (value, _, out) => out.text(text(value));
}

const pageInfoFields: Fields<Page> = {
  hasNextPage: plain((page) => String(page.hasNext)),
  hasPreviousPage: plain((page) => String(page.hasPrevious)),
  startCursor: plain((page) => cursorText(page, page.lines.at(0))),
  endCursor: plain((page) => cursorText(page, page.lines.at(-1))),
};

const boundedCountFields: Fields<BoundedCount> = {
  count: plain(({ count }) => String(count)),
  isExact: plain(({ isExact }) => String(isExact)),
};

function cursorText(page: Page, line: ListedLine | undefined): string {
  return line ? `"${page.cursor(line)}"` : 'null';
}

const namedFields: Fields<{ id: string; code: string; name: string; nameInEnglish: string }> = {
  id: plain(({ id }) => `"${id}"`),
  code: plain(({ code }) => JSON.stringify(code)),
  name: plain(({ name }) => JSON.stringify(name)),
  nameInEnglish: plain(({ nameInEnglish }) => JSON.stringify(nameInEnglish)),
};

const lineFields: Fields<ListedLine> = {
  id: plain(({ id }) => `"${id}"`),
  rank: plain(({ rank }) => String(rank)),
  name: plain(({ name }) => JSON.stringify(name)),
  creditCode: plain(({ creditCode }) => `"${creditCode}"`),
  amount: plain(({ amount }) => `"${amount}"`),
  city: (node) => {
    const write = writeObject(node.selectionSet, namedFields);
    return (
      write &&
      writeOnce(
        ({ region }, list, out) => {
          const found = list.regions.get(region);
          if (found) write(found, list, out);
          else out.text('null');
        },
        ({ region }) => region,
      )
    );
  },
  qualificationKinds: (node) =>
    writeNames(
      node,
      (list) => list.kinds,
      ({ kinds }) => kinds,
      'given',
    ),
  products: (node) =>
    writeNames(
      node,
      (list) => list.products,
      ({ products }) => products,
      'catalogue',
    ),
};

/** Encodes a value once for each key, because many lines have the same city or codes. */
function writeOnce<Key>(write: Write<ListedLine>, keyOf: (line: ListedLine) => Key): Write<ListedLine> {
  const written = new WeakMap<RecipientList, Map<Key, Buffer>>();
  const aside = new ByteWriter();
  return (line, list, out) => {
    let known = written.get(list);
    if (!known) written.set(list, (known = new Map()));
    const key = keyOf(line);
    let bytes = known.get(key);
    if (!bytes) {
      aside.clear();
      write(line, list, aside);
      known.set(key, (bytes = aside.take()));
    }
    out.bytes(bytes);
  };
}

function writeNames(
  node: FieldNode,
  namesOf: (list: RecipientList) => Names,
  codesOf: (line: ListedLine) => string[],
  order: 'given' | 'catalogue',
): Write<ListedLine> | undefined {
  const write = writeObject(node.selectionSet, namedFields);
  return (
    write &&
    writeOnce((line, list, out) => {
      const [names, codes] = [namesOf(list), codesOf(line)];
      const inOrder = order === 'given' ? codes : [...names.keys()].filter((code) => codes.includes(code));
      const found = inOrder.map((code) => names.get(code)).filter((one) => one !== undefined);
      writeEach(found, write, list, out);
    }, codesOf)
  );
}

function writeEach<Value>(values: Value[], write: Write<Value>, list: RecipientList, out: ByteWriter): void {
  out.text('[');
  values.forEach((value, index) => {
    if (index > 0) out.text(',');
    write(value, list, out);
  });
  out.text(']');
}

export const connectionFields: Fields<Page> = {
  totalCount: plain((page) => String(page.total())),
  boundedCount: (node) => {
    const write = writeObject(node.selectionSet, boundedCountFields);
    return write && ((page, list, out) => write(boundedCountOf(page.total()), list, out));
  },
  pageInfo: (node) => writeObject(node.selectionSet, pageInfoFields),
  nodes: (node) => {
    const write = writeObject(node.selectionSet, lineFields);
    return write && ((page, list, out) => writeEach(page.lines, write, list, out));
  },
  edges: (node) => {
    const write = writeObject<{ page: Page; line: ListedLine }>(node.selectionSet, {
      cursor: plain(({ page, line }) => `"${page.cursor(line)}"`),
      node: (inner) => {
        const writeLine = writeObject(inner.selectionSet, lineFields);
        return writeLine && (({ line }, list, out) => writeLine(line, list, out));
      },
    });
    const edgesOf = (page: Page) => page.lines.map((line) => ({ page, line }));
    return write && ((page, list, out) => writeEach(edgesOf(page), write, list, out));
  },
};

/** Returns a writer for this selection; undefined if it has a fragment, a directive, or a repeated or unknown field. */
export function writeObject<Value>(
  selectionSet: SelectionSetNode | undefined,
  fields: Fields<Value>,
): Write<Value> | undefined {
  const parts: { head: string; write: Write<Value> }[] = [];
  const used = new Set<string>();
  for (const selection of selectionSet?.selections ?? []) {
    if (selection.kind !== Kind.FIELD || selection.directives?.length || selection.arguments?.length) return undefined;
    const name = selection.alias?.value ?? selection.name.value;
    const field = fields[selection.name.value];
    const write = Object.hasOwn(fields, selection.name.value) ? field?.(selection) : undefined;
    if (!write || used.has(name)) return undefined;
    used.add(name);
    parts.push({ head: `${parts.length > 0 ? ',' : '{'}${JSON.stringify(name)}:`, write });
  }
  return (value, list, out) => {
    for (const { head, write } of parts) {
      out.text(head);
      write(value, list, out);
    }
    out.text('}');
  };
}
