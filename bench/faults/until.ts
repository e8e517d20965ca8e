import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until a condition is true; errors meanwhile are ignored and the check is repeated. */
export async function until(what: string, holds: () => Promise<boolean>, seconds = 60): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  let reason: unknown;
  const failed = (error: unknown) => {
    reason = error;
    return false;
  };
  while (!(await holds().catch(failed))) {
    if (Date.now() > end) throw new Error(`This did not happen within ${seconds} s: ${what}`, { cause: reason });
    await sleep(50);
  }
}
