import { expect, test, vi } from 'vitest';
import { gateLimits } from '../../src/gateway/admission/gate-limits.js';
import { FairGate, type Urgency } from '../../src/http/limits/gate/fair-gate.js';

/* Who is served when more is asked than can be done: two operations at once, one of them for deferrable ones. */
const limits = { total: 2, perClient: 2, waitingPerClient: 10, waiting: 10, longestWait: 5_000 };
const one = { least: 1, most: 1, inTime: 5_000 };
const gateOf = (longestWait: number) =>
  new FairGate({ ...limits, deferrable: { atWork: one, total: 2, waiting: 2, longestWait } });

/** Enters and notes its name when its turn has come. */
function queue(gate: FairGate) {
  const served: string[] = [];
  const ask = async (name: string, urgency: Urgency) => {
    const leave = await gate.enter(name, limits.perClient, urgency);
    served.push(name);
    return leave;
  };
  return { served, ask };
}

test('an urgent operation has a place, for any number of waiting deferrable ones', async () => {
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
    deferrable: { atWork: one, total: 4, waiting: 2, longestWait: 5_000 },
  });
  const { served, ask } = queue(gate);
  const leaves = [await ask('clerk', 'urgent'), await ask('clerk', 'urgent'), await ask('reader', 'deferrable')];
  expect(served).toEqual(['clerk', 'clerk', 'reader']);
  for (const leave of leaves) leave();
});

test('a client with a pause waits for its end, and the others do not', async () => {
  let pause = 1_000;
  const gate = new FairGate(limits, (client) => (client === 'busy' ? pause : 0));
  const { served, ask } = queue(gate);
  const waiting = ask('busy', 'urgent');
  (await ask('other', 'urgent'))();
  expect(served).toEqual(['other']);
  // The clock of the pause continues; where it is over, the next turn is the client's.
  pause = 0;
  (await ask('third', 'urgent'))();
  (await waiting)();
  expect(served).toEqual(['other', 'third', 'busy']);
});

test('quick operations have places and a queue of their own, and the gate reports that some wait', async () => {
  const deferrable = { atWork: one, total: 4, waiting: 1, longestWait: 5_000 };
  const quick = { ...deferrable, atWork: { ...one, least: 2, most: 2 }, waiting: 3 };
  const { ask } = queue(new FairGate({ ...limits, total: 4, deferrable, quick }));
  const gate = new FairGate({ ...limits, total: 4, deferrable, quick });
  const leave = await gate.enter('one', 2, 'deferrable');
  expect(gate.hasWaiting).toBe(false);
  const waits = gate.enter('two', 2, 'deferrable');
  expect(gate.hasWaiting).toBe(true);
  leave();
  (await waits)();
  expect(gate.hasWaiting).toBe(false);

  const leaves = [await ask('one', 'quick'), await ask('two', 'quick'), await ask('three', 'deferrable')];
  const waiting = ['a', 'b', 'c'].map((name) => ask(name, 'quick'));
  await expect(ask('d', 'quick')).rejects.toThrow('Too many requests');
  leaves.forEach((end) => end());
  for (const turn of waiting) (await turn)();
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

test.each(['deferrable', 'quick'] as const)(
  'a few %s ones that wait are served late, and refused as a crowd',
  async (urgency) => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
    try {
      const crowd = { from: 3, longestWaitOfFew: 60_000 };
      const own = { atWork: one, total: 2, waiting: 5, longestWait: 20 };
      const { served, ask } = queue(new FairGate({ ...limits, crowd, deferrable: own, quick: own }));
      const leave = await ask('first', urgency);
      const few = [ask('second', urgency), ask('third', urgency)] as const;
      const refused = expect(few[0], 'the one that waited longest').rejects.toThrow('Too many requests');
      await vi.advanceTimersByTimeAsync(59_000);
      const fourth = ask('fourth', urgency);
      await vi.advanceTimersByTimeAsync(20);
      await refused;
      leave();
      (await few[1])();
      (await fourth)();
      expect(served).toEqual(['first', 'third', 'fourth']);
    } finally {
      vi.useRealTimers();
    }
  },
);

test('of a gateway, a few quick or deferrable operations wait for 3 s, and urgent ones for 10 s', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  try {
    const gate = new FairGate(gateLimits(4));
    const waitOf = async (urgency: Urgency) => {
      const leaves: Promise<() => void>[] = [];
      while (gate.hasRoom(urgency)) leaves.push(gate.enter(`holder ${leaves.length}`, 100, urgency));
      const began = performance.now();
      const refused = expect(gate.enter('late', 100, urgency)).rejects.toThrow('Too many requests');
      await vi.runAllTimersAsync();
      await refused;
      for (const leave of leaves) (await leave)();
      return performance.now() - began;
    };
    expect([await waitOf('deferrable'), await waitOf('quick'), await waitOf('urgent')]).toEqual([3_000, 3_000, 10_000]);
  } finally {
    vi.useRealTimers();
  }
});

