import { once } from 'node:events';
import net from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ environment: { SOCKETS_PER_ADDRESS: '1000' } });
});
afterAll(() => gateway.stop());

const handshake = [
  'GET /graphql HTTP/1.1',
  'Host: x',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Protocol: graphql-transport-ws',
  '\r\n',
].join('\r\n');

const alive = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';

async function answerOf(socket: net.Socket): Promise<string> {
  const [head] = (await once(socket, 'data')) as [Buffer];
  return String(head).slice('HTTP/1.1 '.length).slice(0, 3);
}

/** A connection that the gateway has accepted. */
async function connect(localAddress: string): Promise<net.Socket> {
  const { hostname: host, port } = new URL(gateway.url);
  const socket = net.connect({ host, port: Number(port), localAddress });
  socket.write(alive);
  await answerOf(socket);
  return socket;
}

const connectMany = (count: number) => Promise.all(Array.from({ length: count }, () => connect('127.0.3.1')));

test('many handshakes of one address do not block the requests of others', async () => {
  // More than a fast machine answers in one turn.
  const many = await connectMany(900);
  const other = await connect('127.0.3.2');
  const answered: string[] = [];
  const ended = [...many, other].map(async (socket) => {
    answered.push(await answerOf(socket));
  });
  // All of it is written before the event loop reads any of it.
  for (const socket of many) socket.write(handshake);
  other.write(alive);
  await Promise.all(ended);
  expect(answered.filter((status) => status === '101')).toHaveLength(900);
  expect(answered.indexOf('200')).toBeLessThan(600);
  for (const socket of [...many, other]) socket.destroy();
});

test('a client that leaves while its handshake waits does not end the gateway', async () => {
  const many = await connectMany(300);
  for (const socket of many) {
    socket.write(handshake);
    socket.resetAndDestroy();
  }
  const next = await connect('127.0.3.1');
  next.write(handshake);
  expect(await answerOf(next)).toBe('101');
  next.destroy();
});
