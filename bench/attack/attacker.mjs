import { randomBytes } from 'node:crypto';
import http from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';

/** One attack for some seconds, in a process of its own: prints how often each outcome was seen. */
const [name, url = 'http://127.0.0.1', notice = '', seconds = '1', localAddress = '127.0.0.1'] = process.argv.slice(2);
const { hostname, port } = new URL(url);
const until = Date.now() + Number(seconds) * 1_000;
const outcomes = {};
const count = (outcome) => (outcomes[outcome] = (outcomes[outcome] ?? 0) + 1);
const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity, localAddress });

function send(path, { method = 'GET', body, headers = {}, read = true } = {}) {
  return new Promise((resolve) => {
    const request = http.request({ hostname, port, path, method, headers, agent }, (response) => {
      count(response.statusCode);
      if (!read) return resolve();
      response.resume().on('end', resolve).on('error', resolve);
    });
    request.on('error', ({ code }) => resolve(count(code)));
    request.end(body);
  });
}

const ask = (body, path = '/graphql') =>
  send(path, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', accept: path === '/graphql' ? '*/*' : 'text/event-stream' },
  });

/** So many clients, each asking again as soon as it was answered. */
async function loops(clients, work) {
  const loop = async (client) => {
    for (let turn = 0; Date.now() < until; turn += 1) await work(client, turn);
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => loop(client)));
}

const times = (count, write) => Array.from({ length: count }, (_, at) => write(at)).join(' ');
const unique = () => `u${randomBytes(6).toString('hex')}`;

function socket() {
  const opened = new WebSocket(`ws://${hostname}:${port}/graphql`, 'graphql-transport-ws', { localAddress });
  opened.on('error', ({ message }) => count(message));
  opened.on('close', (code) => count(`closed ${code}`));
  return opened;
}

function connected() {
  return new Promise((resolve) => {
    const opened = socket();
    opened.on('open', () => opened.send('{"type":"connection_init"}'));
    opened.on('message', (data) => {
      const { type } = JSON.parse(String(data));
      if (type === 'connection_ack') resolve(opened);
      else count(type);
    });
    opened.on('close', () => resolve(undefined));
  });
}

/** Connections that send the beginning of a request and then nothing. */
async function halves(connections, head) {
  for (let at = 0; at < connections; at += 1) {
    const half = net.connect({ port: Number(port), host: hostname, localAddress }, () => half.write(head));
    half
      .on('error', ({ code }) => count(code))
      .on('close', () => count('closed'))
      .resume();
  }
  await sleep(until - Date.now());
}

const statistics = (at) => `a${at}: recipientStatistics(noticeId: "${notice}", groupBy: CITY) { recipientCount }`;

const attacks = {
  'aliases of an aggregate': () => loops(16, () => ask({ query: `query ${unique()} { ${times(300, statistics)} }` })),
  'some aliases of an aggregate': () =>
    loops(16, () => ask({ query: `query ${unique()} { ${times(4, statistics)} }` })),
  'repeated selections': () =>
    loops(8, () => ask({ query: `query ${unique()} { viewer { ${'role '.repeat(3_600)} } }` })),
  'repeated selections within the limit': () =>
    loops(8, () => ask({ query: `query ${unique()} { ${times(40, () => 'viewer { role }')} }` })),
  'documents that do not validate': () => loops(8, () => ask({ query: `{ ${times(300, () => unique())} }` })),
  'nested fields': () => loops(8, () => ask({ query: `query ${unique()} { ${'a{'.repeat(400)}b${'}'.repeat(400)} }` })),
  'circular fragments': () =>
    loops(8, () =>
      ask({ query: `query ${unique()} { ...A } fragment A on Query { ...B } fragment B on Query { ...A }` }),
    ),
  directives: () => loops(8, () => ask({ query: `query ${unique()} { viewer { role ${'@a'.repeat(900)} } }` })),
  'a batch of operations': () =>
    loops(8, () => ask(Array.from({ length: 1_000 }, () => ({ query: '{ viewer { role } }' })))),
  'aliases of the schema': () =>
    loops(8, () => ask({ query: `{ ${times(50, (at) => `a${at}: __schema { types { fields { name } } }`)} }` })),
  'nested JSON': () => loops(8, () => ask(`{"query":"{ viewer { role } }","variables":{"a":${'['.repeat(900_000)}`)),
  'a list of wrong values': () =>
    loops(8, () =>
      ask({
        query: 'query ($a: [ID!]!) { nodes(ids: $a) { id } }',
        variables: { a: Array.from({ length: 4_900 }, () => ({})) },
      }),
    ),
  'a search of many words': () =>
    loops(8, () =>
      ask({
        query: `query ${unique()} ($name: String) { recipients(noticeId: "${notice}", filter: { name: $name }) { totalCount } }`,
        variables: { name: 'a '.repeat(60_000) },
      }),
    ),
  'costly operations on a socket': async () => {
    const open = await connected();
    for (let at = 0; Date.now() < until; at += 1) {
      open?.send(
        JSON.stringify({
          id: `${at}`,
          type: 'subscribe',
          payload: { query: `query ${unique()} { ${times(4, statistics)} }` },
        }),
      );
      await sleep(20);
    }
  },
  'a thousand sockets': async () => {
    await Promise.all(Array.from({ length: 1_000 }, () => Promise.race([connected(), sleep(4_000)])));
    await sleep(Math.max(0, until - Date.now()));
  },
  'subscriptions of one socket': async () => {
    const open = await connected();
    for (let at = 0; at < 5_000; at += 1) {
      open?.send(
        JSON.stringify({
          id: `${at}`,
          type: 'subscribe',
          payload: { query: 'subscription { noticePublished { cursor } }' },
        }),
      );
      if (at % 40 === 0) await sleep(1_000 / 2);
      if (Date.now() > until) break;
    }
  },
  'a flood of pings': async () => {
    const open = await connected();
    for (let at = 0; at < 100_000 && Date.now() < until; at += 1) {
      open?.ping();
      if (at % 1_000 === 0) await sleep(1);
    }
    await sleep(Math.max(0, until - Date.now()));
  },
  'an oversized frame': () =>
    loops(2, async () => {
      const open = await connected();
      open?.send('x'.repeat(3 * 1024 * 1024));
      await sleep(300);
    }),
  'event streams': async () => {
    const query = 'subscription { noticePublished { cursor } }';
    void Promise.all(Array.from({ length: 1_000 }, () => ask({ query }, '/graphql/stream')));
    await sleep(until - Date.now());
  },
  'a stream of null': () => loops(16, () => ask('null', '/graphql/stream')),
  'half-sent requests': () =>
    halves(
      300,
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{"query":"',
    ),
  'half-sent headers': () => halves(300, 'GET /graphql HTTP/1.1\r\nHost: x\r\nX-A: '),
  'downloads that are not read': async () => {
    const path = `/feed/notices/${notice}/releases/1/recipients.json`;
    void Promise.all(Array.from({ length: 100 }, () => send(path, { read: false })));
    await sleep(until - Date.now());
  },
  'selections of the feed': () =>
    loops(20, (client, turn) =>
      send(`/feed/notices/${notice}/releases/1/recipients.ndjson?amountFrom=${1_000 + client * 1_000 + turn}`),
    ),
};

if (name === undefined) process.stdout.write(JSON.stringify(Object.keys(attacks)));
else await attacks[name]();
if (name !== undefined) process.stdout.write(JSON.stringify(outcomes));
process.exit(0);
