import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import { arrangeNotice, someLines } from '../kit/published.js';
import { arrangeInsurer, type Person } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/*
 * Many addresses search while the table that they search does not answer. Those who ask for what is quick, those who have an
 * account, and the probes are served all the same.
 */
let gateway: TestGateway;
let insurer: Person;
let notice: string;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  insurer = await arrangeInsurer(gateway);
  ({ id: notice } = await arrangeNotice(gateway, someLines(3)));
});
afterAll(() => gateway.stop());

interface Answer {
  status: number | undefined;
  retryAfter: string | undefined;
  text: string;
}

async function ask(query: string, localAddress: string, token?: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const request = http.request(`${gateway.url}/graphql`, { method: 'POST', localAddress, headers });
  const [response] = (await once(request.end(JSON.stringify({ query })), 'response')) as [IncomingMessage];
  return { status: response.statusCode, retryAfter: response.headers['retry-after'], text: await textOf(response) };
}

const quick = '{ programmes { totalCount } }';

/** Asks until it was answered in less than the ten milliseconds from which on an operation is not quick any more. */
async function untilSeenQuick(asked: () => Promise<unknown>): Promise<void> {
  const took = async () => {
    const began = performance.now();
    await asked();
    return performance.now() - began;
  };
  await eventually(async () => (await took()) < 8, 'a quick operation is answered quickly');
}

/** Each is a text of its own: nobody knows how long it takes. */
const search = (at: number) =>
  `{ recipients(noticeId: "${notice}", filter: { name: "第${at}号" }) { totalCount nodes { rank } } }`;

async function counted(metric: string): Promise<number> {
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
  const line = metrics.split('\n').find((one) => one.startsWith(`${metric} `));
  return Number(line?.split(' ')[1]);
}

/** Refused as what can be asked later, or before they were read: which of both depends on how busy the machine is. */
const refusedSearches = async () =>
  (await counted('mianshen_operations_refused_total{urgency="deferrable"}')) +
  (await counted('mianshen_http_turned_away_total'));

/** Does something while many searches wait that are not answered; returns the answers to the searches. */
async function inFlood(work: () => Promise<void>): Promise<Answer[]> {
  const holder = new pg.Client({ connectionString: gateway.ownerUrl });
  await holder.connect();
  await holder.query('begin; lock table recipient in access exclusive mode');
  const before = await refusedSearches();
  const flood = Array.from({ length: 200 }, (_, at) => ask(search(at), `127.0.3.${1 + (at % 40)}`));
  try {
    await eventually(async () => (await refusedSearches()) > before + 100, 'more than a hundred searches are refused');
    await work();
  } finally {
    await holder.query('rollback');
    await holder.end();
  }
  return Promise.all(flood);
}

test('under a flood of searches those are refused, and quick operations, members and probes are answered', async () => {
  // How long it takes is learned where nothing else is at work.
  await untilSeenQuick(() => ask(quick, '127.0.0.2'));
  const flood = await inFlood(async () => {
    for (let at = 0; at < 20; at += 1) {
      expect(await ask(quick, '127.0.0.2')).toMatchObject({ status: 200 });
      expect(await ask('{ policies { totalCount } }', '127.0.0.2', insurer.token)).toMatchObject({ status: 200 });
      expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
      // Nobody sent this text before either; but a person waits for it.
      const signingIn = `mutation { requestChallenge { question${at}: __typename } }`;
      expect(await ask(signingIn, '127.0.0.2')).toMatchObject({ status: 200 });
    }
    expect(await counted('mianshen_http_turned_away_total'), 'refused by their text').toBeGreaterThan(0);
  });
  const refused = flood.filter(({ status }) => status === 503);
  expect(refused.length + flood.filter(({ status }) => status === 200).length).toBe(flood.length);
  expect(refused.map(({ retryAfter }) => retryAfter)).toEqual(refused.map(() => '2'));
  expect(refused.length).toBeGreaterThan(100);
  expect(await ask(search(1_000), '127.0.3.1')).toMatchObject({ status: 200 });
});

test('a flood by GET is refused by its URLs', async () => {
  await inFlood(async () => {
    const asked = Array.from({ length: 100 }, (_, at) =>
      fetch(`${gateway.url}/graphql?query=${encodeURIComponent(search(2_000 + at))}`),
    );
    const refused = (await Promise.all(asked)).filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(80);
    // What begins says what its client may ask for.
    expect(refused.filter(({ headers }) => headers.has('ratelimit-limit'))).toEqual([]);
  });
});

test('operations that were quick over a socket are answered over it in a flood', async () => {
  const socket = gateway.client().socket();
  const askOver = async () => (await socket.iterate({ query: '{ quick: programmes { totalCount } }' }).next()).value;
  await untilSeenQuick(askOver);
  await inFlood(async () => {
    for (let at = 0; at < 20; at += 1) expect(await askOver()).toEqual({ data: { quick: { totalCount: 1 } } });
  });
  await socket.dispose();
});

test('blocked statements of members leave room for quick operations', async () => {
  await untilSeenQuick(() => ask(quick, '127.0.0.2'));
  const members = await Promise.all(Array.from({ length: 6 }, () => arrangeInsurer(gateway)));
  const holder = new pg.Client({ connectionString: gateway.ownerUrl });
  await holder.connect();
  await holder.query('begin; lock table policy in access exclusive mode');
  const stuck = members.flatMap(({ token }) =>
    Array.from({ length: 5 }, (_, at) => ask(`{ policies(first: ${1 + at}) { nodes { id } } }`, '127.0.0.3', token)),
  );
  const waiting = () => counted('mianshen_operations_waiting{urgency="urgent"}');
  await eventually(async () => (await waiting()) > 0, 'more operations of members than may be at work');
  for (let at = 0; at < 20; at += 1) {
    expect(await ask(quick, '127.0.0.2')).toMatchObject({ status: 200 });
    expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
  }
  expect(await waiting(), 'they are stuck all the while').toBeGreaterThan(0);
  await holder.query('rollback');
  await holder.end();
  expect(new Set((await Promise.all(stuck)).map(({ status }) => status))).toEqual(new Set([200]));
});
