import { type Failure, stopSignals } from './asked-process.js';
import { causesOf } from '../errors/causes-of.js';
import { Refused } from '../errors/refusal.js';

/** The other side of an `AskedProcess`: answers one question after the other; undefined is no answer. */
export function answerAsks<Ask, Answer extends object>(answerTo: (ask: Ask) => Promise<Answer | undefined>): void {
  const answerOne = async (ask: Ask) => {
    const answer = await answerTo(ask).catch(failureOf);
    if (answer) await send(answer);
  };
  let asked = Promise.resolve();
  // One after the other: several may be asked ahead.
  process.on('message', (ask: Ask) => {
    asked = asked.then(() => answerOne(ask));
  });
  // Sent to all processes of a service at once. The gateway ends what it has asked for, and then this process.
  for (const signal of stopSignals) process.on(signal, () => undefined);
  // The gateway is gone, so nobody waits for this any more.
  process.on('disconnect', () => process.exit());
}

function failureOf(error: Error): Failure {
  if (error instanceof Refused) return { answer: 'refused', refusals: error.refusals };
  const code = causesOf(error).find((cause) => typeof cause.code === 'string')?.code as string | undefined;
  return { answer: 'failed', error: error.stack ?? '', code };
}

/** Waits until the message is out: a process that is ended by its last one would lose it. */
function send(message: object): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()));
}
