import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MessageRate } from '../../src/gateway/admission/socket-limits.js';
import { addressKey, clientKey } from '../../src/http/limits/client-key.js';
import { FairGate, type GateLimits } from '../../src/http/limits/gate/fair-gate.js';
import { OpenCount } from '../../src/http/limits/open-count.js';
import { publicViewer } from '../../src/access/viewer.js';
import { Unavailable } from '../../src/kernel/errors/unavailable.js';

const limits = (changes: Partial<GateLimits> = {}): GateLimits => ({
  total: 2,
  perClient: 1,
  waitingPerClient: 3,
  waiting: 4,
  longestWait: 60_000,
  ...changes,
});
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the gate of operations', () => {
  test('lets one client use its share, and another one run at the same time', async () => {
    const gate = new FairGate(limits());
    const order: string[] = [];
    const enter = (client: string, name: string) =>
      gate.enter(client).then((leave) => {
        order.push(name);
        return leave;
      });
    const first = await enter('busy', 'busy 1');
    const second = enter('busy', 'busy 2');
    const other = await enter('other', 'other 1');
    await settled();
    expect(order).toEqual(['busy 1', 'other 1']);
    first();
    (await second)();
    other();
    expect(order).toEqual(['busy 1', 'other 1', 'busy 2']);
  });

  test('starts a costly operation when nothing else of its client runs, before later ones', async () => {
    const gate = new FairGate(limits({ total: 5, perClient: 3, costlyFrom: 100 }));
    const client = { viewer: { ...publicViewer, accountId: 'busy' }, address: '192.0.2.1' };
    const order: string[] = [];
    const enter = (name: string, cost: number) =>
      gate.enterFor(client, 'urgent', cost).then((leave) => {
        order.push(name);
        return leave;
      });
    const small = await enter('small', 99);
    const [costly, later] = [enter('costly', 100), enter('later', 1)];
    await settled();
    expect(order).toEqual(['small']);
    small();
    const end = await costly;
    (await later)();
    end();
    expect(order).toEqual(['small', 'costly', 'later']);
  });

  test('starts small operations of a client while its costly one runs', async () => {
    const gate = new FairGate(limits({ total: 5, perClient: 3, costlyFrom: 100 }));
    const client = { viewer: { ...publicViewer, accountId: 'busy' }, address: '192.0.2.1' };
    const endCostly = await gate.enterFor(client, 'urgent', 100);
    const endSmall = await gate.enterFor(client, 'urgent', 1);
    endSmall();
    endCostly();
  });

  test('serves waiting clients in turn, one operation of each', async () => {
    const gate = new FairGate(limits({ total: 1 }));
    const order: string[] = [];
    const leave = await gate.enter('holder');
    const work = async (client: string) => {
      const end = await gate.enter(client);
      order.push(client);
      end();
    };
    const all = ['a', 'a', 'a', 'b'].map(work);
    leave();
    await Promise.all(all);
    expect(order).toEqual(['a', 'b', 'a', 'a']);
  });

  test('refuses when the client’s queue is full, or the whole queue with clients that have no more entries', async () => {
    const gate = new FairGate(limits({ total: 1, waiting: 3 }));
    const leave = await gate.enter('a');
    const waiting = [gate.enter('a'), gate.enter('b'), gate.enter('c')];
    await expect(gate.enter('a')).rejects.toThrow(Unavailable);
    await expect(gate.enter('c')).rejects.toThrow(Unavailable);
    leave();
    for (const next of [waiting[1], waiting[2], waiting[0]]) (await next)?.();
    await expect(gate.enter('c')).resolves.toBeTypeOf('function');
  });

  test('refuses more of one client than its queue holds', async () => {
    const gate = new FairGate(limits({ total: 1 }));
    const leave = await gate.enter('a');
    const waiting = [gate.enter('a'), gate.enter('a'), gate.enter('a')];
    await expect(gate.enter('a')).rejects.toThrow(Unavailable);
    leave();
    for (const next of waiting) (await next)();
  });

  test('releases a place once, even if it is released several times', async () => {
    const gate = new FairGate(limits({ total: 1 }));
    const leave = await gate.enter('a');
    leave();
    leave();
    const second = await gate.enter('b');
    const entered = vi.fn();
    const third = gate.enter('c').finally(entered);
    await settled();
    expect(entered).not.toHaveBeenCalled();
    second();
    (await third)();
  });

  test('limits the waiting time, and forgets an operation that gave up', async () => {
    const gate = new FairGate(limits({ total: 1, longestWait: 5 }));
    const leave = await gate.enter('a');
    const keepAlive = setTimeout(() => undefined, 10_000);
    await expect(gate.enter('b')).rejects.toThrow(Unavailable);
    clearTimeout(keepAlive);
    leave();
    await expect(gate.enter('c')).resolves.toBeTypeOf('function');
  });
});

describe('messages of a socket', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  test('200 at once, then 50 a second, and no more than 200 after a rest', () => {
    const rate = new MessageRate();
    const taken = (count: number) => Array.from({ length: count }, () => rate.take()).filter(Boolean).length;
    expect(taken(250)).toBe(200);
    vi.advanceTimersByTime(2_000);
    // What was refused counts too: a flood has to stop before it is let in again.
    expect(taken(100)).toBe(50);
    vi.advanceTimersByTime(3_600_000);
    expect(taken(250)).toBe(200);
  });
});

test('open operations are counted for each client, and each ends once', () => {
  const open = new OpenCount(2);
  const end = open.add('a');
  open.add('a');
  expect([open.isFull('a'), open.isFull('b')]).toEqual([true, false]);
  end();
  end();
  expect(open.isFull('a')).toBe(false);
  open.add('a');
  expect(open.isFull('a')).toBe(true);
});

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
  ['2001:db8:1:2::1', '2001:0DB8:0001:0002::9', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['2001:db8::1', '2001:db8:0:0:1::', true],
  ['fe80::1%eth0', 'fe80::2%eth1', true],
  ['::1', '::2', true],
  ['1::', '2::', false],
  ['::ffff:192.0.2.1', '192.0.2.1', true],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.2', false],
  ['192.0.2.1', '192.0.2.2', false],
])('%s and %s are one client: %s', (one, other, same) => {
  expect(addressKey(one) === addressKey(other)).toBe(same);
});

test('an account is one client from any address', () => {
  const viewer = { ...publicViewer, accountId: '0199' };
  expect(clientKey({ viewer, address: '192.0.2.1' })).toBe(clientKey({ viewer, address: '2001:db8::1' }));
  expect(clientKey({ viewer: publicViewer, address: '192.0.2.1' })).toBe('192.0.2.1');
});
