import { type Refusal, Refused } from './refusal.js';

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
  // The gateway is gone, so nobody waits for this any more.
  process.on('disconnect', () => process.exit());
}

function failureOf(error: Error): { answer: 'refused'; refusals: Refusal[] } | { answer: 'failed'; error: string } {
  return error instanceof Refused
    ? { answer: 'refused', refusals: error.refusals }
    : { answer: 'failed', error: error.stack ?? '' };
}

/** Waits until the message is out: a process that is ended by its last one would lose it. */
function send(message: object): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()));
}
