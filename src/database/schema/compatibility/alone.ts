const alone = /^-- without a transaction\s*$/;

/** Whether a file runs outside a transaction, as `create index concurrently` has to: its first line says so. */
export function isAlone(sql: string): boolean {
  return alone.test(firstLine(sql));
}

const batches = /^-- in batches\s*$/;

/** Whether a file is one statement that runs again and again, each time in a transaction of its own, until it changes nothing. */
export function isInBatches(sql: string): boolean {
  return batches.test(firstLine(sql));
}

export function firstLine(sql: string): string {
  return sql.split('\n', 1)[0] as string;
}
