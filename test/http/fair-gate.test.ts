import { expect, test } from 'vitest';
import { FairGate } from '../../src/http/limits/fair-gate.js';

/* Who is served when more is asked than can be done: two operations at once, one of them for deferrable ones. */
const limits = { total: 2, perClient: 2, waitingPerClient: 10, waiting: 10, longestWait: 5_000 };
const gateOf = (longestWait: number) =>
  new FairGate({ ...limits, deferrable: { atWork: 1, total: 2, waiting: 2, longestWait } });

/** Enters and notes its name when its turn has come. */
function queue(gate: FairGate) {
  const served: string[] = [];
  const ask = async (name: string, urgency: 'urgent' | 'deferrable') => {
    const leave = await gate.enter(name, limits.perClient, urgency);
    served.push(name);
    return leave;
  };
  return { served, ask };
}

test('there is room for an urgent operation however many deferrable ones wait', async () => {
  const { served, ask } = queue(gateOf(5_000));
  const leave = await ask('reader', 'deferrable');
  const waiting = [ask('second reader', 'deferrable'), ask('third reader', 'deferrable')];
  await expect(ask('fourth reader', 'deferrable')).rejects.toThrow('Too many requests');
  const leaveUrgent = await ask('insurer', 'urgent');
  expect(served).toEqual(['reader', 'insurer']);
  leaveUrgent();
  leave();
  (await waiting[0])?.();
  (await waiting[1])?.();
  expect(served).toEqual(['reader', 'insurer', 'second reader', 'third reader']);
});

test('urgent operations of one client leave room for a deferrable one of another', async () => {
  const gate = new FairGate({
    ...limits,
    total: 5,
    deferrable: { atWork: 1, total: 4, waiting: 2, longestWait: 5_000 },
  });
  const { served, ask } = queue(gate);
  const leaves = [await ask('clerk', 'urgent'), await ask('clerk', 'urgent'), await ask('reader', 'deferrable')];
  expect(served).toEqual(['clerk', 'clerk', 'reader']);
  for (const leave of leaves) leave();
});

test('a client that has to pause waits for the end of its pause, and the others do not', async () => {
  let pause = 1_000;
  const gate = new FairGate(limits, (client) => (client === 'busy' ? pause : 0));
  const { served, ask } = queue(gate);
  const waiting = ask('busy', 'urgent');
  (await ask('other', 'urgent'))();
  expect(served).toEqual(['other']);
  // The clock of the pause goes on by itself; where it is over, the next turn is the client's.
  pause = 0;
  (await ask('third', 'urgent'))();
  (await waiting)();
  expect(served).toEqual(['other', 'third', 'busy']);
});

test('urgent operations that wait are served before deferrable ones that came first', async () => {
  const { served, ask } = queue(gateOf(5_000));
  const leaves = [await ask('a', 'urgent'), await ask('b', 'urgent')];
  const waiting = [ask('reader', 'deferrable'), ask('insurer', 'urgent')];
  leaves[0]?.();
  const leaveInsurer = await waiting[1];
  expect(served).toEqual(['a', 'b', 'insurer']);
  leaveInsurer?.();
  leaves[1]?.();
  (await waiting[0])?.();
  expect(served).toEqual(['a', 'b', 'insurer', 'reader']);
});

test('a deferrable operation is refused after its own, shorter wait', async () => {
  const { ask } = queue(gateOf(20));
  const leave = await ask('reader', 'deferrable');
  await expect(ask('second reader', 'deferrable')).rejects.toThrow('Too many requests');
  leave();
  (await ask('third reader', 'deferrable'))();
});
