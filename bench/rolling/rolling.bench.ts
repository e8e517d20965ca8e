import { expect, test } from 'vitest';
import { Random } from '../faults/random.js';
import { until } from '../faults/until.js';
import { World } from '../faults/world.js';
import { Load } from '../rehearsal/load.js';
import { Proxy } from './proxy.js';

const followersOfEach = 20;

/**
 * Three gateways behind a proxy are stopped and started again, one after the other, while clients continue: they read,
 * push, upload, and follow publications by sockets and event streams that continue from their last cursor.
 */
test('a rolling restart fails no request', async () => {
  process.env['FAULTS_SHUTDOWN_DELAY'] = '1000';
  const world = new World(new Random(1));
  await world.open(3);
  const proxy = new Proxy(world.gateways.map(({ port }) => port));
  const load = new Load(world, await proxy.open());
  await until('all gateways are ready', async () => proxy.healthy === 3);
  await load.start(followersOfEach);
  for (const gateway of world.gateways) {
    await gateway.end('SIGTERM');
    await gateway.start(world.now);
    await until('the proxy knows it again', async () => proxy.healthy === 3);
  }
  await load.stop();
  const { asked, failed } = load.take();
  const received = await load.followed();
  process.stdout.write(`${JSON.stringify({ asked, failed, ...received })}\n`);
  const sealed = await world.count(`select count(*) from event_seal where type = 'NOTICE_PUBLISHED'`);
  proxy.close();
  await world.close();
  expect(failed).toEqual({});
  expect(received).toEqual({ received: load.followers * sealed, passedBy: 0, doubled: 0, outOfOrder: 0 });
});
