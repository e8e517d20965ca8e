import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { eventCursor, positionOf } from '../../src/event/sealed/event-cursor.js';
import { ApiClient } from '../../test/kit/client.js';
import type { TestGateway } from '../../test/kit/gateway.js';
import { arrangeNotice, someLines } from '../../test/kit/published.js';
import { Random } from '../faults/random.js';
import { until } from '../faults/until.js';
import { streams, Watcher, type WatchFaults } from '../faults/watcher.js';
import { World } from '../faults/world.js';

/*
 * Eight writers write 100,000 events at two gateways, one of which is killed meanwhile; sockets, event streams, a
 * client that reads the log in pages, and a webhook must receive all of them. EVENTS=100000 HOOKED=5000 (events for the
 * webhook) FOLLOWERS=2 (for each transport).
 */
const events = Number(process.env['EVENTS'] ?? 100_000);
const hooked = Number(process.env['HOOKED'] ?? 5_000);
const writers = 8;
const atOnce = 25;
const followersOfEach = Number(process.env['FOLLOWERS'] ?? 2);
/** The most seconds that the last follower may take. */
const patience = 500;

/** Writes with overlapping transactions: positions are assigned in the order of commits, not of beginnings. */
async function write(url: string, subject: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (let written = 0; written < count; written += atOnce) {
    await client.query(
      `insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
       select now(), case when n <= $2 then 'NOTICE_CLOSED' else 'NOTICE_PUBLISHED' end, 'SYSTEM', 'PublicityNotice', $1,
         '{"release": 1, "closesOn": "2025-08-27"}'
       from generate_series($3::int + 1, $3::int + $4::int) as n`,
      [subject, hooked / writers, written, Math.min(atOnce, count - written)],
    );
  }
  await client.end();
}

/** Reads the log in pages like a client that returns for new events; returns every position that it saw. */
async function page(world: World, stopped: AbortSignal): Promise<number[]> {
  const query = `query ($after: String) { events(first: 100, after: $after, filter: { types: [NOTICE_PUBLISHED, NOTICE_CLOSED] }) { nodes { cursor } } }`;
  const seen: number[] = [];
  let after = eventCursor('0');
  for (let turn = 0; ; turn += 1) {
    const { url } = world.gateways[turn % 2]!;
    const answer = await new ApiClient(url, world.science.token)
      .ask<{ events: { nodes: { cursor: string }[] } }, object>(query, { after })
      .catch(() => undefined);
    const nodes = answer?.data?.events.nodes ?? [];
    for (const { cursor } of nodes) seen.push(Number(positionOf(cursor)));
    after = nodes.at(-1)?.cursor ?? after;
    if (nodes.length === 0) {
      if (stopped.aborted) return seen;
      await sleep(100);
    }
  }
}

test('every follower receives every event, once and in order', async () => {
  const world = new World(new Random(1));
  world.receiver.isFickle = false;
  await world.open(2);
  const { key } = await arrangeNotice(world.arranging as TestGateway, someLines(3));
  await until(
    'what came before is sealed',
    async () => (await world.count('select count(*) from event_pending')) === 0,
  );
  await world.gateways[0]!.client(world.science.token).get(
    'mutation ($input: RegisterWebhookInput!) { registerWebhook(input: $input) { webhook { id } } }',
    { input: { url: `${world.receiver.url}/hook`, types: ['NOTICE_CLOSED'], idempotencyKey: 'events' } },
  );
  const begun = performance.now();
  const seconds = () => Number(((performance.now() - begun) / 1_000).toFixed(1));
  const report: Record<string, unknown> = { events, writers, followersOfEach };
  const reached = (what: string) => {
    report[what] = seconds();
    process.stdout.write(`${JSON.stringify({ [what]: report[what] })}\n`);
  };
  const followers = Object.entries(streams).flatMap(([name, open]) =>
    Array.from({ length: followersOfEach }, (_, place) => {
      const query = 'subscription ($after: String) { noticePublished(after: $after) { cursor } }';
      return new Watcher(name, ['NOTICE_PUBLISHED', 'NOTICE_CLOSED'], (turn, after) =>
        open(world.gateways[(turn + place) % 2]!.url, undefined, query, after),
      );
    }),
  );
  const written = new AbortController();
  const paging = page(world, written.signal);
  const share = events / writers;
  const writing = Promise.all(Array.from({ length: writers }, () => write(world.arranging.ownerUrl, key, share)));
  await until(
    'half of it is sealed',
    async () => (await world.count('select count(*) from event_seal')) > events / 2,
    patience,
  );
  await world.gateways[1]!.end('SIGKILL');
  await world.gateways[1]!.start(world.now);
  await writing;
  reached('written');
  await until('all is sealed', async () => (await world.count('select count(*) from event_pending')) === 0, patience);
  reached('sealed');
  written.abort();
  const paged = await paging;
  reached('paged');
  const total = await world.count(`select count(*) from event_seal where type like 'NOTICE_%'`);
  for (const follower of followers)
    await until('a follower has all', async () => new Set(follower.positions).size === total, patience);
  reached('followed');
  const closed = await world.count(`select count(*) from event_seal where type = 'NOTICE_CLOSED'`);
  await until('the webhook has all', async () => world.receiver.hooks.size === closed, patience);
  reached('hooked');
  const faults = await Promise.all(followers.map((follower) => follower.end(world)));
  const sum = (what: keyof WatchFaults) => faults.reduce((all, fault) => all + fault[what], 0);
  const inOrder = (positions: number[]) =>
    positions.every((position, place) => place === 0 || position > positions[place - 1]!);
  Object.assign(report, {
    streams: {
      received: sum('received'),
      passedBy: sum('passedBy'),
      doubled: sum('doubled'),
      outOfOrder: sum('outOfOrder'),
    },
    pages: { received: paged.length, inOrder: inOrder(paged) },
    webhook: {
      received: world.receiver.hooks.size,
      twice: [...world.receiver.hooks.values()].filter(({ times }) => times > 1).length,
      inOrder: [...world.receiver.cursors.values()].every((cursors) =>
        inOrder(cursors.map((one) => Number(positionOf(one)))),
      ),
    },
  });
  process.stdout.write(`${JSON.stringify(report)}\n`);
  await world.close();
  expect(report['streams']).toEqual({ received: followers.length * total, passedBy: 0, doubled: 0, outOfOrder: 0 });
  expect(report['pages']).toEqual({ received: total, inOrder: true });
  expect(report['webhook']).toMatchObject({ received: closed, inOrder: true });
});
