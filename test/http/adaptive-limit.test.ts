import { expect, test } from 'vitest';
import { AdaptiveLimit } from '../../src/http/limits/gate/adaptive-limit.js';

/* How many operations a gateway lets work at once, by how long they take. */
const bounds = { least: 1, most: 8, inTime: 250 };

test('slow operations lower the limit, once for those that ran together, and never to zero', () => {
  const limit = new AdaptiveLimit(bounds);
  expect(limit.present).toBe(8);
  for (let at = 0; at < 8; at += 1) limit.learn(300, at);
  expect(limit.present).toBe(5);
  limit.learn(300, 400);
  expect(limit.present).toBe(3);
  for (let at = 1_000; at < 20_000; at += 1_000) limit.learn(9_000, at);
  expect(limit.present).toBe(1);
});

test('each round in time raises the limit by one, up to the maximum', () => {
  const limit = new AdaptiveLimit(bounds);
  for (let at = 0; at < 20_000; at += 1_000) limit.learn(9_000, at);
  limit.learn(10);
  expect(limit.present).toBe(2);
  limit.learn(10);
  limit.learn(10);
  expect(limit.present).toBe(2);
  limit.learn(10);
  expect(limit.present).toBe(3);
  for (let round = 0; round < 100; round += 1) limit.learn(10);
  expect(limit.present).toBe(8);
});
