const created = /^create (?:unique )?index concurrently "?(\w+)"?/im;
const dropped = /^drop index concurrently (?!if exists)/im;

/**
 * Returns the statements of a file that runs outside a transaction, so that they can be repeated: if the migration was
 * interrupted, an invalid index may be left, or the work is done but not recorded. An index that is left is created
 * again.
 */
export function repeatable(sql: string): string[] {
  const [, index] = created.exec(sql) ?? [];
  if (index) return [`drop index concurrently if exists "${index}"`, sql];
  return [sql.replace(dropped, '$&if exists ')];
}
