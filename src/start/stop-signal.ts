import { givenSettings } from '../config/given-settings.js';

/*
 * Imported before everything that takes time, so that signals are handled from the beginning. The first SIGINT or
 * SIGTERM stops the gateway in order; a second one, or the deadline, ends it immediately.
 */

/** Milliseconds from the signal to the end of the process, whatever is still running. */
const deadline = Number(givenSettings(process.env)['SHUTDOWN_DEADLINE'] ?? 60_000);

const controller = new AbortController();

/** Aborted when the process is asked to stop. */
export const stopSignal = controller.signal;

function onSignal(signal: NodeJS.Signals): void {
  if (controller.signal.aborted) end(`a second signal (${signal})`);
  setTimeout(() => end(`it did not stop within ${deadline} ms`), deadline).unref();
  controller.abort(new Error(`The process was asked to stop (${signal})`));
}

function end(why: string): never {
  process.stderr.write(`The gateway ends at once: ${why}\n`);
  process.exit(1);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);

// The reader of our output may close it at any time, `npm start | head` for example; the gateway continues.
for (const output of [process.stdout, process.stderr]) {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** Waits for `work` unless the process is asked to stop first; the result is then undefined. */
export async function unlessStopped<T>(work: Promise<T>): Promise<T | undefined> {
  if (stopSignal.aborted) {
    work.catch(() => undefined);
    return undefined;
  }
  const stopped = new Promise<undefined>((resolve) =>
    stopSignal.addEventListener('abort', () => resolve(undefined), { once: true }),
  );
  return Promise.race([work, stopped]);
}
