import { setTimeout as sleep } from 'node:timers/promises';
import {
  ask,
  connected,
  count,
  halves,
  loops,
  notice,
  operate,
  send,
  times,
  unique,
  until,
  untilTheEnd,
} from './attack-kit.mjs';
import { statistics } from './document-attacks.mjs';

/** Attacks by the way a request is sent or its answer is read, without a token. */

const followed = 'subscription { noticePublished { cursor } }';
const head = (method, path, ...lines) => `${method} ${path} HTTP/1.1\r\nHost: x\r\n${lines.join('\r\n')}`;
const list = `/feed/notices/${notice}/releases/1/recipients`;
const jsonOf = (size) => [`Content-Type: application/json`, `Content-Length: ${size}`, '', '{"query":"'];

export const transportAttacks = {
  'costly operations on a socket': async () => {
    const socket = await connected();
    for (let at = 0; Date.now() < until; at += 1) {
      operate(socket, at, `query ${unique()} { ${times(4, statistics)} }`);
      await sleep(20);
    }
  },
  'a thousand sockets': async () => {
    await Promise.all(Array.from({ length: 1_000 }, () => Promise.race([connected(), sleep(4_000)])));
    await untilTheEnd();
  },
  'sockets that open and close': () => loops(20, async () => (await connected())?.terminate()),
  'subscriptions of one socket': async () => {
    const socket = await connected();
    for (let at = 0; at < 5_000; at += 1) {
      operate(socket, at, followed);
      if (at % 40 === 0) await sleep(500);
      if (Date.now() > until) break;
    }
  },
  'a flood of pings': async () => {
    const socket = await connected();
    for (let at = 0; at < 100_000 && Date.now() < until; at += 1) {
      socket?.ping();
      if (at % 1_000 === 0) await sleep(1);
    }
    await untilTheEnd();
  },
  'an oversized frame': () =>
    loops(2, async () => {
      (await connected())?.send('x'.repeat(3 * 1024 * 1024));
      await sleep(300);
    }),
  'sockets that do not read': async () => {
    const sockets = await Promise.all(Array.from({ length: 20 }, () => connected()));
    for (const socket of sockets) socket?.pause();
    for (let at = 0; Date.now() < until; at += 1) {
      for (const socket of sockets)
        operate(
          socket,
          at,
          `query { recipients(noticeId: "${notice}", first: 100) { nodes { name amount creditCode } } }`,
        );
      await sleep(100);
    }
  },
  'event streams': async () => {
    void Promise.all(Array.from({ length: 1_000 }, () => ask({ query: followed }, { path: '/graphql/stream' })));
    await untilTheEnd();
  },
  'event streams that are not read': () =>
    loops(16, async () => {
      await ask({ query: `query ${unique()} { ${times(4, statistics)} }` }, { path: '/graphql/stream', read: false });
    }),
  'a stream of null': () => loops(16, () => ask('null', { path: '/graphql/stream' })),
  'half-sent requests': () => halves(300, head('POST', '/graphql', ...jsonOf(9_000))),
  'half-sent headers': () => halves(300, head('GET', '/graphql', 'X-A: ')),
  'bodies a byte at a time': () => halves(300, head('POST', '/graphql', ...jsonOf(90_000)), 'x'),
  'half-sent papers of an objection': () =>
    halves(
      80,
      head('POST', '/objections/x/attachments', 'objection-code: 123456', 'Content-Length: 9000000', '', '%PDF-'),
    ),
  'downloads that are not read': async () => {
    void Promise.all(Array.from({ length: 100 }, () => send(`${list}.json`, { read: false })));
    await untilTheEnd();
  },
  'answers that are not read': () =>
    loops(16, () =>
      ask(
        {
          query: `query ${unique()} { recipients(noticeId: "${notice}", first: 100) { nodes { name amount creditCode } } }`,
        },
        { read: false },
      ),
    ),
  'many ranges of a file': () =>
    loops(16, () =>
      send(`${list}.csv`, {
        headers: { range: `bytes=${times(400, (at) => `${at * 7}-${at * 7 + 1},`).replaceAll(' ', '')}0-1` },
      }),
    ),
  'selections of the feed': () =>
    loops(20, (client, turn) => send(`${list}.ndjson?amountFrom=${1_000 + client * 1_000 + turn}`)),
  'addresses that are nowhere': () => loops(16, (client, turn) => send(`/feed/${client}/%0d%0a/${turn}`)),
  'connections that come and go': () =>
    loops(40, async () => {
      await send('/graphql?query={__typename}', { headers: { connection: 'close' } });
      count('connection');
    }),
};
