import { type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import { type BoundedCount, boundedCountOf } from '../../kernel/lists/bounded-count.js';
import type { ListedLine, ListNames, Names } from '../memory/release-lines.js';
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
export type Write<Value> = (value: Value, names: ListNames, out: ByteWriter) => void;

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
        ({ region }, names, out) => {
          const found = names.regions.get(region);
          if (found) write(found, names, out);
          else out.text('null');
        },
        ({ region }) => region,
      )
    );
  },
  qualificationKinds: (node) =>
    writeNames(
      node,
      ({ kinds }) => kinds,
      ({ kinds }) => kinds,
      'given',
    ),
  products: (node) =>
    writeNames(
      node,
      ({ products }) => products,
      ({ products }) => products,
      'catalogue',
    ),
};

/** Encodes a value once for each key, because many lines have the same city or codes. */
function writeOnce<Key>(write: Write<ListedLine>, keyOf: (line: ListedLine) => Key): Write<ListedLine> {
  const written = new WeakMap<ListNames, Map<Key, Buffer>>();
  const aside = new ByteWriter();
  return (line, names, out) => {
    let known = written.get(names);
    if (!known) written.set(names, (known = new Map()));
    const key = keyOf(line);
    let bytes = known.get(key);
    if (!bytes) {
      aside.clear();
      write(line, names, aside);
      known.set(key, (bytes = aside.take()));
    }
    out.bytes(bytes);
  };
}

function writeNames(
  node: FieldNode,
  namesOf: (names: ListNames) => Names,
  codesOf: (line: ListedLine) => string[],
  order: 'given' | 'catalogue',
): Write<ListedLine> | undefined {
  const write = writeObject(node.selectionSet, namedFields);
  return (
    write &&
    writeOnce((line, names, out) => {
      const [known, codes] = [namesOf(names), codesOf(line)];
      const inOrder = order === 'given' ? codes : [...known.keys()].filter((code) => codes.includes(code));
      const found = inOrder.map((code) => known.get(code)).filter((one) => one !== undefined);
      writeEach(found, write, names, out);
    }, codesOf)
  );
}

function writeEach<Value>(values: Value[], write: Write<Value>, names: ListNames, out: ByteWriter): void {
  out.text('[');
  values.forEach((value, index) => {
    if (index > 0) out.text(',');
    write(value, names, out);
  });
  out.text(']');
}

export const connectionFields: Fields<Page> = {
  totalCount: plain((page) => String(page.total())),
  boundedCount: (node) => {
    const write = writeObject(node.selectionSet, boundedCountFields);
    return write && ((page, names, out) => write(boundedCountOf(page.total()), names, out));
  },
  pageInfo: (node) => writeObject(node.selectionSet, pageInfoFields),
  nodes: (node) => {
    const write = writeObject(node.selectionSet, lineFields);
    return write && ((page, names, out) => writeEach(page.lines, write, names, out));
  },
  edges: (node) => {
    const write = writeObject<{ page: Page; line: ListedLine }>(node.selectionSet, {
      cursor: plain(({ page, line }) => `"${page.cursor(line)}"`),
      node: (inner) => {
        const writeLine = writeObject(inner.selectionSet, lineFields);
        return writeLine && (({ line }, names, out) => writeLine(line, names, out));
      },
    });
    const edgesOf = (page: Page) => page.lines.map((line) => ({ page, line }));
    return write && ((page, names, out) => writeEach(edgesOf(page), write, names, out));
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
  return (value, names, out) => {
    for (const { head, write } of parts) {
      out.text(head);
      write(value, names, out);
    }
    out.text('}');
  };
}