test('known quick operations have places of their own', async () => {
  const { served, ask } = queue(gateOf(5_000));
  const leave = await ask('searcher', 'deferrable');
  const waiting = ask('second searcher', 'deferrable');
  (await ask('reader', 'quick'))();
  expect(served).toEqual(['searcher', 'reader']);
  leave();
  (await waiting)();
});

test('known quick operations are served before the rest', async () => {
  const deferrable = { atWork: { least: 1, most: 2, inTime: 5_000 }, total: 2, waiting: 5, longestWait: 5_000 };
  const { served, ask } = queue(new FairGate({ ...limits, deferrable }));
  const leaves = [await ask('a', 'deferrable'), await ask('b', 'deferrable')];
  const waiting = [ask('searcher', 'deferrable'), ask('reader', 'quick')];
  leaves[0]?.();
  const leaveReader = await waiting[1];
  expect(served).toEqual(['a', 'b', 'reader']);
  leaveReader?.();
  (await waiting[0])?.();
  expect(served).toEqual(['a', 'b', 'reader', 'searcher']);
});

test('the client served least comes first, and takes the place of one with more entries in a full queue', async () => {
  const { served, ask } = queue(gateOf(5_000));
  const leave = await ask('holder', 'deferrable');
  const waiting = ask('flood', 'deferrable');
  const lost = ask('flood', 'deferrable');
  const quiet = ask('quiet', 'deferrable');
  await expect(lost, 'of two that wait the later one gives way').rejects.toThrow('Too many requests');
  await expect(ask('flood', 'deferrable')).rejects.toThrow('Too many requests');
  leave();
  (await waiting)();
  (await quiet)();
  expect(served).toEqual(['holder', 'flood', 'quiet']);
  const again = await ask('other', 'deferrable');
  const both = [ask('flood', 'deferrable'), ask('nobody yet', 'deferrable')];
  again();
  (await both[1])?.();
  await both[0];
  expect(served.slice(-2), 'one who was served already comes after one who was not').toEqual(['nobody yet', 'flood']);
});

test('no client uses all places for deferrable operations', async () => {
  const deferrable = { atWork: { least: 1, most: 2, inTime: 5_000 }, total: 5, waiting: 5, longestWait: 5_000 };
  const { served, ask } = queue(new FairGate({ ...limits, total: 5, deferrable }));
  const leave = await ask('flood', 'deferrable');
  const waiting = ask('flood', 'deferrable');
  (await ask('quiet', 'deferrable'))();
  expect(served).toEqual(['flood', 'quiet']);
  leave();
  (await waiting)();
});

test('waiting operations are refused sooner when no place has been free for long', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  try {
    const deferrable = { atWork: one, total: 2, waiting: 5, longestWait: 500, longestWaitWhenFull: 100 };
    const { ask } = queue(new FairGate({ ...limits, deferrable }));
    const leave = await ask('holder', 'deferrable');
    const refusedAfter = async (milliseconds: number) => {
      const waiting = ask('reader', 'deferrable');
      const ended = waiting.then(
        () => 'served',
        () => 'refused',
      );
      await vi.advanceTimersByTimeAsync(milliseconds - 1);
      expect(await Promise.race([ended, Promise.resolve('waits')])).toBe('waits');
      await vi.advanceTimersByTimeAsync(1);
      expect(await ended).toBe('refused');
    };
    await refusedAfter(500);
    await vi.advanceTimersByTimeAsync(1);
    await refusedAfter(100);
    leave();
    const next = await ask('holder', 'deferrable');
    await refusedAfter(500);
    next();
  } finally {
    vi.useRealTimers();
  }
});
