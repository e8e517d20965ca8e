import fs from 'node:fs';
import pg from 'pg';
import { eventually } from '../kit/eventually.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { clients, type LoadedWorld, sendLoad, sendPush, usualLoad } from '../kit/load.js';
import { hasPrometheus, Prometheus } from '../kit/prometheus.js';
import { filePatience } from '../kit/upload.js';
import { publishYear } from '../kit/published-year.js';
import { type Replicated, startReplicated } from '../kit/replicated.js';
import { arrangeInsurer, arrangePerson } from '../kit/world.js';

/*
 * Every panel of the dashboard against a load of known size, in a real Prometheus: what it shows is what was sent. The
 * windows of its queries are replaced by the time of the load, so that a rate times this time is a number of requests.
 */
interface Panel {
  title: string;
  targets: { expr: string; legendFormat: string }[];
}

type Figures = Record<string, number>;

const { panels } = JSON.parse(fs.readFileSync('deploy/grafana/dashboard.json', 'utf8')) as { panels: Panel[] };
const size = { ...usualLoad, officeQueries: 12 };
const { sockets, streams, files, feedReads, badStreams } = size;
const overSockets = sockets * size.queriesEach;
const overHttp =
  size.officeQueries + size.publicLists + size.pushes + size.forbidden + size.badTokens + size.badDocuments;
const textMessages = 4;
const poolSize = 2;

/** Panels of counters: how often each thing was sent. */
const counted: Record<string, Figures> = {
  'Requests by route': {
    '/graphql': overHttp,
    '/graphql/stream': badStreams,
    '/upload/policies': files,
    '/feed': feedReads,
  },
  'Operations by role and transport': {
    'AUDITOR http': size.officeQueries,
    'PUBLIC http': size.publicLists + size.forbidden,
    'INSURER http': size.pushes,
    'AUDITOR socket': overSockets,
  },
  'Errors by code': {
    UNAUTHENTICATED: size.forbidden + size.badTokens,
    BAD_USER_INPUT: size.badDocuments + badStreams,
  },
  Clients: {
    [clients.office]: size.officeQueries,
    [clients.page]: size.publicLists + size.forbidden,
    [clients.core]: size.pushes,
    [clients.desk]: overSockets,
  },
  'Files, downloads and pages by role and client': {
    [`/upload/policies INSURER ${clients.core}`]: files,
    [`/feed PUBLIC ${clients.mirror}`]: feedReads,
    [`/graphql/stream PUBLIC ${clients.mirror}`]: badStreams,
  },
  'Refused and failed requests': { 401: size.forbidden + size.badTokens, 400: size.badDocuments + badStreams },
  'Subscriptions begun': { 'Follow socket': sockets, 'Follow sse': streams },
};

