import fs from 'node:fs';
import { WebSocket } from 'ws';

/** Runs followers in a separate process: prints `ready`, and then as JSON when the last of them had everything. */
const { url, count, query, variables, tokens = [], expected } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const atOnce = 50;
let acknowledged = 0;
let messages = 0;
let complete = 0;
let bytes = 0;
const sockets = [];

function follow(place) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'graphql-transport-ws', { perMessageDeflate: false });
    const token = tokens[place % tokens.length];
    let seen = 0;
    sockets.push(socket);
    socket.once('error', reject);
    socket.once('open', () =>
      socket.send(
        JSON.stringify({ type: 'connection_init', payload: token ? { authorization: `Bearer ${token}` } : {} }),
      ),
    );
    socket.on('close', (code, reason) => code !== 1005 && process.stderr.write(`closed: ${code} ${reason}\n`));
    socket.on('message', (data) => {
      const text = String(data);
      if (text.startsWith('{"type":"connection_ack"')) {
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }));
        acknowledged += 1;
        return resolve();
      }
      if (!text.includes('"next"')) return process.stderr.write(`${text.slice(0, 300)}\n`);
      messages += 1;
      bytes = text.length;
      seen += 1;
      if (seen === expected) complete += 1;
      if (complete === count) finish();
    });
  });
}

function finish() {
  process.stdout.write(`${JSON.stringify({ at: Date.now(), messages, bytes })}\n`);
  for (const socket of sockets) socket.terminate();
}

for (let place = 0; place < count; place += atOnce) {
  await Promise.all(Array.from({ length: Math.min(atOnce, count - place) }, (_, index) => follow(place + index)));
}
if (acknowledged === count) process.stdout.write('ready\n');
