import { setImmediate as nextTurn } from 'node:timers/promises';
import { GraphQLError, type ExecutionResult } from 'graphql';
import { expect, test } from 'vitest';
import { StreamInterrupted } from '../../src/event/follow/stream-interrupted.js';
import { liveResults } from '../../src/gateway/transports/live/live-results.js';

interface Happened {
  position: string;
}

/** So many events, and whether somebody has left them. */
function someEvents(count: number) {
  const state = { read: 0, left: false };
  async function* events(): AsyncGenerator<Happened, undefined> {
    try {
      for (; state.read < count;) yield { position: String((state.read += 1)) };
    } finally {
      state.left = true;
    }
  }
  return { state, events: events() };
}

const codeOf = ({ extensions }: GraphQLError) => extensions['code'];
async function positionsOf(results: AsyncIterable<ExecutionResult>): Promise<unknown[]> {
  const positions: unknown[] = [];
  for await (const { data } of results) positions.push(data?.['position']);
  return positions;
}

test('results come in the order of the events, whichever is computed first', async () => {
  const { events } = someEvents(30);
  const answer = async (event: unknown): Promise<ExecutionResult> => {
    const { position } = event as Happened;
    for (let turns = Number(position) % 3; turns > 0; turns -= 1) await nextTurn();
    return { data: { position } };
  };
  const expected = Array.from({ length: 30 }, (_, at) => String(at + 1));
  expect(await positionsOf(liveResults(events, answer, codeOf))).toEqual(expected);
});

test('some results are computed ahead, up to a limit', async () => {
  const { state, events } = someEvents(1_000);
  const results = liveResults(events, async (event) => ({ data: { ...(event as Happened) } }), codeOf);
  expect((await results.next()).value).toEqual({ data: { position: '1' } });
  for (let turns = 0; turns < 50; turns += 1) await nextTurn();
  expect(state.read).toBeGreaterThan(4);
  expect(state.read).toBeLessThan(40);
  await results.return?.();
  expect(state.left).toBe(true);
  expect(await results.next()).toEqual({ done: true, value: undefined });
});

test('events before an internal error are delivered, and the client is asked to resume at that event', async () => {
  const { state, events } = someEvents(9);
  const answer = (event: unknown): Promise<ExecutionResult> => {
    const { position } = event as Happened;
    return position === '3' ? Promise.reject(new Error('gone')) : Promise.resolve({ data: { position } });
  };
  const results = liveResults(events, answer, codeOf);
  expect((await results.next()).value).toEqual({ data: { position: '1' } });
  expect((await results.next()).value).toEqual({ data: { position: '2' } });
  const fault = await Promise.resolve(results.next()).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(StreamInterrupted);
  const { after } = (fault as StreamInterrupted).extensions as { after: string };
  expect(JSON.parse(Buffer.from(after, 'base64url').toString())).toEqual(['EVENTS', '2']);
  expect(await results.next()).toEqual({ done: true, value: undefined });
  expect(state.left).toBe(true);
});
