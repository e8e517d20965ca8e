import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { RequestTurns } from '../../src/http/limits/request-turns.js';

/** A request that keeps the event loop busy for a millisecond. */
function work(begun: string[], name: string): () => void {
  return () => {
    begun.push(name);
    const end = performance.now() + 1;
    while (performance.now() < end);
  };
}

async function untilAll(begun: string[], count: number): Promise<void> {
  while (begun.length < count) await nextTurn();
}

test('of many requests that arrive at once, a client begins in its turn, and nobody waits for all of them', async () => {
  const turns = new RequestTurns(() => 'one');
  const begun: string[] = [];
  for (let at = 0; at < 100; at += 1) turns.run('many', work(begun, `many ${at}`));
  expect(begun.length).toBeLessThan(10);
  await nextTurn();
  turns.run('one', work(begun, 'one'));
  expect(begun.indexOf('one')).toBeGreaterThan(0);
  expect(begun.indexOf('one')).toBeLessThan(30);
  await untilAll(begun, 101);
  const many = begun.filter((name) => name !== 'one');
  expect(many).toEqual(Array.from({ length: 100 }, (_, at) => `many ${at}`));
});

test('clients that wait begin one after the other', async () => {
  const turns = new RequestTurns(() => 'one');
  const begun: string[] = [];
  for (const client of ['a', 'b', 'c'])
    for (let at = 0; at < 20; at += 1) turns.run(client, work(begun, `${client} ${at}`));
  await untilAll(begun, 60);
  const places = (client: string) => begun.flatMap((name, at) => (name.startsWith(client) ? [at] : []));
  for (const client of ['a', 'b', 'c']) expect(places(client)[10]).toBeLessThan(45);
});

test('what arrives in a turn that is not used up begins at once', () => {
  const turns = new RequestTurns(() => 'one');
  const begun: string[] = [];
  for (let at = 0; at < 3; at += 1) turns.run('one', () => begun.push(`${at}`));
  expect(begun).toEqual(['0', '1', '2']);
});
