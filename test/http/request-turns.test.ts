import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RequestTurns, type TurnLine } from '../../src/http/limits/request-turns.js';

/* Time passes where a request keeps the event loop busy, and nowhere else: what is seen is the order. */
let turns: RequestTurns;
let ended: string[];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  turns = new RequestTurns(
    () => 'one',
    () => performance.now(),
  );
  ended = [];
});
afterEach(() => vi.useRealTimers());

interface Sent {
  client?: string;
  line?: TurnLine;
  takes?: number;
}

/** A request that keeps the event loop busy for half a turn. */
function send(name: string, { client = 'many', line = 'anybody', takes = 4 }: Sent = {}): void {
  const work = () => {
    ended.push(name);
    vi.advanceTimersByTime(takes);
  };
  const refuse = () => ended.push(`${name} refused`);
  turns.run(line, client, work, line === 'sockets' ? undefined : refuse);
}

function sendMany(count: number, name: string, sent?: Sent): void {
  for (let at = 0; at < count; at += 1) send(`${name} ${at}`, sent);
}

/** Until so many have ended; far more turns of the event loop than that takes are a fault. */
async function untilEnded(count: number): Promise<void> {
  for (let turn = 0; ended.length < count; turn += 1) {
    if (turn > 10 + 10 * count) throw new Error(`${ended.length} of ${count} ended`);
    await nextTurn();
  }
}

const placesOf = (name: string) => ended.flatMap((one, at) => (one.startsWith(name) ? [at] : []));

test('of many simultaneous requests each client’s begin in turn, and nobody waits for all of them', async () => {
  sendMany(100, 'many');
  expect(ended.length).toBeLessThan(10);
  await nextTurn();
  send('one', { client: 'one' });
  await untilEnded(101);
  expect(ended.indexOf('one')).toBeGreaterThan(0);
  expect(ended.indexOf('one')).toBeLessThan(30);
  expect(ended.filter((name) => name !== 'one')).toEqual(Array.from({ length: 100 }, (_, at) => `many ${at}`));
});

test('of many clients that send at once, few begin before the event loop reads others', async () => {
  for (let at = 0; at < 100; at += 1) send(`request ${at}`, { client: `client ${at}` });
  expect(ended).toEqual(['request 0', 'request 1']);
  await untilEnded(100);
});

test('clients that wait begin one after the other', async () => {
  for (const client of ['a', 'b', 'c']) sendMany(20, client, { client });
  await untilEnded(60);
  for (const client of ['a', 'b', 'c']) expect(placesOf(client)[10]).toBeLessThan(45);
});

test('a request that arrives in a turn with time left begins immediately', () => {
  sendMany(3, 'request', { takes: 0 });
  expect(ended).toHaveLength(3);
});

test('requests with a token do not wait behind those without, and invented tokens do not delay them', async () => {
  for (let at = 0; at < 100; at += 1) {
    send(`anybody ${at}`, { client: `client ${at}` });
    send(`token ${at}`, { client: `account ${at}`, line: 'tokens' });
  }
  await untilEnded(200);
  expect(placesOf('token').slice(0, 50).at(-1)).toBeLessThan(110);
  expect(placesOf('anybody').slice(0, 50).at(-1)).toBeLessThan(110);
});

test('a client that asks for known documents does not wait behind new ones, however much it asks', async () => {
  for (let at = 0; at < 100; at += 1) {
    send(`new ${at}`, { client: `client ${at}`, line: 'newDocuments' });
    send(`known ${at}`, { client: 'reader' });
  }
  await untilEnded(200);
  expect(placesOf('known').slice(0, 50).at(-1)).toBeLessThan(110);
  expect(placesOf('new').slice(0, 50).at(-1)).toBeLessThan(110);
});

test('if too many wait, a request of the client with the most is dropped, not that of a new client', async () => {
  send('busy', { takes: 8 });
  sendMany(1_100, 'many', { takes: 0 });
  expect(ended.filter((name) => name.endsWith('refused'))).toHaveLength(100);
  send('one', { client: 'one' });
  expect(ended.at(-1), 'the latest of them').toBe('many 999 refused');
  await untilEnded(1_102);
  expect(ended).toContain('one');
});

test('under load a request that waited for too long is refused before any work on it', async () => {
  send('first', { takes: 20 });
  sendMany(100, 'late', { takes: 0 });
  sendMany(100, 'token', { takes: 0, line: 'tokens' });
  sendMany(100, 'message', { takes: 0, line: 'sockets' });
  vi.advanceTimersByTime(800);
  await untilEnded(301);
  const refused = ended.filter((name) => name.endsWith('refused'));
  expect(refused.length).toBeGreaterThan(80);
  expect(refused.every((name) => name.startsWith('late'))).toBe(true);
});

test('a few requests delayed by a paused machine are served', async () => {
  send('first', { takes: 20 });
  sendMany(10, 'late', { takes: 0 });
  vi.advanceTimersByTime(600);
  await untilEnded(11);
  expect(placesOf('late').length).toBe(10);
  expect(ended.filter((name) => name.endsWith('refused'))).toEqual([]);
});
