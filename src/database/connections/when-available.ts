import { setTimeout as sleep } from 'node:timers/promises';
import { isTemporaryFault } from '../database-fault.js';

const interval = 1_000;

/** Opens the database as soon as it answers. Logs once why it waits. */
export async function whenAvailable<T>(open: () => Promise<T>, stop: AbortSignal): Promise<T> {
  for (let said = ''; ;) {
    try {
      return await open();
    } catch (error) {
      if (!isTemporaryFault(error) || stop.aborted) throw error;
      const reason = reasonOf(error);
      if (reason !== said) process.stderr.write(`PostgreSQL does not answer (${reason}); waiting for it\n`);
      said = reason;
      await sleep(interval, undefined, { signal: stop });
    }
  }
}

/** Node reports one error for each address that it tried; the first one is shown. */
function reasonOf(error: unknown): string {
  const [first] = error instanceof AggregateError ? error.errors : [error];
  return first instanceof Error ? first.message : String(first);
}
