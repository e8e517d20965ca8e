import type { GraphQLSchema } from 'graphql';
import type { AccessExtension } from '../../access/access.js';

/**
 * Returns the four-eyes table of docs/access.md: each deciding operation, and the operations whose caller may not
 * decide.
 */
export function listFourEyes(schema: GraphQLSchema): string {
  const rows = Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(({ name, extensions }) => {
    const { access = [], fourEyes } = extensions as AccessExtension;
    if (!fourEyes) return [];
    const preparing = fourEyes.notBy.map((operation) => `\`${operation}\``).join(', ');
    return [[`\`${name}\``, access.join(', '), preparing]];
  });
  return tableOf([['operation', 'called by', 'not by the person who called'], ...rows]);
}

/** Returns the table of office operations that one person may call alone, with the reason. */
export function listOnePerson(schema: GraphQLSchema): string {
  const rows = Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(({ name, extensions }) => {
    const { onePerson } = extensions as AccessExtension;
    return onePerson ? [[`\`${name}\``, onePerson]] : [];
  });
  return tableOf([['operation', 'why one person is enough'], ...rows]);
}

/** Formats a Markdown table as prettier does. */
function tableOf(rows: string[][]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...rows.slice(1).map(line)].join('\n');
}

/** Returns the page with its four-eyes tables replaced by the current ones. */
export function withFourEyes(page: string, schema: GraphQLSchema): string {
  return withTable(withTable(page, 'four-eyes', listFourEyes(schema)), 'one-person', listOnePerson(schema));
}

function withTable(page: string, mark: string, table: string): string {
  const place = new RegExp(`(<!-- ${mark} -->\n).*?(<!-- /${mark} -->)`, 's');
  return page.replace(place, (_, begin: string, end: string) => `${begin}\n${table}\n\n${end}`);
}
