import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventCursor } from '../../src/event/event-cursor.js';
import { RegisterWebhookDocument } from '../../test/generated/graphql.js';
import { Follower, transports } from '../../test/kit/follower.js';
import { Load } from './load.js';
import { until, World } from './world.js';

/*
 * `npm run faults`: gateway and database are killed at random moments while clients push, upload, pay, follow and are
 * told. Nothing acknowledged may be lost or doubled, no event passed by, no request hang. ROUNDS (10) and SEED (1).
 */
const rounds = Number(process.env['ROUNDS'] ?? 10);
const seed = Number(process.env['SEED'] ?? 1);

const world = new World();
beforeAll(() => world.open());
afterAll(() => world.close());

/** The same numbers for the same seed (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const countOf = async (query: string) => Number((await world.sql<{ count: string }>(query))[0]?.count);

/** What is wrong with the numbers that somebody was told: left out, told twice, or out of order. */
function faultsIn(told: number[], events: number): { passedBy: number; doubled: number; outOfOrder: number } {
  const distinct = new Set(told);
  const outOfOrder = told.filter((number, index) => index > 0 && number < (told[index - 1] as number)).length;
  return { passedBy: events - distinct.size, doubled: told.length - distinct.size, outOfOrder };
}

test(`${rounds} rounds with seed ${seed}`, async () => {
  const random = randomFrom(seed);
  await world.start();
  await world.client(world.year.science.token).get(RegisterWebhookDocument, {
    input: { url: world.hookUrl, types: ['NOTICE_CORRECTED'], idempotencyKey: 'faults' },
  });
  const begin = await countOf('select max(position) as count from event_seal');
  const followers = Object.entries(transports(() => world.url)).map(
    ([name, open]) => [name, new Follower(open, eventCursor(String(begin)))] as const,
  );
  const following = followers.map(([, follower]) => follower.follow());
  const load = new Load(world);
  load.start();
  const kills = { gateway: 0, database: 0 };
  for (let round = 0; round < rounds; round += 1) {
    await sleep(300 + random() * 1_500);
    const which = random();
    if (which > 0.4) {
      await world.killGateway();
      kills.gateway += 1;
    }
    if (which < 0.6) {
      await world.killDatabase();
      kills.database += 1;
    }
    if (which > 0.4) await world.start();
  }
  await load.stop();
  const { pushes, uploads, releases, texts, events, hangs } = load.counts;
  const done = (query: string) => async () => (await countOf(query)) === 0;
  await until(
    'every file is worked on',
    done(`select count(*) from submission where status in ('QUEUED', 'PROCESSING')`),
  );
  await world
    .client(world.year.platform.token)
    .ask('mutation { moveClock(input: { to: "2025-08-20T05:00:00Z" }) { now } }');
  await until('every delivery has arrived', done(`select count(*) from webhook_delivery where status = 'PENDING'`));
  await until('every text message is sent', done(`select count(*) from text_message where status = 'PENDING'`));
  const complete = ([, { numbers }]: (typeof followers)[number]) => new Set(numbers).size >= events;
  await until('the followers have everything', async () => followers.every(complete)).catch(() => undefined);
  for (const [, follower] of followers) await follower.stop();
  await Promise.all(following);

  const hooks = [...world.hooks.values()];
  const report = {
    seed,
    rounds,
    kills,
    acknowledged: { pushes, uploads, releases, texts, events },
    hangs,
    rowsLost:
      (pushes + uploads) * 5 - (await countOf(`select count(*) from policy where policy_no ~ '^(FAULT|FILE)-'`)),
    rowsDoubled: await countOf(`select count(*) - count(distinct policy_no) as count from policy`),
    releasesDoubled: (await countOf(`select count(*) from event where type = 'PAYMENT_RELEASED'`)) - releases,
    // The gateway that arranges carries messages too.
    textsLost: texts - new Set([...world.texts.keys(), ...world.gateway.texts.map(({ id }) => id)]).size,
    textsGivenUp: await world.sql(
      `select provider_answer as reason, count(*)::int from text_message where status = 'FAILED' group by 1`,
    ),
    textsRepeated: [...world.texts.values()].filter((times) => times > 1).length,
    hooks: {
      lost: events - new Set(hooks.map(({ release }) => release)).size,
      repeated: hooks.filter(({ times }) => times > 1).length,
    },
    followers: Object.fromEntries(followers.map(([name, { numbers }]) => [name, faultsIn(numbers, events)])),
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  const nothing = { passedBy: 0, doubled: 0, outOfOrder: 0 };
  expect(report).toMatchObject({
    hangs: 0,
    rowsLost: 0,
    rowsDoubled: 0,
    releasesDoubled: 0,
    textsLost: 0,
    hooks: { lost: 0 },
    followers: { socket: nothing, 'server-sent events': nothing },
  });
});
