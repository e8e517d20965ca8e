import { expect, test } from 'vitest';
import { SharedWork } from '../../src/kernel/shared-work.js';

test('a request during a read shares the next read, not the one in progress', async () => {
  const shared = new SharedWork<number>();
  const begun: ((value: number) => void)[] = [];
  const read = () => new Promise<number>((resolve) => begun.push(resolve));
  const asked = [1, 2, 3].map(() => shared.run('list', read));
  const other = shared.run('other', read);
  expect(begun).toHaveLength(2);
  begun[0]?.(1);
  expect(await asked[0]).toBe(1);
  begun[1]?.(5);
  expect(await other).toBe(5);
  await Promise.resolve();
  expect(begun).toHaveLength(3);
  begun[2]?.(2);
  expect(await Promise.all(asked)).toEqual([1, 2, 2]);
});

test('a failed read fails the requests that share it, and none after them', async () => {
  const shared = new SharedWork<number>();
  let turn = 0;
  const read = async () => {
    turn += 1;
    if (turn === 1) throw new Error('gone');
    return turn;
  };
  const [first, second] = await Promise.allSettled([shared.run('list', read), shared.run('list', read)]);
  expect([first.status, second]).toEqual(['rejected', { status: 'fulfilled', value: 2 }]);
  expect(await shared.run('list', read)).toBe(3);
});
