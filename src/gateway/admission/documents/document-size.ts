import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

export interface DocumentLimits {
  /** Lexical tokens, counted by the parser. */
  tokens: number;
  /** Depth of nested selections, and of nested values. */
  depth: number;
  /** Fields with an alias. */
  aliases: number;
  directives: number;
  /** Pairs of fields that have one name on one level: validation compares each pair. */
  pairs: number;
}

/** Limits for documents without a token: ten times what the public page uses. */
export const anonymousLimits: DocumentLimits = { tokens: 1_000, depth: 20, aliases: 100, directives: 50, pairs: 1_000 };

/** Limits for documents of a signed-in client. */
export const accountLimits: DocumentLimits = {
  tokens: 10_000,
  depth: 20,
  aliases: 2_000,
  directives: 200,
  pairs: 10_000,
};

/** Maximum number of selections in a document after its fragments are expanded. */
const mostSelections = 20_000;

/**
 * Checks the size of a parsed document before validation, because the cost of validation is quadratic in repeated
 * fields.
 */
export function checkSize(document: DocumentNode, limits: DocumentLimits): void {
  if ((document.tokenCount ?? 0) > limits.tokens) throw tooLarge('tokens', limits.tokens);
  countMarks(document, limits);
  new Measure(document, limits).run();
}

function countMarks(document: DocumentNode, { aliases, directives, depth }: DocumentLimits): void {
  const counts = { aliases: 0, directives: 0, values: 0 };
  const enter = () => {
    counts.values += 1;
    if (counts.values > depth) throw tooDeep();
  };
  const value = { enter, leave: () => void (counts.values -= 1) };
  visit(document, {
    Field: ({ alias }) => {
      if (alias && (counts.aliases += 1) > aliases) throw tooLarge('aliases', aliases);
    },
    Directive: () => {
      if ((counts.directives += 1) > directives) throw tooLarge('directives', directives);
    },
    ListValue: value,
    ObjectValue: value,
  });
}

/** Counts the selections as they are merged for execution. */
class Measure {
  readonly #document: DocumentNode;
  readonly #limits: DocumentLimits;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  #selections = 0;
  #pairs = 0;

  constructor(document: DocumentNode, limits: DocumentLimits) {
    this.#document = document;
    this.#limits = limits;
    for (const node of document.definitions) {
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(node.name.value, node);
    }
  }

  run(): void {
    for (const node of this.#document.definitions) {
      if ('selectionSet' in node) this.#level([node.selectionSet], 1);
    }
  }

  #level(sets: SelectionSetNode[], depth: number): void {
    if (depth > this.#limits.depth) throw tooDeep();
    const fields = new Map<string, FieldNode[]>();
    const expanded = new Set<string>();
    const pending: { selection: SelectionNode; inlined: number }[] = [];
    const push = ({ selections }: SelectionSetNode, inlined: number) => {
      if (inlined > this.#limits.depth) throw tooDeep();
      for (const selection of selections) pending.push({ selection, inlined });
    };
    for (const set of sets) push(set, 0);
    for (let next = pending.pop(); next; next = pending.pop()) {
      const { selection, inlined } = next;
      if ((this.#selections += 1) > mostSelections) throw tooLarge('selections', mostSelections);
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        const group = fields.get(name);
        if (group) group.push(selection);
        else fields.set(name, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) push(selection.selectionSet, inlined + 1);
      else if (!expanded.has(selection.name.value)) {
        expanded.add(selection.name.value);
        const fragment = this.#fragments.get(selection.name.value);
        if (fragment) push(fragment.selectionSet, inlined + 1);
      }
    }
    for (const group of fields.values()) this.#group(group, depth);
  }

  #group(group: FieldNode[], depth: number): void {
    this.#pairs += (group.length * (group.length - 1)) / 2;
    if (this.#pairs > this.#limits.pairs) {
      throw new GraphQLError('The document selects the same fields too often. Select each field once.', complexity);
    }
    const children = group.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
    if (children.length > 0) this.#level(children, depth + 1);
  }
}

const complexity = { extensions: { code: 'COMPLEXITY_EXCEEDED', http: { status: 400 } } };

export function tooLarge(what: string, most: number): GraphQLError {
  return new GraphQLError(`The document has more than ${most} ${what}. Ask for less, or send it in parts.`, complexity);
}

export function tooDeep(): GraphQLError {
  return new GraphQLError('The document is nested too deeply', complexity);
}