describe.skipIf(!hasPrometheus)('The dashboard', () => {
  let replicated: Replicated;
  let prometheus: Prometheus;
  let world: LoadedWorld;
  let fromMemory: number;
  /** Seconds: when the load began and ended, and when its sockets were open. */
  let began: number;
  let ended: number;
  let open: number;
  const checked = new Set<string>();

  beforeAll(async () => {
    replicated = await startReplicated({ environment: { DATABASE_POOL_SIZE: `${poolSize}` } });
    const gateway = replicated.world;
    const { noticeId, companies } = await publishYear(gateway, 3);
    const [insurer, auditor] = [await arrangeInsurer(gateway), await arrangePerson(gateway, Role.AUDITOR)];
    world = { url: gateway.url, insurer, auditor, noticeId, company: companies[0]! };
    await gateway.sql(
      `insert into text_message (id, sealed_phone, last_four, template, status, created_at, next_attempt_at)
       select uuidv7(), 'x', '0000', 'STAFF_INVITATION', 'PENDING', $1::timestamptz - interval '90 seconds', $1
       from generate_series(1, ${textMessages})`,
      [gateway.clock.now()],
    );
    prometheus = await Prometheus.watching(gateway.url);
    // A counter is there from its first increase on, of which no rate knows: so all of them are there before.
    await (await sendLoad(world, size)).close();
    began = await prometheus.seen();
    const load = await sendLoad(world, size);
    ({ fromMemory } = load);
    open = await prometheus.seen();
    await load.close();
    ended = await prometheus.seen();
  }, 120_000);
  afterAll(async () => {
    await prometheus.stop();
    await replicated.stop();
  });

  /** What a panel shows at a moment, by its legend; what is nothing is left out, and what Prometheus itself asked. */
  async function shown(title: string, at = ended): Promise<Figures> {
    checked.add(title);
    const figures: Figures = {};
    for (const { expr, legendFormat } of panels.find((panel) => panel.title === title)!.targets) {
      const during = expr.replaceAll(/\[\dm\]/g, `[${Math.round((ended - began) * 1_000)}ms]`);
      for (const { metric, value } of await prometheus.query(during, at)) {
        const legend = legendFormat.replaceAll(/\{\{(\w+)\}\}/g, (_, label: string) => metric[label]!);
        const figure = Number(value[1]);
        if (figure !== 0 && !Number.isNaN(figure) && !legend.startsWith('/metrics')) figures[legend] = figure;
      }
    }
    return figures;
  }

  /** Waits until every file of the load is taken in. */
  async function takenIn(): Promise<void> {
    let unfinished: object[] = [];
    await eventually(
      async () => {
        unfinished = await replicated.world.sql(
          `select status, attempts, failures, deaths from submission where status in ('QUEUED', 'PROCESSING')`,
        );
        return unfinished.length === 0;
      },
      () => `every file is taken in: ${JSON.stringify(unfinished)}`,
      filePatience,
    );
  }

  test.each(Object.entries(counted))('%s', async (title, expected) => {
    const rates = await shown(title);
    const counts = Object.entries(rates).map(([legend, rate]) => [
      legend,
      Math.round(rate * (ended - began) * 100) / 100,
    ]);
    expect(Object.fromEntries(counts)).toEqual(expected);
  });

  test('Sockets and streams', async () => {
    expect(await shown('Sockets and streams', open)).toEqual({ socket: sockets, sse: streams });
    expect(await shown('Sockets and streams')).toEqual({});
  });

  test('Answers from memory', async () => {
    expect(fromMemory).toBeGreaterThan(0);
    const { share } = await shown('Answers from memory');
    expect(share).toBeCloseTo(fromMemory / overHttp, 6);
  });

  test('Duration of operations', async () => {
    const { median, p99 } = await shown('Duration of operations: median and slowest hundredth');
    expect(median).toBeGreaterThan(0);
    expect(p99).toBeGreaterThanOrEqual(median!);
    expect(p99).toBeLessThan(ended - began);
    const slowest = await shown('Slowest operations (p99)');
    expect(Object.keys(slowest).toSorted()).toEqual(['List', 'Mine', 'NotMine', 'OverSocket', 'Push']);
    expect(Math.max(...Object.values(slowest))).toBeGreaterThanOrEqual(p99!);
  });

  test('Queues', async () => {
    // Nobody sends the messages.
    await takenIn();
    const waiting = async () => shown('Queues: what waits', await prometheus.seen());
    await expect.poll(waiting, { timeout: 30_000 }).toEqual({ text_messages: textMessages });
    expect(await shown('Queues: the oldest', await prometheus.seen())).toEqual({ text_messages: 90 });
  });

  test('Reads by server', async () => {
    const rates = await shown('Reads by server');
    expect(Object.keys(rates)).toContain(new URL(replicated.standby.url('mianshen')).host);
  });

  test('Connections to the database and turns', async () => {
    const insurers = [1, 2, 3].map(() => arrangeInsurer(replicated.world));
    const worlds = (await Promise.all(insurers)).map((insurer) => ({ ...world, insurer }));
    const holder = new pg.Client({ connectionString: replicated.world.ownerUrl });
    await holder.connect();
    await holder.query('begin; lock table submission in share row exclusive mode');
    const pushes = worlds.map(sendPush);
    const used = async () => ({
      ...(await shown('Connections to the database', await prometheus.seen())),
      ...(await shown('Operations: turns', await prometheus.seen())),
    });
    // The third waits for its turn, before it asks for a connection.
    const held = {
      'requests in use': poolSize,
      'urgent at most': poolSize,
      'urgent waiting': pushes.length - poolSize,
    };
    await expect.poll(used, { timeout: 10_000 }).toMatchObject(held);
    await holder.end();
    expect((await Promise.all(pushes)).map(({ status }) => status)).toEqual([200, 200, 200]);
    await expect.poll(async () => Object.keys(await used()), { timeout: 10_000 }).not.toContain('urgent waiting');
  });

  test('replicas and the process', async () => {
    const [lag = 0] = Object.values(await shown('How far replicas are behind'));
    expect(lag).toBeLessThan(0.5);
    const [memory] = Object.values(await shown('Memory'));
    expect(memory).toBeGreaterThan(0.5 * process.memoryUsage().rss);
    expect(memory).toBeLessThan(2 * process.memoryUsage().rss);
    const blocked = 0.3;
    // A scrape right after it takes the lateness away before it is asked for; then once more.
    await eventually(async () => {
      for (const end = performance.now() + blocked * 1_000; performance.now() < end;) continue;
      const [delay = 0] = Object.values(await shown('Event loop (p99)', await prometheus.seen()));
      return delay > blocked / 2;
    }, 'a late event loop is shown');
  });

  test('every panel was checked', () => {
    expect(panels.map(({ title }) => title).toSorted()).toEqual([...checked].toSorted());
  });
});
