type JsonLd = { [key: string]: unknown };

/**
 * Converts one of our JSON-LD documents to Turtle. Every node has a name and there is only one context, so this is
 * short.
 */
export function asTurtle(document: object): string {
  const { '@context': context, ...root } = document as JsonLd;
  const prefixes = Object.entries(context as Record<string, string>).map(
    ([name, uri]) => `@prefix ${name}: <${uri}> .`,
  );
  const blocks: string[] = [];
  describe(root, blocks);
  return `${prefixes.join('\n')}\n\n${[...new Set(blocks)].join('\n\n')}\n`;
}

function describe(node: JsonLd, blocks: string[]): void {
  const { '@id': id, '@type': type, ...properties } = node;
  const place = blocks.push('') - 1;
  const pairs = Object.entries(properties).flatMap(([name, value]) =>
    [value].flat().map((object) => `  ${name} ${term(object, blocks)}`),
  );
  blocks[place] = `<${escapeIri(String(id))}> a ${String(type)}${pairs.map((pair) => ` ;\n${pair}`).join('')} .`;
}

function term(value: unknown, blocks: string[]): string {
  if (typeof value !== 'object' || value === null) return literal(String(value));
  const node = value as JsonLd;
  if ('@value' in node) {
    const suffix = node['@language'] ? `@${String(node['@language'])}` : `^^${String(node['@type'])}`;
    return literal(String(node['@value'])) + suffix;
  }
  if ('@type' in node) describe(node, blocks);
  return `<${escapeIri(String(node['@id']))}>`;
}

function literal(text: string): string {
  return JSON.stringify(text);
}

function escapeIri(iri: string): string {
  return iri.replace(/[<>"{}|^`\\\s]/g, (character) => encodeURIComponent(character));
}
