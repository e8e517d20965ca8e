import type { GraphQLSchema } from 'graphql';
import type { AccessExtension } from '../../access/access.js';

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

/** The operations of the offices that one person may call alone, with the reason. */
export function listOnePerson(schema: GraphQLSchema): string {
  const rows = Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(({ name, extensions }) => {
    const { onePerson } = extensions as AccessExtension;
    return onePerson ? [[`\`${name}\``, onePerson]] : [];
  });
  return tableOf([['operation', 'why one person is enough'], ...rows]);
}

/** Padded as prettier writes a table. */
function tableOf(rows: string[][]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...rows.slice(1).map(line)].join('\n');
}

/** A page with its tables of four eyes as they are now. */
export function withFourEyes(page: string, schema: GraphQLSchema): string {
  return withTable(withTable(page, 'four-eyes', listFourEyes(schema)), 'one-person', listOnePerson(schema));
}

function withTable(page: string, mark: string, table: string): string {
  const place = new RegExp(`(<!-- ${mark} -->\n).*?(<!-- /${mark} -->)`, 's');
  return page.replace(place, (_, begin: string, end: string) => `${begin}\n${table}\n\n${end}`);
}
