import { once } from 'node:events';
import http, { type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PortListeners } from '../../src/http/port/port-listeners.js';
import { RequestTurns } from '../../src/http/limits/request-turns.js';
import { serverInTurns } from '../../src/http/limits/server-in-turns.js';
import { tooBusy } from '../../src/http/limits/too-busy.js';

/*
 * A server whose every answer keeps the process busy for 20 ms, and 200 clients who ask it at once, each by a connection of
 * its own: what it cannot begin in time is answered all the same, and a probe waits for none of them.
 */
let server: Server;
let listeners: PortListeners;
let url: string;
const turnedAway: string[] = [];
const served: (string | undefined)[] = [];
const turns = new RequestTurns((request) => String(request.headers['x-client']));
beforeAll(async () => {
  const make = serverInTurns(turns, (_, id) => turnedAway.push(id));
  server = make(
    async (request, response) => {
      served.push(request.url);
      const end = performance.now() + 20;
      while (request.url !== '/healthz' && performance.now() < end);
      if (request.url === '/echo') response.end(await textOf(request));
      else response.end('served');
    },
    { keepAliveTimeout: 5_000, requestTimeout: 0, connectionTimeout: 0 },
  );
  listeners = new PortListeners(server);
  await listeners.open({ host: '127.0.0.1', port: 0 }, (options) => once(server.listen(options), 'listening'));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  return listeners.close();
});

interface Answer {
  status: number | undefined;
  headers: http.IncomingHttpHeaders;
  text: string;
}

function post(client: string, language: string, path = '/graphql', body = '{}'): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const headers = { 'x-client': client, 'accept-language': language, 'content-length': Buffer.byteLength(body) };
  http
    .request(url + path, { method: 'POST', headers }, async (response) => {
      let text = '';
      for await (const chunk of response) text += String(chunk);
      resolve({ status: response.statusCode, headers: response.headers, text });
    })
    .on('error', reject)
    .end(body);
  return promise;
}

test('requests that cannot begin soon are refused with a code, and probes are answered before them', async () => {
  const languages = ['zh-CN', 'en'];
  const order: string[] = [];
  const asked = Array.from({ length: 200 }, (_, at) =>
    post(`client ${at % 50}`, languages[at % 2]!).then((answer) => {
      order.push(String(answer.status));
      return answer;
    }),
  );
  await asked[0];
  await post('monitor', 'en', '/healthz').then(({ status }) => order.push(`probe ${status}`));
  const answers = await Promise.all(asked);
  expect(order.indexOf('probe 200'), 'the probe did not wait for the others').toBeLessThan(100);
  const refused = answers.filter(({ status }) => status === 503);
  expect(refused.length).toBeGreaterThan(100);
  expect(answers.length - refused.length).toBe(answers.filter(({ text }) => text === 'served').length);
  expect(new Set(refused.map(({ headers }) => headers['retry-after']))).toEqual(new Set(['2']));
  expect(refused.map(({ headers }) => headers['x-request-id']).toSorted()).toEqual(turnedAway.toSorted());
  const shown = new Set(refused.map(({ text }) => text));
  expect([...shown].map((text) => JSON.parse(text) as unknown)).toEqual(
    expect.arrayContaining(
      ['当前处理中的请求过多，请稍后重发。', 'Too many requests are at work. Send this one again later.'].map(
        (message) => ({ errors: [{ message, extensions: { code: 'UNAVAILABLE', retryAfter: 2 } }] }),
      ),
    ),
  );
});

test('nothing of a large body is read for a refused request', async () => {
  const body = 'x'.repeat(100_000);
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, at) => post(`sender ${at}`, 'en', '/upload', body)),
  );
  const refused = answers.filter(({ status }) => status === 503);
  expect(refused.length).toBeGreaterThan(20);
  expect(new Set(refused.map(({ headers }) => headers.connection))).toEqual(new Set(['close']));
});

test('a request can be refused because of its body, and an accepted one still has its body', async () => {
  turns.early = {
    looksAt: ({ url: path }) => path === '/echo',
    isNew: (_, body) => body?.toString().startsWith('flood') === true,
    enter: () => Promise.reject(tooBusy),
  };
  const before = turnedAway.length;
  const [flood, whole, empty, large] = await Promise.all(
    ['flood', '文本', '', 'x'.repeat(50_000)].map((body) => post('sender', 'en', '/echo', body)),
  );
  expect(flood).toMatchObject({ status: 503 });
  expect(whole).toMatchObject({ status: 200, text: '文本' });
  expect(empty).toMatchObject({ status: 200, text: '' });
  expect(large).toMatchObject({ status: 200, text: 'x'.repeat(50_000) });
  expect(turnedAway.length - before).toBe(1);
  turns.early = undefined;
});

test('the place of a client that disconnects while it waits is freed, and nothing is served', async () => {
  const [place, left] = [Promise.withResolvers<() => void>(), Promise.withResolvers<void>()];
  const entered = Promise.withResolvers<void>();
  const untilClosed = new Promise((resolve) =>
    server.once('request', (_, response: http.ServerResponse) => response.once('close', resolve)),
  );
  turns.early = {
    looksAt: () => true,
    isNew: () => true,
    enter: () => {
      entered.resolve();
      return place.promise;
    },
  };
  const request = http.request(`${url}/gone`, { method: 'POST', headers: { 'x-client': 'gone' } }).end('x');
  request.on('error', () => undefined);
  await entered.promise;
  request.destroy();
  await untilClosed;
  place.resolve(left.resolve);
  await left.promise;
  expect(served).not.toContain('/gone');
  turns.early = undefined;
});

test('the time spent refusing bodies is charged to their client', async () => {
  turns.early = {
    looksAt: ({ url: path }) => path === '/echo',
    enter: () => Promise.reject(tooBusy),
    isNew: () => {
      const end = performance.now() + 20;
      while (performance.now() < end);
      return true;
    },
  };
  for (let at = 0; at < 20; at += 1) expect(await post('flood', 'en', '/echo', 'x')).toMatchObject({ status: 503 });
  turns.early = undefined;
  await post('reader', 'en');
  const { promise, resolve } = Promise.withResolvers<string[]>();
  const order: string[] = [];
  const begin = (client: string) => () => void (order.push(client) === 3 && resolve(order));
  // What begins now uses the turn up, so that the others wait for the next one.
  const useTurnUp = () => {
    const end = process.threadCpuUsage().user + 20_000;
    while (process.threadCpuUsage().user < end);
  };
  turns.run('anybody', 'first', () => [useTurnUp(), begin('first')()]);
  for (const client of ['flood', 'reader']) turns.run('anybody', client, begin(client));
  expect(await promise).toEqual(['first', 'reader', 'flood']);
});
