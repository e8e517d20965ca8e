import { expect, test } from 'vitest';
import { LiveAudience, type LiveFollower, type EventText } from '../../src/event/follow/live-audience.js';
import type { SealedEvent } from '../../src/event/sealed/sealed-event.js';

const eventAt = (position: number) => ({ position: String(position) }) as SealedEvent;
const never = new AbortController().signal;
const unexpected = (error: unknown) => expect.unreachable(String(error));

/** A follower that records what it receives, and has enough after so many messages. */
function follower({
  answer = async ({ position }: SealedEvent): Promise<string | undefined> => position,
  most = Infinity,
}) {
  const received: string[] = [];
  const state = { received, answered: 0 };
  const live: LiveFollower = {
    audience: 'all',
    answer: (event) => {
      state.answered += 1;
      return answer(event);
    },
    deliver: (events: readonly EventText[]) => {
      received.push(...events.map(({ text }) => text));
      return received.length < most;
    },
    free: async () => undefined,
  };
  return { live, state };
}

test('an event is computed once for all, and each subscriber receives what it does not have', async () => {
  const audience = new LiveAudience(unexpected);
  const [one, other] = [follower({}), follower({})];
  const [leaveOne, leaveOther] = [new AbortController(), new AbortController()];
  const ended = [audience.serve(one.live, '0', leaveOne.signal), audience.serve(other.live, '2', leaveOther.signal)];
  audience.deliver([1, 2, 3].map(eventAt));
  await expect.poll(() => other.state.received).toEqual(['3']);
  expect(one.state.received).toEqual(['1', '2', '3']);
  expect(one.state.answered + other.state.answered).toBe(3);
  leaveOne.abort();
  leaveOther.abort();
  expect(await Promise.all(ended)).toEqual(['3', '3']);
  expect(audience.isEmpty).toBe(true);
});

test('a subscriber that joins while an event is computed does not receive it twice', async () => {
  const audience = new LiveAudience(unexpected);
  let finish: (text: string) => void = () => undefined;
  const first = follower({ answer: () => new Promise<string>((resolve) => (finish = resolve)) });
  void audience.serve(first.live, '0', never);
  audience.deliver([eventAt(1)]);
  const late = follower({});
  void audience.serve(late.live, '1', never);
  finish('1');
  await expect.poll(() => first.state.received).toEqual(['1']);
  expect(late.state.received).toEqual([]);
});

test('a subscriber that does not read continues alone from its last event, and the others receive more', async () => {
  const audience = new LiveAudience(unexpected);
  const [slow, quick] = [follower({ most: 1 }), follower({})];
  const goesOn = audience.serve(slow.live, '0', never);
  void audience.serve(quick.live, '0', never);
  audience.deliver([eventAt(1)]);
  expect(await goesOn).toBe('1');
  audience.deliver([eventAt(2)]);
  await expect.poll(() => quick.state.received).toEqual(['1', '2']);
  expect(slow.state.received).toEqual(['1']);
});

test.each([
  ['depends on the account', async () => undefined],
  ['fails', () => Promise.reject(new Error('gone'))],
])('before an event whose answer %s, everybody continues alone', async (_, fault) => {
  const audience = new LiveAudience(unexpected);
  const answer = ({ position }: SealedEvent) => (position === '2' ? fault() : Promise.resolve(position));
  const two = [follower({ answer }), follower({ answer })];
  const goOn = two.map(({ live }) => audience.serve(live, '0', never));
  audience.deliver([1, 2, 3].map(eventAt));
  expect(await Promise.all(goOn)).toEqual(['1', '1']);
  expect(two.map(({ state }) => state.received)).toEqual([['1'], ['1']]);
});

test('an internal error is reported, and every subscriber continues alone', async () => {
  const faults: unknown[] = [];
  const audience = new LiveAudience((error) => faults.push(error));
  const fault = new Error('cannot be sent');
  const deliver = () => {
    throw fault;
  };
  const goesOn = audience.serve({ ...follower({}).live, deliver }, '0', never);
  audience.deliver([eventAt(1)]);
  expect([await goesOn, faults]).toEqual(['0', [fault]]);
});
