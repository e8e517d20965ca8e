import { randomBytes } from 'node:crypto';
import http from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';

/** Functions for attacks. Arguments: name of the attack, gateway, notice, seconds, own address. */
const [name, url = 'http://127.0.0.1', notice = '', seconds = '1', localAddress = '127.0.0.1'] = process.argv.slice(2);
export { name, notice };
export const { hostname, port } = new URL(url);
export const until = Date.now() + Number(seconds) * 1_000;
/** A member's token, the id of a submission of this member with failed rows, and the folder of prepared files. */
export const { token, failedRows, folder } = JSON.parse(process.env.ATTACK_MEMBER ?? '{}');

const outcomes = {};
export const count = (outcome) => (outcomes[outcome] = (outcomes[outcome] ?? 0) + 1);
export const report = () => process.stdout.write(JSON.stringify(outcomes));

const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity, localAddress });
const json = { 'content-type': 'application/json' };
export const asMember = { authorization: `Bearer ${token}` };

/** Sends one request; without `read`, the answer is left in the socket. */
export function send(path, { method = 'GET', body, headers = {}, read = true } = {}) {
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

export function ask(body, { path = '/graphql', headers = {}, ...rest } = {}) {
  const accept = path === '/graphql' ? '*/*' : 'text/event-stream';
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return send(path, { method: 'POST', body: text, headers: { ...json, accept, ...headers }, ...rest });
}

/** Runs this many clients, each of which sends the next request as soon as the last one was answered. */
export async function loops(clients, work) {
  const loop = async (client) => {
    for (let turn = 0; Date.now() < until; turn += 1) await work(client, turn);
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => loop(client)));
}

export const untilTheEnd = () => sleep(Math.max(0, until - Date.now()));
export const times = (amount, write) => Array.from({ length: amount }, (_, at) => write(at)).join(' ');
export const unique = () => `u${randomBytes(6).toString('hex')}`;

/** Opens a socket; returns undefined where it was not accepted. */
export function connected(parameters) {
  return new Promise((resolve) => {
    const opened = new WebSocket(`ws://${hostname}:${port}/graphql`, 'graphql-transport-ws', { localAddress });
    opened.on('error', ({ message }) => count(message));
    opened.on('close', (code) => resolve(count(`closed ${code}`)));
    opened.on('open', () => opened.send(JSON.stringify({ type: 'connection_init', payload: parameters })));
    opened.on('message', (data) => {
      const { type } = JSON.parse(String(data));
      if (type === 'connection_ack') resolve(opened);
      else count(type);
    });
  });
}

export const operate = (socket, id, query) =>
  socket?.send(JSON.stringify({ id: `${id}`, type: 'subscribe', payload: { query } }));

/** Opens connections that send the beginning of a request and then nothing, or a byte from time to time. */
export async function halves(connections, head, drip) {
  for (let at = 0; at < connections; at += 1) {
    const half = net.connect({ port: Number(port), host: hostname, localAddress }, () => half.write(head));
    half
      .on('error', ({ code }) => count(code))
      .on('close', () => count('closed'))
      .resume();
    if (drip) setInterval(() => half.writable && half.write(drip), 200).unref();
  }
  await untilTheEnd();
}
