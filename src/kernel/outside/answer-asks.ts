import { type Failure, stopSignals } from './asked-process.js';
import { causesOf } from '../errors/causes-of.js';
import { Refused } from '../errors/refusal.js';

/**
 * The child process's side of an `AskedProcess`: answers one question after another. For undefined, no answer is sent.
 */
export function answerAsks<Ask, Answer extends object>(answerTo: (ask: Ask) => Promise<Answer | undefined>): void {
  const answerOne = async (ask: Ask) => {
    const answer = await answerTo(ask).catch(failureOf);
    if (answer) await send(answer);
  };
  let asked = Promise.resolve();
  // One at a time: several questions may be sent in advance.
  process.on('message', (ask: Ask) => {
    asked = asked.then(() => answerOne(ask));
  });
  // These signals are sent to all processes of a service at once. The child ignores them: the gateway finishes its
  // questions and then ends this process.
  for (const signal of stopSignals) process.on(signal, () => undefined);
  // The gateway has ended, so no one waits for an answer.
  process.on('disconnect', () => process.exit());
}

function failureOf(error: Error): Failure {
  if (error instanceof Refused) return { answer: 'refused', refusals: error.refusals };
  const code = causesOf(error).find((cause) => typeof cause.code === 'string')?.code as string | undefined;
  return { answer: 'failed', error: error.stack ?? '', code };
}

/** Waits until the message is sent: a process that ends directly after its last message would lose it. */
function send(message: object): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()));
}
