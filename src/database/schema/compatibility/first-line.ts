const outsideTransaction = /^-- without a transaction\s*$/;

/** Whether the first line of a file says that it runs outside a transaction, as `create index concurrently` has to. */
export function isOutsideTransaction(sql: string): boolean {
  return outsideTransaction.test(firstLine(sql));
}

const batches = /^-- in batches\s*$/;

/** Whether a file is one statement that is repeated, each time in its own transaction, until it changes nothing. */
export function isInBatches(sql: string): boolean {
  return batches.test(firstLine(sql));
}

export function firstLine(sql: string): string {
  return sql.split('\n', 1)[0] as string;
}
