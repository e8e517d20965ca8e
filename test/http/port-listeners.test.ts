import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http, { type Server } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { PortListeners } from '../../src/http/port/port-listeners.js';

const host = '127.0.0.1';
const opened: Opened[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

/** A server that says `alive`, with all its listeners. */
class Opened {
  readonly server: Server = http.createServer((_, response) => response.end('alive'));
  readonly listeners = new PortListeners(this.server);

  async open(port = 0): Promise<number> {
    opened.push(this);
    await this.listeners.open({ host, port }, (options) => once(this.server.listen(options), 'listening'));
    return (this.server.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    return this.listeners.close();
  }
}

async function connect(port: number): Promise<net.Socket> {
  const socket = net.connect(port, host);
  await once(socket, 'connect');
  return socket;
}

async function answerOf(socket: net.Socket): Promise<string> {
  socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}

test('the server answers on each of its sockets, whichever one the kernel selects', async () => {
  const one = new Opened();
  const port = await one.open();
  let accepted = 0;
  one.server.on('connection', () => (accepted += 1));
  const sockets = await Promise.all(Array.from({ length: 100 }, () => connect(port)));
  await expect.poll(() => accepted).toBe(100);
  const byItself = await promisify(one.server.getConnections.bind(one.server))();
  expect(byItself, 'connections of one of eight sockets').toBeLessThan(60);
  for (const answer of await Promise.all(sockets.map(answerOf))) expect(answer).toMatch(/^HTTP\/1\.1 200 [^]*alive/);
});

test('a port in use is refused, also if its owner would share it', async () => {
  const first = new Opened();
  const port = await first.open();
  await expect(new Opened().open(port)).rejects.toMatchObject({ code: 'EADDRINUSE', port });
  const other = net.createServer().listen({ host, port: 0 });
  await once(other, 'listening');
  const { port: taken } = other.address() as AddressInfo;
  await expect(new Opened().open(taken)).rejects.toMatchObject({ code: 'EADDRINUSE', port: taken });
  other.close();
});

/** A port that nobody has. */
async function freePort(): Promise<number> {
  const one = new Opened();
  const port = await one.open();
  await one.close();
  return port;
}

test('of several processes that open a port at the same moment one succeeds', async () => {
  const port = await freePort();
  const outcomes = await Promise.allSettled([new Opened(), new Opened(), new Opened()].map((each) => each.open(port)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'EADDRINUSE', port });
});

test('processes that only check whether a port is free do not prevent opening it', async () => {
  const port = await freePort();
  const look = `
    import { setImmediate as nextTurn } from 'node:timers/promises';
    import { requireFreePort } from './dist/http/port/port-listeners.js';
    console.log('looking');
    for (;;) {
      await requireFreePort({ host: '${host}', port: ${port} }).catch(({ code }) => code === 'EADDRINUSE' || process.exit(1));
      await nextTurn();
    }`;
  const others = [1, 2].map(() => spawn(process.execPath, ['--input-type=module', '--eval', look]));
  try {
    await Promise.all(others.map(({ stdout }) => once(stdout, 'data')));
    for (let round = 0; round < 50; round += 1) {
      const one = new Opened();
      await one.open(port);
      await one.close();
    }
    expect(others.map(({ exitCode }) => exitCode)).toEqual([null, null]);
  } finally {
    for (const other of others) other.kill();
  }
});

test('a client that connected before closing is answered, and nobody connects afterwards', async () => {
  const one = new Opened();
  const port = await one.open();
  const sockets = await Promise.all(Array.from({ length: 200 }, () => connect(port)));
  // Most of them wait in the kernel.
  const closed = one.close();
  for (const answer of await Promise.all(sockets.map(answerOf))) expect(answer).toContain('alive');
  await closed;
  await expect(connect(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
