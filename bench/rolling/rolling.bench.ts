import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ApiClient } from '../../test/kit/client.js';
import type { TestGateway } from '../../test/kit/gateway.js';
import { arrangeNotice, someLines } from '../../test/kit/published.js';
import { csvOf, upload } from '../../test/kit/upload.js';
import { policyRow, programmeCode as programme } from '../../test/kit/world.js';
import { Random } from '../faults/random.js';
import { until } from '../faults/until.js';
import { streams, Watcher, type WatchFaults } from '../faults/watcher.js';
import { World } from '../faults/world.js';
import { Proxy } from './proxy.js';

const followersOfEach = 20;
const news = 'subscription ($after: String) { noticePublished(after: $after) { cursor release { number } } }';

/**
 * Three gateways behind a proxy are stopped in order and started again, one after the other, while clients go on: they
 * read, push, upload, and follow what is published, over sockets and event streams that go on from their last cursor.
 */
test('a rolling restart fails no request', async () => {
  process.env['FAULTS_SHUTDOWN_DELAY'] = '1000';
  const world = new World(new Random(1));
  await world.open(3);
  const proxy = new Proxy(world.gateways.map(({ port }) => port));
  const url = await proxy.open();
  await until('all gateways are ready', async () => proxy.healthy === 3);
  const counts = { reads: 0, pushes: 0, uploads: 0, events: 0 };
  const failed: string[] = [];
  const stopped = new AbortController();
  const client = new ApiClient(url, world.otherInsurer.token);
  const rows = () => [policyRow(world.companies[0]!, { policyNo: `ROLL-${randomUUID()}` })];
  const push = `mutation ($input: SubmitPoliciesInput!) { submitPolicies(input: $input) { submission { acceptedCount } } }`;
  const work = {
    reads: async () => (await client.fetch(`/graphql?query={programmes{nodes{code}}}&n=${counts.reads}`)).status,
    pushes: async () => {
      const input = { programme, rows: rows(), errorPolicy: 'REJECT_ALL', dryRun: false, idempotencyKey: randomUUID() };
      return (
        await client.fetch('/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: push, variables: { input } }),
        })
      ).status;
    },
    uploads: async () => (await upload(client, csvOf(rows()))).status,
  };
  const repeat = async (kind: keyof typeof work, pause: number) => {
    for (; !stopped.signal.aborted; await sleep(pause)) {
      const status = await work[kind]().catch((error: unknown) => String(error));
      counts[kind] += 1;
      if (typeof status !== 'number' || status >= 400) failed.push(`${kind}: ${status}`);
    }
  };
  const { key } = await arrangeNotice(world.arranging as TestGateway, someLines(3));
  const followers = Object.entries(streams).flatMap(([name, open]) =>
    Array.from({ length: followersOfEach }, () => {
      return new Watcher(name, ['NOTICE_PUBLISHED'], (_, after) => open(url, undefined, news, after));
    }),
  );
  const publish = async () => {
    for (; !stopped.signal.aborted; await sleep(100)) {
      counts.events += 1;
      await world.sql(
        `insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
         values (now(), 'NOTICE_PUBLISHED', 'SYSTEM', 'PublicityNotice', $1, '{"release": 1}')`,
        [key],
      );
    }
  };
  const working = [repeat('reads', 5), repeat('reads', 5), repeat('pushes', 50), repeat('uploads', 100), publish()];
  for (const gateway of world.gateways) {
    await gateway.end('SIGTERM');
    await gateway.start(world.now);
    await until('the proxy knows it again', async () => proxy.healthy === 3);
  }
  stopped.abort();
  await Promise.all(working);
  const faults = await Promise.all(followers.map((follower) => follower.end(world)));
  const sum = (what: keyof WatchFaults) => faults.reduce((total, fault) => total + fault[what], 0);
  const told = { told: sum('told'), passedBy: sum('passedBy'), doubled: sum('doubled'), outOfOrder: sum('outOfOrder') };
  process.stdout.write(`${JSON.stringify({ ...counts, failed: failed.length, ...told })}\n`);
  const sealed = await world.count(`select count(*) from event_seal where type = 'NOTICE_PUBLISHED'`);
  proxy.close();
  await world.close();
  expect(failed).toEqual([]);
  expect(told).toEqual({ told: followers.length * sealed, passedBy: 0, doubled: 0, outOfOrder: 0 });
});
