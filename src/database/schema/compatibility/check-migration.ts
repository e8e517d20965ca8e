import { parse } from 'libpg-query';
import { firstLine, isOutsideTransaction, isInBatches } from './first-line.js';
import { changedTables, createdBy, faultOf, isLimited, type Statement } from './statement-rules.js';

export interface MigrationFault {
  /** Line of the file where the statement starts. */
  line: number;
  fault: string;
}

/** The first line of a file that removes what the previous version no longer uses. */
const contract = /^-- contract: \S.*$/m;

/**
 * Returns what would break running gateways of the previous version: statements that remove or change what they use, or
 * lock a table for a time that grows with its size. A file that starts with `-- contract: REASON` may remove.
 */
export async function checkMigration(sql: string): Promise<MigrationFault[]> {
  const { stmts = [] } = await parse(sql);
  const statements = stmts.map(({ stmt, stmt_location: start = 0 }) => ({ stmt: stmt as Statement, start }));
  const created = new Set(statements.flatMap(({ stmt }) => createdBy(stmt) ?? []));
  const mayTakeAway = contract.test(firstLine(sql));
  const faults = statements.flatMap(({ stmt, start }) => {
    const found = faultOf(stmt, created) ?? (isInBatches(sql) ? undefined : faultOfChange(stmt, created));
    const accepted = !found || (found.takesAway && mayTakeAway);
    return accepted ? [] : [{ line: lineAt(sql, start), fault: found.text }];
  });
  if (isOutsideTransaction(sql) && statements.length !== 1) {
    faults.push({ line: 1, fault: 'what runs without a transaction is one statement in a file of its own' });
  }
  const batchFault = isInBatches(sql) ? faultOfBatches(statements) : undefined;
  if (batchFault) faults.push({ line: 1, fault: batchFault });
  return faults;
}

function faultOfBatches(statements: { stmt: Statement }[]): string | undefined {
  const [first] = statements;
  if (first && statements.length === 1 && changedTables(first.stmt).length > 0 && isLimited(first.stmt)) return undefined;
  return 'what runs in batches is one `update` or `delete` in a file of its own, of rows that it takes with a `limit`';
}

/** Only the database knows how many rows a table has. Batches cost nothing if they are few. */
function faultOfChange(stmt: Statement, created: ReadonlySet<string>) {
  const changed = changedTables(stmt).filter((table) => !created.has(table));
  if (changed.length === 0) return undefined;
  const text = `it locks every row of ${changed.join(', ')} that it changes until all are changed; use \`-- in batches\``;
  return { text, takesAway: false };
}

/**
 * Returns the line of a statement. The parser's offsets are in bytes, and the statement starts after blanks and
 * comments.
 */
function lineAt(sql: string, start: number): number {
  const before = Buffer.from(sql).subarray(0, start).toString('utf8');
  const [blank = ''] = /^(?:\s|--.*\n)*/.exec(sql.slice(before.length)) ?? [];
  return (before + blank).split('\n').length;
}
