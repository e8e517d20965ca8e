import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

/** The upper limit: a server that only sends the same bytes to all clients, as often as requested (`POST /?times=`). */
const server = createServer((request, reply) => {
  const times = Number(new URL(request.url, 'http://bare').searchParams.get('times') ?? 0);
  let body = '';
  request.on('data', (part) => (body += part));
  request.on('end', () => {
    for (let sent = 0; sent < times; sent += 1) for (const client of sockets.clients) client.send(body);
    reply.end('sent');
  });
});
const sockets = new WebSocketServer({ server, handleProtocols: () => 'graphql-transport-ws' });
sockets.on('connection', (socket) =>
  socket.on('message', (data) => {
    if (String(data).includes('connection_init')) socket.send('{"type":"connection_ack"}');
  }),
);
server.listen(Number(process.env.PORT));
