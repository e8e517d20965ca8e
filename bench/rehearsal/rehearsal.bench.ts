import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { verifyLog } from '../../src/event/sealed/verify-log.js';
import { hasPooler } from '../../test/kit/pooler.js';
import { Random } from '../faults/random.js';
import type { OwnServers } from '../faults/servers.js';
import { SmallDisk } from '../faults/small-disk.js';
import { until } from '../faults/until.js';
import { World } from '../faults/world.js';
import { type Crowd, crowd, someOfThem } from '../overload/crowd.js';
import { Proxy } from '../rolling/proxy.js';
import { Load, type Outcome } from './load.js';

/*
 * `npm run rehearse`: three gateways behind a proxy, PgBouncer before PostgreSQL and a replica, all on one machine,
 * with clients that work all the time. A rolling restart must not fail a request. Whatever is killed, frozen, full,
 * unreachable or overloaded, requests are either served or refused, and everything continues without help; in the end
 * no acknowledged data may be lost. ROUNDS (3): how often each process is killed. SECONDS (5): the duration of the
 * other faults.
 */
const rounds = Number(process.env['ROUNDS'] ?? 3);
const seconds = Number(process.env['SECONDS'] ?? 5);
const gatewayCount = 3;
const followersOfEach = 10;

let world: World;
let servers: OwnServers;
let proxy: Proxy;
let url: string;
let load: Load;
const disk = SmallDisk.isPossible ? SmallDisk.make(64) : undefined;

beforeAll(async () => {
  process.env['FAULTS_SHUTDOWN_DELAY'] = '3000';
  world = new World(new Random(1), { pooler: hasPooler, replica: true });
  await world.open(gatewayCount, disk);
  servers = world.servers as OwnServers;
  proxy = new Proxy(world.gateways.map(({ port }) => port));
  url = await proxy.open();
  load = new Load(world, url);
  await allServe();
  await load.start(followersOfEach);
  await load.served();
});
afterAll(async () => {
  await load.stop();
  proxy.close();
  await world.close();
});

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const allServe = () => until('all gateways serve', async () => proxy.healthy === gatewayCount);
const bad = () => sleep(seconds * 1_000);

/**
 * Runs a stage; returns what clients observed, and the milliseconds after its end until each kind of request was
 * served.
 */
async function play(stage: string, work: () => Promise<unknown>): Promise<Outcome> {
  load.take();
  const began = performance.now();
  const seen = await work();
  const ended = performance.now();
  await load.served();
  const [took, servedAfter] = [ended - began, performance.now() - ended].map(Math.round);
  const outcome = load.take();
  say({ stage, took, servedAfter, ...outcome, ...(seen as object | undefined) });
  const odd = Object.keys(outcome.failed).filter((failure) => !tolerable.test(failure));
  expect(odd, 'answers that are neither served nor refused').toEqual([]);
  return outcome;
}
/** Refused, or disconnected where a process was killed: by the gateway, or by the proxy, which cannot reach it. */
const tolerable = /: (503 UNAVAILABLE|502|UND_ERR_SOCKET|ECONNRESET)$/;

async function repeatedly(work: (round: number) => Promise<unknown>): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await work(round);
    await load.served();
  }
}

test('a restart in turn fails no request', async () => {
  const { failed } = await play('rolling restart', async () => {
    for (const gateway of world.gateways) {
      await gateway.end('SIGTERM');
      await gateway.start(world.now);
      await allServe();
    }
  });
  expect(failed).toEqual({});
});

test('gateways are killed', async () => {
  await play('gateways killed', () =>
    repeatedly(async (round) => {
      const gateway = world.gateways[round % gatewayCount]!;
      await gateway.end('SIGKILL');
      await gateway.start(world.now);
      await allServe();
    }),
  );
});

test('a gateway is frozen', async () => {
  await play('gateway frozen', async () => {
    await world.gateways[0]!.freeze(seconds * 1_000);
    await allServe();
  });
});

test.skipIf(!hasPooler)('the pooler is killed', () =>
  play('pooler killed', () => repeatedly(() => servers.killPooler())),
);

test('the replica is killed, and no request fails', async () => {
  const { failed } = await play('replica killed', () => repeatedly(() => servers.killReplica()));
  expect(failed).toEqual({});
});

test('the replica is frozen, and no request fails', async () => {
  const { failed } = await play('replica frozen', async () => {
    const goOn = await servers.freezeReplica();
    await bad();
    goOn();
  });
  expect(failed).toEqual({});
});

test('the primary is killed', () => play('primary killed', () => repeatedly(() => servers.killPrimary())));

test('the primary is away', () =>
  play('primary away', async () => {
    servers.shut();
    await bad();
    servers.reopen();
  }));

test.skipIf(!disk)('the disk of the data folder is full, and cannot be written', async () => {
  await play('data folder full', async () => {
    disk?.fill();
    await bad();
    disk?.clear();
  });
  await play('data folder read-only', async () => {
    await until('nothing is written', async () => !disk?.setWritable(false));
    await bad();
    disk?.setWritable(true);
  });
});

test('ten times as many searches as can be served', async () => {
  const search = (options: { seconds: number; rate?: number }) =>
    crowd({ urls: [url], notice: load.notice, ...options });
  const most = await search({ seconds: 3 });
  const rate = (10 * (most.outcomes['200'] ?? 0)) / 3;
  let flood: Crowd | undefined;
  await play('overload', async () => {
    const [all, some] = await Promise.all([
      search({ seconds, rate }),
      someOfThem({ urls: [url], notice: load.notice, seconds, rate: 20 }),
    ]);
    flood = all;
    return { rate: Math.round(rate), flood, some };
  });
  const unexpected = Object.keys(flood!.outcomes).filter((outcome) => !['200', '429', '502', '503'].includes(outcome));
  expect(unexpected, 'neither answered nor refused').toEqual([]);
});

test('the primary dies for good, and the replica takes its place', () => play('failover', () => servers.failOver()));

test('nothing that was acknowledged is lost', async () => {
  await load.stop();
  const files = `select count(*) from submission where status in ('QUEUED', 'PROCESSING')`;
  await until('every file is taken in', async () => (await world.count(files)) === 0, 120);
  await until('all is sealed', async () => (await world.count('select count(*) from event_pending')) === 0);
  const received = await load.followed();
  const { acknowledged } = load;
  const [kept] = await world.sql<{ count: string }>(
    'select count(distinct policy_no) as count from policy where policy_no = any($1)',
    [acknowledged],
  );
  const log = await verifyLog(new RequestTransaction(world.arranging.database.em, systemSession));
  const found = {
    lost: acknowledged.length - Number(kept?.count),
    doubled: await world.count('select count(*) - count(distinct policy_no) as count from policy'),
    filesGivenUp: await world.count(`select count(*) from submission where status = 'FAILED'`),
    faultsOfLog: log.faults.length,
    passedBy: received.passedBy,
    doubledEvents: received.doubled,
    outOfOrder: received.outOfOrder,
  };
  say({ acknowledged: acknowledged.length, received: received.received, ...found });
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, 0])));
});
