import type { GraphQLSchema } from 'graphql';
import type { AccessExtension } from '../access/access.js';

/** The rule of four eyes as docs/access.md shows it: each operation that decides, and those whose caller may not. */
export function listFourEyes(schema: GraphQLSchema): string {
  const rows = Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(({ name, extensions }) => {
    const { access = [], fourEyes } = extensions as AccessExtension;
    if (!fourEyes) return [];
    const preparing = fourEyes.notBy.map((operation) => `\`${operation}\``).join(', ');
    return [[`\`${name}\``, access.join(', '), preparing]];
  });
  return tableOf([['operation', 'called by', 'not by the person who called'], ...rows]);
}

/** Padded as prettier writes a table. */
function tableOf(rows: string[][]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...rows.slice(1).map(line)].join('\n');
}

/** A page with its table of four eyes as it is now. */
export function withFourEyes(page: string, schema: GraphQLSchema): string {
  return page.replace(
    /(<!-- four-eyes -->\n).*?(<!-- \/four-eyes -->)/s,
    (_, begin: string, end: string) => `${begin}\n${listFourEyes(schema)}\n\n${end}`,
  );
}
